/** Two processes share Discord's servers: each hears its own, both may post to all, and one that takes over hears nothing twice. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Envelope, Platform } from '../../../src/chat/platform.ts';
import { discord } from '../../../src/platforms/discord/index.ts';
import type { Shards } from '../../../src/platforms/discord/shards.ts';
import { type FakeDiscord, openDiscord } from '../../support/discord/fake.ts';
import { keptLog } from '../../support/log.ts';
import { card, writtenDoor } from '../contract.ts';

/** (id >> 22) % 2 */
const even = '800000000000000001';
const odd = String(BigInt(even) + (1n << 22n));

let fake: FakeDiscord;
const running: Platform[] = [];
beforeEach(async () => {
  fake = await openDiscord();
  fake.world.guilds.push({ id: odd, name: 'Another network', locale: 'es-ES' });
});
afterEach(async () => {
  for (const platform of running.splice(0)) await platform.stop();
  await fake.close();
});

async function start(shards: Shards | undefined) {
  const script = writtenDoor();
  const heard: Envelope[] = [];
  script.answers('command', () => card('Here'));
  const platform = discord({ token: fake.token, apiUrl: fake.apiUrl, shards, log: keptLog('warn').log });
  running.push(platform);
  const door = {
    ...script.door,
    deliver: (envelope: Envelope) => {
      heard.push(envelope);
      return script.door.deliver(envelope);
    },
  };
  return { platform, heard, workspaces: await platform.start(door) };
}

function help(guild: string) {
  const channel = fake.channel(`welcome ${guild}`, guild);
  return fake.interact({ type: 2, person: fake.person('ana'), channel, data: { id: '1', name: 'help', type: 1, options: [] } });
}

async function answered(interaction: { readonly answered: unknown }): Promise<void> {
  await expect.poll(() => interaction.answered, { timeout: 20_000 }).toBeDefined();
}

test('each hears its own servers, and direct messages come to shard 0', async () => {
  const zero = await start({ ids: [0], count: 2 });
  const one = await start({ ids: [1], count: 2 });
  const [mine, others] = (BigInt(even) >> 22n) & 1n ? [one, zero] : [zero, one];
  expect(mine.workspaces.map(({ externalId }) => externalId)).toEqual([even]);
  expect(others.workspaces.map(({ externalId }) => externalId)).toEqual([odd]);
  expect([even, odd].map((guild) => mine.platform.serves?.(guild))).toEqual([true, false]);
  await answered(help(even));
  await answered(help(odd));
  expect(mine.heard.map(({ from }) => from.workspace)).toEqual([even]);
  expect(others.heard.map(({ from }) => from.workspace)).toEqual([odd]);
  fake.write(fake.person('ana'), 'hello');
  await expect.poll(() => zero.heard.filter(({ inbound }) => inbound.type === 'message').length, { timeout: 20_000 }).toBe(1);
  expect(one.heard.filter(({ inbound }) => inbound.type === 'message')).toEqual([]);
  // Posting needs no shard.
  const to = { kind: 'channel', platform: 'discord', workspace: odd, channel: fake.channel('news', odd) } as const;
  await mine.platform.post(to, { title: 'News', blocks: [] }, 'news:1');
  await others.platform.post({ ...to, workspace: even, channel: fake.channel('news', even) }, { title: 'News', blocks: [] }, 'news:2');
  expect(fake.world.messages.filter(({ body }) => JSON.stringify(body).includes('News'))).toHaveLength(2);
});

test('alone it holds as many shards as Discord recommends', async () => {
  fake.world.shards = 2;
  const { workspaces } = await start(undefined);
  expect(workspaces.map(({ externalId }) => externalId).toSorted()).toEqual([even, odd].toSorted());
  expect(fake.gateway.identifies.map(({ shard }) => shard)).toEqual([
    [0, 2],
    [1, 2],
  ]);
});
