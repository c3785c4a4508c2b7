/** Runs jobs in this process: woken by the database at commit, and by a timer when a job becomes due; polling is only the net below. */
import { setTimeout as pause } from 'node:timers/promises';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Log } from '../log.ts';
import type { Job, Run } from './queue.ts';

export interface Worker {
  readonly job: Job<unknown>;
  readonly atOnce: number;
  readonly handle: (data: unknown, run: Run) => Promise<void>;
  /** A job will be due in so many seconds. */
  expect: (seconds: number) => void;
}

/** Slow, so that an idle bot leaves its database alone; NOTIFY and the timers bring the speed. */
const POLL_SECONDS = 20;
const envelope = z.object({ data: z.unknown() });

interface Rules {
  /** Seconds. */
  readonly retryDelay: number;
  /** Other processes work on the same jobs, and may leave some behind. */
  readonly shared: boolean;
}

/** What becomes due is noted from now on, and taken from `begin` on. */
export function prepareWorkers(boss: PgBoss, workers: readonly Worker[], { retryDelay, shared }: Rules, log: Log) {
  const wakes = new Map<string, () => void>();
  const timers = new Set<NodeJS.Timeout>();
  const names = workers.map((worker) => worker.job.name);
  const begin: (() => Promise<void>)[] = [];

  const wakeLater = (wake: () => void, seconds: number): void => {
    // The database counts from when it hears of it, which may be a little later than now.
    for (const margin of [100, 1500]) {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          wake();
        },
        Math.min(seconds * 1000 + margin, MAX_TIMER_MS),
      );
      timer.unref();
      timers.add(timer);
    }
  };

  for (const worker of workers) {
    const mine: string[] = [];
    const wake = (): void => {
      for (const id of mine) boss.notifyWorker(id);
    };
    wakes.set(worker.job.name, wake);
    worker.expect = (seconds) => wakeLater(wake, seconds);
    const run = async ([job]: JobWithMetadata<unknown>[]): Promise<void> => {
      if (!job) return;
      try {
        await perform(worker, job, log);
      } catch (err) {
        if (job.retryCount < job.retryLimit) wakeLater(wake, longestPause(worker.job, retryDelay, job.retryCount));
        throw err;
      } finally {
        // There may be more: a notification wakes once, whatever the number of jobs behind it.
        wake();
      }
    };
    const options = { includeMetadata: true, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: POLL_SECONDS } as const;
    begin.push(async () => {
      for (let n = 0; n < worker.atOnce; n += 1) mine.push(await boss.work(worker.job.name, options, run));
    });
  }

  const watch = shared ? setInterval(() => void wakeLeft(boss, wakes, log), WATCH_MS).unref() : undefined;

  return {
    async begin() {
      for (const one of begin) await one();
    },
    stop() {
      clearInterval(watch);
      for (const timer of timers) clearTimeout(timer);
    },
    async idle() {
      while (await somethingDue(boss, names)) await pause(IDLE_CHECK_MS);
    },
  };
}

/** Seconds that pg-boss waits at most before the next attempt. */
export const longestPause = (job: Job<unknown>, retryDelay: number, tries: number): number =>
  job.pauses === 'even' ? retryDelay : retryDelay * 2 ** tries;

/** What a killed process had in hand is due again without anybody being told. */
async function wakeLeft(boss: PgBoss, wakes: ReadonlyMap<string, () => void>, log: Log): Promise<void> {
  try {
    const { rows } = await boss.getDb().executeSql(
      `SELECT DISTINCT name FROM queue.job j
       WHERE name = ANY($1::text[]) AND state < 'active' AND start_after <= now() AND NOT EXISTS (
         SELECT 1 FROM queue.job a WHERE a.name = j.name AND a.singleton_key = j.singleton_key AND a.state = 'active')`,
      [[...wakes.keys()]],
    );
    for (const { name } of rows) wakes.get(name)?.();
  } catch (err) {
    log.warn({ err }, 'what other processes left behind could not be looked at');
  }
}

const WATCH_MS = 3_000;
const MAX_TIMER_MS = 2 ** 31 - 1;
const IDLE_CHECK_MS = 10;

async function perform(worker: Worker, job: JobWithMetadata<unknown>, log: Log): Promise<void> {
  const run: Run = { id: job.id, attempt: job.retryCount + 1, last: job.retryCount >= job.retryLimit, signal: job.signal };
  try {
    await worker.handle(envelope.parse(job.data).data, run);
  } catch (err) {
    if (run.last) log.error({ err, job: job.name, id: job.id, attempt: run.attempt }, 'a job failed for good');
    else log.warn({ err, job: job.name, id: job.id, attempt: run.attempt }, 'a job failed and will be tried again');
    throw err;
  }
}

async function somethingDue(boss: PgBoss, names: readonly string[]): Promise<boolean> {
  const { rows } = await boss
    .getDb()
    .executeSql(
      `SELECT 1 FROM queue.job WHERE name = ANY($1::text[]) AND (state = 'active' OR (state < 'active' AND start_after <= now())) LIMIT 1`,
      [names],
    );
  return rows.length > 0;
}
