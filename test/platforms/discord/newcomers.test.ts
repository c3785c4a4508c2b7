/** Who joins a server: told only with the members intent, once, and never of bots; without it in Discord's settings, what to do is said. */
import { afterEach, expect, test } from 'vitest';
import type { Envelope } from '../../../src/chat/platform.ts';
import { discord } from '../../../src/platforms/discord/index.ts';
import { type FakeDiscord, openDiscord } from '../../support/discord/fake.ts';
import { type WatchedDoor, watch } from '../../support/discord/watched.ts';
import { keptLog } from '../../support/log.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function connected(fake: FakeDiscord, membersIntent: boolean) {
  const heard: Envelope[] = [];
  const door: WatchedDoor = watch(
    {
      answers: () => 'private',
      deliver: async (envelope) => {
        heard.push(envelope);
        return { type: 'none' };
      },
    },
    fake.world,
  );
  const platform = discord({ token: fake.token, apiUrl: fake.apiUrl, log: keptLog().log, membersIntent });
  closers.push(() => platform.stop());
  await platform.start(door);
  return { heard, door };
}

test('somebody who joins is told of once; a bot is not', async () => {
  const fake = await openDiscord({ members: true });
  closers.push(() => fake.close());
  const { heard, door } = await connected(fake, true);
  fake.join(fake.person('robot'), { bot: true });
  const id = fake.join(fake.person('ana', { name: 'Ana' }));
  await door.handled(id);
  expect(heard).toMatchObject([
    { id, user: { name: 'Ana' }, from: { kind: 'direct', workspace: fake.guild.id }, inbound: { type: 'joined' } },
  ]);
});

test('where Discord refuses the intent, the start fails with what to do instead of waiting for ever', async () => {
  const fake = await openDiscord();
  closers.push(() => fake.close().catch(() => undefined));
  await expect(connected(fake, true)).rejects.toThrow(/DISCORD_MEMBERS_INTENT=off/);
});
