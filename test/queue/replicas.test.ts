/** Two replicas of the bot on one PostgreSQL server: together they do everything once. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/clock.ts';
import { type OpenQueue, openQueue } from '../../src/queue/open.ts';
import { defineJob } from '../../src/queue/queue.ts';
import { occurrence } from '../../src/queue/ticks.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { keptLog } from '../support/log.ts';
import { openPostgres, type Postgres } from '../support/postgres.ts';

const line = defineJob({
  name: 'line',
  retries: 3,
  grouped: true,
  parse: (data) => z.object({ group: z.string(), n: z.number() }).parse(data),
});
const tock = defineJob({ name: 'tock', retries: 0, parse: (data) => z.null().parse(data) });

let postgres: Postgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.stop());

const open: { queue: OpenQueue; store: Store }[] = [];
afterEach(async () => {
  for (const { queue, store } of open.splice(0)) {
    await queue.stop();
    await store.close();
  }
});

async function replica(url: string, set: (queue: OpenQueue, store: Store) => void): Promise<{ queue: OpenQueue; store: Store }> {
  const store = await openStore({ kind: 'server', url }, systemClock);
  const queue = await openQueue(store, { clock: systemClock, retryDelay: 1 }, keptLog('warn').log);
  set(queue, store);
  const opened = { queue, store };
  open.push(opened);
  await queue.start();
  await queue.begin();
  return opened;
}

test('of one lane only one job runs at a time over both, and none is lost', async () => {
  const url = await postgres.database();
  const running = new Map<string, number>();
  const seen: string[] = [];
  const by = new Set<number>();
  let most = 0;
  const set = (which: number) => (queue: OpenQueue, store: Store) =>
    queue.work(
      line,
      async ({ group, n }) => {
        by.add(which);
        running.set(group, (running.get(group) ?? 0) + 1);
        most = Math.max(most, running.get(group) ?? 0);
        await store.db.person.count();
        seen.push(`${group}${n}`);
        running.set(group, (running.get(group) ?? 0) - 1);
      },
      4,
    );
  const one = await replica(url, set(1));
  const two = await replica(url, set(2));
  const sent: string[] = [];
  for (let n = 0; n < 20; n += 1) {
    const { store, queue } = n % 2 === 0 ? one : two;
    await store.write({ envelope: `e${n}`, clock: systemClock }, 'line', async (tx) => {
      for (const group of ['a', 'b', 'c']) {
        sent.push(`${group}${n}`);
        await queue.enqueue(tx, line, { group, n }, { group });
      }
    });
  }
  await one.queue.idle();
  await two.queue.idle();
  expect(most).toBe(1);
  expect([...seen].sort()).toEqual([...sent].sort());
  expect([...by].sort(), 'both had a share').toEqual([1, 2]);
});

test('each tick happens once, however many replicas ring', async () => {
  const url = await postgres.database();
  const from = systemClock.now().getTime();
  let runs = 0;
  const enough = Promise.withResolvers<void>();
  const set = (queue: OpenQueue) => {
    queue.work(tock, async () => {
      runs += 1;
      if (runs === 3) enough.resolve();
    });
    queue.tick('tock', '* * * * * *', tock);
  };
  const one = await replica(url, set);
  const two = await replica(url, set);
  await enough.promise;
  await one.queue.stop();
  await two.queue.stop();
  const rows = await one.store.db.$queryRaw<{ id: string }[]>`select id::text from queue.job where name = 'tock'`;
  const seconds = Array.from({ length: Math.ceil((systemClock.now().getTime() - from) / 1000) + 1 }, (_, n) => new Date(from + n * 1000));
  const possible = seconds.map((at) => occurrence('tock', at));
  expect(
    rows.filter(({ id }) => !possible.includes(id)),
    'a job under an id of its own would be a second run',
  ).toEqual([]);
  expect(runs).toBeLessThanOrEqual(rows.length);
});

test('an occurrence has one id in every process, and another each time', () => {
  const at = new Date('2026-03-02T09:00:00.004Z');
  expect(occurrence('tock', at)).toBe(occurrence('tock', new Date('2026-03-02T09:00:00.931Z')));
  expect(occurrence('tock', at)).not.toBe(occurrence('tock', new Date('2026-03-02T09:00:01Z')));
  expect(occurrence('tock', at)).not.toBe(occurrence('tick', at));
});
