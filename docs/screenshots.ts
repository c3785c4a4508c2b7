/** Plays stories in the playground and takes pictures of it, for the README and the commands' pages: `npm run screenshots`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlatformPlan } from '../src/agora.ts';
import { channels, workspace } from '../src/platforms/playground/channels.ts';
import { type Playground, playground } from '../src/platforms/playground/index.ts';
import { memoryJournal } from '../src/platforms/playground/journal.ts';
import { playgroundPage } from '../src/web/playground/page.ts';
import { openBrowser } from '../test/support/browser.ts';
import { openHouse } from '../test/support/house.ts';
import { playgroundPlayer } from '../test/support/playground/player.ts';
import { stageOf } from './screenshots-stage.ts';
import { sheets } from './sheets.ts';
import { commandStory } from './story-commands.ts';
import { eventStory } from './story-event.ts';
import { experienceStory } from './story-experience.ts';

const folder = join(import.meta.dirname, 'pictures');

await mkdir(folder, { recursive: true });
await mkdir(join(import.meta.dirname, 'commands/pictures'), { recursive: true });
let chat: Playground | undefined;
const plan: PlatformPlan = {
  name: 'playground',
  channels: channels.map(({ id, purpose, locale }) => ({ workspace: workspace.externalId, purpose, channel: id, locale })),
  open: async (parts) => {
    chat = playground({ journal: memoryJournal(), ...parts });
    return chat;
  },
};
const house = await openHouse({ platforms: [plan], web: { host: '127.0.0.1', port: 0, orNext: false, routes: [playgroundPage] } });
const browser = await openBrowser();
try {
  await publishedBefore();
  const stage = stageOf(house, browser, house.web?.url ?? '', folder);
  await experienceStory(stage);
  await eventStory(stage, room());
  await commandStory(stage);
} finally {
  await browser.closeWindows().finally(() => browser.close());
  await house.stop();
}

function room(): Playground {
  if (chat === undefined) throw new Error('the playground was not opened');
  return chat;
}

/** What the network has published already, so that there is something to find. */
async function publishedBefore(): Promise<void> {
  const editor = playgroundPlayer(room(), 'ingrid', {}, 'channel:secretariat');
  for (const { by, submit, values } of sheets) {
    const author = playgroundPlayer(room(), by, {}, `direct:${by}`);
    await author.types('/experience submit');
    await author.fills(values);
    await author.presses(submit);
    await house.settled();
    await editor.presses('Publish');
    await house.advance({ days: 40 });
  }
}
