/** The playground with a door that a test has written, and no page. */
import type { Door } from '../../../src/chat/platform.ts';
import { systemClock } from '../../../src/clock.ts';
import { workspace } from '../../../src/platforms/playground/channels.ts';
import { playground } from '../../../src/platforms/playground/index.ts';
import { memoryJournal } from '../../../src/platforms/playground/journal.ts';
import type { Harness } from '../../platforms/contract.ts';
import { commands } from './bot.ts';
import { texts } from './open.ts';
import { playgroundPlayer, seenMessage } from './player.ts';

export async function openPlaygroundHarness(door: Door): Promise<Harness> {
  const platform = playground({ journal: memoryJournal(), clock: systemClock, texts });
  await platform.start(door);
  await platform.publishCommands(commands, texts);
  // Somebody to write to, before they have done anything.
  await platform.room().welcome({ id: 'ben', name: 'Ben', locale: 'en', role: 'member' });
  const base = { platform: 'playground', workspace: workspace.externalId } as const;
  return {
    platform,
    person: (id) => playgroundPlayer(platform, id),
    channel: { kind: 'channel', ...base, channel: 'announcements' },
    posted: async () => platform.room().messages('channel:announcements').map(seenMessage),
    directTo: (user) => ({ kind: 'direct', ...base, user }),
    close: () => platform.stop(),
  };
}
