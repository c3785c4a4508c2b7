/** The queue on the embedded store: what a job promises to those who enqueue it. */
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/clock.ts';
import { type OpenQueue, openQueue } from '../../src/queue/open.ts';
import { defineJob, type Run } from '../../src/queue/queue.ts';
import type { Store } from '../../src/store/store.ts';
import { keptLog } from '../support/log.ts';
import { openTestStore } from '../support/store.ts';

const greet = defineJob({ name: 'greet', retries: 2, parse: (data) => z.object({ who: z.string() }).parse(data) });
const inLine = defineJob({ ...greet, name: 'in-line', grouped: true });
const nightly = defineJob({ name: 'nightly', retries: 0, parse: (data) => z.null().parse(data) });

interface Bench {
  readonly store: Store;
  readonly queue: OpenQueue;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}
const open: Bench[] = [];

afterEach(async () => {
  for (const { queue, store } of open.splice(0)) {
    await queue.stop();
    await store.close();
  }
});

async function bench(set: (queue: OpenQueue) => void): Promise<Bench> {
  const store = await openTestStore();
  const { log, lines } = keptLog('warn');
  const queue = await openQueue(store, { clock: systemClock, retryDelay: 1 }, log);
  set(queue);
  await queue.start();
  await queue.begin();
  const opened = { store, queue, lines };
  open.push(opened);
  return opened;
}

const by = (envelope: string) => ({ envelope, clock: systemClock });

test('a job is done once its transaction has committed', async () => {
  const greeted: string[] = [];
  const { store, queue } = await bench((q) => q.work(greet, async ({ who }) => void greeted.push(who)));
  await store.write(by('e1'), 'greet', async (tx) => {
    await queue.enqueue(tx, greet, { who: 'Awa' });
    expect(greeted).toEqual([]);
  });
  await queue.idle();
  expect(greeted).toEqual(['Awa']);
});

test('a transaction that is rolled back takes its job along', async () => {
  const greeted: string[] = [];
  const { store, queue } = await bench((q) => q.work(greet, async ({ who }) => void greeted.push(who)));
  const broken = store.write(by('e1'), 'greet', async (tx) => {
    await queue.enqueue(tx, greet, { who: 'nobody' });
    throw new Error('changed my mind');
  });
  await expect(broken).rejects.toThrow('changed my mind');
  await store.write(by('e2'), 'greet', (tx) => queue.enqueue(tx, greet, { who: 'Lucía' }));
  await queue.idle();
  expect(greeted).toEqual(['Lucía']);
});

test('many jobs behind one notification are all done without waiting for the next poll', async () => {
  const greeted: string[] = [];
  const { store, queue } = await bench((q) => q.work(greet, async ({ who }) => void greeted.push(who)));
  await store.write(by('e1'), 'greet', async (tx) => {
    for (let n = 0; n < 25; n += 1) await queue.enqueue(tx, greet, { who: String(n) });
  });
  await queue.idle();
  expect(new Set(greeted).size).toBe(25);
});

test('a job that fails is tried again; one that always fails ends in the log and among the dead', async () => {
  const attempts: number[] = [];
  const done = Promise.withResolvers<void>();
  const { store, queue, lines } = await bench((q) =>
    q.work(greet, async (_data, run: Run) => {
      attempts.push(run.attempt);
      if (run.last) done.resolve();
      throw new Error('the line is dead');
    }),
  );
  await store.write(by('e1'), 'greet', (tx) => queue.enqueue(tx, greet, { who: 'Awa' }));
  await done.promise;
  await queue.idle();
  expect(attempts).toEqual([1, 2, 3]);
  expect(lines.map((line) => line.msg)).toEqual([
    'a job failed and will be tried again',
    'a job failed and will be tried again',
    'a job failed for good',
  ]);
  const dead = await store.db.$queryRaw<{ data: unknown }[]>`select data from queue.job where name = 'dead'`;
  expect(dead).toEqual([{ data: { data: { who: 'Awa' } } }]);
});

test('jobs of one group run one at a time, other groups meanwhile', async () => {
  const running = new Map<string, number>();
  let most = 0;
  let together = 0;
  const order: string[] = [];
  const { store, queue } = await bench((q) =>
    q.work(
      inLine,
      async ({ who }) => {
        const [group = ''] = who.split('-');
        running.set(group, (running.get(group) ?? 0) + 1);
        most = Math.max(most, running.get(group) ?? 0);
        together = Math.max(together, [...running.values()].filter((count) => count > 0).length);
        await store.db.person.count();
        order.push(who);
        running.set(group, (running.get(group) ?? 0) - 1);
      },
      4,
    ),
  );
  for (const n of [1, 2, 3, 4]) {
    await store.write(by(`e${n}`), 'line', async (tx) => {
      await queue.enqueue(tx, inLine, { who: `a-${n}` }, { group: 'a' });
      await queue.enqueue(tx, inLine, { who: `b-${n}` }, { group: 'b' });
    });
  }
  await queue.idle();
  expect(most).toBe(1);
  expect(together).toBe(2);
  expect(order.filter((who) => who.startsWith('a'))).toEqual(['a-1', 'a-2', 'a-3', 'a-4']);
});

test('under one key at most one job waits', async () => {
  const greeted: string[] = [];
  const { store, queue } = await bench((q) => q.work(greet, async ({ who }) => void greeted.push(who)));
  await store.write(by('e1'), 'greet', async (tx) => {
    await queue.enqueue(tx, greet, { who: 'first' }, { singletonKey: 'k' });
    await queue.enqueue(tx, greet, { who: 'second' }, { singletonKey: 'k' });
  });
  await queue.idle();
  expect(greeted).toEqual(['first']);
});

test('a job for later waits for its time', async () => {
  const greeted = Promise.withResolvers<string>();
  const { store, queue } = await bench((q) => q.work(greet, async ({ who }) => greeted.resolve(who)));
  const soon = new Date(systemClock.now().getTime() + 1000);
  await store.write(by('e1'), 'greet', (tx) => queue.enqueue(tx, greet, { who: 'later' }, { startAfter: soon }));
  await queue.idle();
  await expect(greeted.promise).resolves.toBe('later');
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(soon.getTime());
});

test('a job for later is done when the clock has been moved past its time, and not before', async () => {
  const greeted: string[] = [];
  const { store, queue } = await bench((q) => q.work(greet, async ({ who }) => void greeted.push(who)));
  const hour = 3_600_000;
  const at = (hours: number) => new Date(systemClock.now().getTime() + hours * hour);
  await store.write(by('e1'), 'greet', async (tx) => {
    await queue.enqueue(tx, greet, { who: 'tomorrow' }, { startAfter: at(24) });
    await queue.enqueue(tx, greet, { who: 'in an hour' }, { startAfter: at(1) });
  });
  await queue.catchUp(2 * hour);
  expect(greeted).toEqual(['in an hour']);
  await queue.catchUp(23 * hour);
  expect(greeted).toEqual(['in an hour', 'tomorrow']);
});

test('a tick can be rung by hand, and what it enqueues is done', async () => {
  let runs = 0;
  const { queue } = await bench((q) => {
    q.work(nightly, async () => {
      runs += 1;
    });
    q.tick('nightly', '0 3 * * *', nightly);
  });
  await queue.ring('nightly');
  await queue.idle();
  expect(runs).toBe(1);
});

test('stopping waits for the job under way', async () => {
  const begun = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  let finished = false;
  const { store, queue } = await bench((q) =>
    q.work(greet, async () => {
      begun.resolve();
      await release.promise;
      finished = true;
    }),
  );
  await store.write(by('e1'), 'greet', (tx) => queue.enqueue(tx, greet, { who: 'Awa' }));
  await begun.promise;
  const stopped = queue.stop();
  release.resolve();
  await stopped;
  expect(finished).toBe(true);
});

test('what a killed process was at is begun again as soon as the next one starts', async () => {
  const store = await openTestStore();
  const queues: OpenQueue[] = [];
  const runs: string[] = [];
  const start = async (handler: () => Promise<void>): Promise<OpenQueue> => {
    const queue = await openQueue(store, { clock: systemClock, retryDelay: 1 }, keptLog('warn').log);
    queues.push(queue);
    queue.work(inLine, handler, 1);
    await queue.start();
    await queue.begin();
    return queue;
  };
  const { promise: killed, resolve: end } = Promise.withResolvers<void>();
  try {
    const first = await start(async () => {
      runs.push('first');
      await killed;
    });
    await store.write(by('e1'), 'greet', (tx) => first.enqueue(tx, inLine, { who: 'Awa' }, { group: 'a' }));
    await expect.poll(() => runs).toEqual(['first']);
    await start(async () => void runs.push('second'));
    await expect.poll(() => runs, { timeout: 10_000 }).toEqual(['first', 'second']);
  } finally {
    end();
    for (const queue of queues) await queue.stop();
    await store.close();
  }
});
