/** Three replicas on one PostgreSQL server: together they send as one, and when one is killed the others go on with its work. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { occurrence } from '../../src/queue/ticks.ts';
import { openStore } from '../../src/store/open.ts';
import { gather, type Member } from '../support/crowd.ts';
import { type FakeDiscord, openDiscord } from '../support/discord/fake.ts';
import { openPostgres, type Postgres } from '../support/postgres.ts';
import { type Post, type Replica, startReplica } from '../support/replica.ts';

let postgres: Postgres;
let discord: FakeDiscord;
beforeAll(async () => {
  postgres = await openPostgres();
  discord = await openDiscord();
});
afterAll(async () => {
  await discord.close();
  await postgres.stop();
});

const SERVERS = 6;
const READERS = 200;

/** Servers with readers of their own: each is a lane. */
function networks(): readonly Member[] {
  for (let n = 1; n < SERVERS; n += 1) {
    discord.world.guilds.push({ id: String(800_000_000_000_000_001n + BigInt(n)), name: `Network ${n}`, locale: 'en-US' });
  }
  return discord.world.guilds.flatMap(({ id: workspace }) =>
    Array.from({ length: READERS }, (_, n) => ({
      platform: 'discord' as const,
      workspace,
      externalId: discord.person(`reader ${workspace} ${n}`).id,
    })),
  );
}

test('each workspace has one sender, each tick happens once, work is spread, and a killed one is replaced within 30 seconds', async () => {
  const url = await postgres.database();
  const begun = systemClock.now();
  const store = await openStore({ kind: 'server', url }, systemClock);
  const settings = { url, discord: { apiUrl: discord.apiUrl, token: discord.token }, unbounded: true, reports: true };
  await gather(store, networks());
  const replicas: Replica[] = [];
  for (let n = 0; n < 3; n += 1) replicas.push(await startReplica(settings));
  replicas[0]?.announce('The call is open');

  // In the middle of its work: it has sent to a server that waits for more.
  const [victim, lane] = await found('a replica in the middle of a lane', () => {
    for (const replica of replicas) {
      const busy = replica.posts.find((post) => countOf(replicas, post.lane) < READERS - 50)?.lane;
      if (busy !== undefined) return [replica, busy] as const;
    }
    return undefined;
  });
  const at = Date.now();
  await victim.kill();
  const others = replicas.filter((replica) => replica !== victim);
  const next = await found('another one goes on', () =>
    others.flatMap(({ posts }) => posts).find((post) => post.lane === lane && post.from > at),
  );
  expect((next.from - at) / 1000, 'seconds until another one went on').toBeLessThan(30);

  await found('everybody has it', () => discord.world.messages.length >= SERVERS * READERS || undefined);
  await found('a tick', async () => (await ticks()).length > 0 || undefined);
  expect(new Set(discord.world.messages.map(({ channel }) => channel)).size, 'everybody once').toBe(discord.world.messages.length);
  expect(replicas.filter(({ posts }) => posts.length > 0).length, 'more than one had a share').toBeGreaterThan(1);
  expect(overlaps(replicas), 'two senders in one workspace').toEqual([]);
  const seconds = Math.ceil((systemClock.now().getTime() - begun.getTime()) / 1000) + 1;
  const possible = new Set(
    Array.from({ length: seconds }, (_, n) => occurrence('announcement.tend', new Date(begun.getTime() + n * 1000))),
  );
  expect(
    (await ticks()).filter(({ id }) => !possible.has(id)),
    'a job under an id of its own would be a second run',
  ).toEqual([]);

  for (const replica of others) await replica.kill();
  await store.close();

  function ticks() {
    return store.db.$queryRaw<{ id: string }[]>`select id::text from queue.job where name = 'announcement.tend'`;
  }
}, 240_000);

const countOf = (replicas: readonly Replica[], lane: string): number =>
  replicas.reduce((sum, { posts }) => sum + posts.filter((post) => post.lane === lane).length, 0);

/** Posts to one lane that two replicas had under way at the same time. */
function overlaps(replicas: readonly Replica[]): readonly string[] {
  const all = replicas.flatMap(({ posts }, by) => posts.map((post): Post & { by: number } => ({ ...post, by })));
  return [...Map.groupBy(all, ({ lane }) => lane)].flatMap(([lane, posts]) => {
    const sorted = posts.toSorted((a, b) => a.from - b.from);
    return sorted.some((post, n) => sorted.slice(n + 1, n + 50).some((later) => later.by !== post.by && later.from < post.until))
      ? [lane]
      : [];
  });
}

const WAIT_MS = 90_000;

async function found<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const result = await look();
    if (result !== undefined) return result;
    if (Date.now() > deadline) throw new Error(`did not happen: ${what}`);
    await pause(10);
  }
}
