/** The queue over pg-boss, in the store's own database: jobs survive a crash, and a rolled-back transaction takes its jobs along. */
import { randomUUID } from 'node:crypto';
import { fromPglite, fromPrisma, PgBoss, type Queue as PgBossQueue } from 'pg-boss';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Connection } from '../store/store.ts';
import type { Job, Queue, Run } from './queue.ts';
import { startTicks, type Tick } from './ticks.ts';
import { longestPause, prepareWorkers, type Worker } from './workers.ts';

export interface QueueSettings {
  readonly clock: Clock;
  /** Connections of the queue's own pool; without meaning for the embedded store. */
  readonly connections?: number;
  /** First pause before a failed job is tried again; doubles each time. Seconds, at least 1. */
  readonly retryDelay?: number;
}

export interface OpenQueue extends Queue {
  /** Says who does the job in this process. Before `start`. `atOnce`: how many run at the same time here. */
  work<D>(job: Job<D>, handler: (data: D, run: Run) => Promise<void>, atOnce?: number): void;
  /** Enqueues the job at each time of the cron expression (UTC), once over all replicas. Before `start`. */
  tick(name: string, cron: string, job: Job<null>): void;
  /** Jobs can be enqueued. */
  start(): Promise<void>;
  /** Jobs are done, and ticks enqueue them. After `start`. */
  begin(): Promise<void>;
  /** Takes no more jobs, waits for those under way. */
  stop(): Promise<void>;
  /** Resolves when every job that is due has run. */
  idle(): Promise<void>;
  /** Enqueues a tick's job now, or every tick's. */
  ring(tick?: string): Promise<void>;
  /** The clock was moved by so much: what waits comes nearer by as much, every tick rings. Resolves when what is due has run. */
  catchUp(passedMs: number): Promise<void>;
}

const STOP_DEADLINE_MS = 10_000;
/** Where jobs end that failed every time; kept for an operator. */
const DEAD = 'dead';

export async function openQueue(store: { readonly connection: Connection }, settings: QueueSettings, log: Log): Promise<OpenQueue> {
  const retryDelay = settings.retryDelay ?? 2;
  // The embedded store has no other process whose silence would have to be noticed, and each look holds this one up.
  const alone = store.connection.kind === 'embedded';
  const lookAround = alone ? MINUTE : 5;
  const boss = new PgBoss({
    ...reach(store.connection, settings.connections ?? 4),
    schema: 'queue',
    useListenNotify: true,
    schedule: false,
    registerInstance: false,
    flowIntervalSeconds: 3600,
    // Silent runs are looked for only as often as the first says, whatever the second does.
    monitorIntervalSeconds: lookAround,
    superviseIntervalSeconds: lookAround,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (err) => log.error({ err }, 'the queue had an error'));
  boss.on('warning', (warning) => log.warn({ about: warning.message }, 'the queue warns'));

  const workers: Worker[] = [];
  const ticks: Tick[] = [];
  const known = new Set<string>();
  let running: ReturnType<typeof prepareWorkers> | undefined;
  let cron: { stop(): Promise<void> } | undefined;

  const send = async (db: ReturnType<typeof fromPrisma> | undefined, job: Job<unknown>, data: object, options: SendPlan) => {
    if (!known.has(job.name)) throw new Error(`nobody works on the job ${job.name}`);
    await boss.send(job.name, data, { ...options, ...(db ? { db } : {}) });
  };

  const ring = async (name?: string): Promise<void> => {
    const rung = ticks.filter((tick) => name === undefined || tick.name === name);
    if (rung.length === 0 && name !== undefined) throw new Error(`there is no tick ${name}`);
    for (const tick of rung) await send(undefined, tick.job, { data: null }, { singletonKey: tick.name });
  };

  return {
    async enqueue(tx, job, data, options = {}) {
      if (job.grouped === true && options.group === undefined) throw new Error(`the job ${job.name} needs a group`);
      const key = job.grouped === true ? options.group : options.singletonKey;
      const wait = options.startAfter === undefined ? 0 : secondsUntil(options.startAfter, settings.clock.now());
      await send(fromPrisma(tx), job, { data: job.parse(data) }, { singletonKey: key ?? randomUUID(), startAfter: wait });
      if (wait > 0) workers.find((worker) => worker.job.name === job.name)?.expect(wait);
    },
    work(job, handler, atOnce = 2) {
      known.add(job.name);
      workers.push({ job, atOnce, expect: () => {}, handle: (data, run) => handler(job.parse(data), run) });
    },
    tick(name, expression, job) {
      ticks.push({ name, cron: expression, job });
    },
    async start() {
      await boss.start({ attempts: 5 });
      await createQueues(boss, workers, retryDelay);
      const left = alone ? await leftUnderWay(boss) : [];
      for (const { name, ids } of left) {
        log.info({ job: name, count: ids.length }, 'jobs of a process that was killed are begun again');
        await boss.fail(name, ids, { message: 'the process that ran it was killed' });
      }
      running = prepareWorkers(boss, workers, { retryDelay, shared: !alone }, log);
      for (const { name, tries } of left) {
        const worker = workers.find(({ job }) => job.name === name);
        worker?.expect(longestPause(worker.job, retryDelay, tries));
      }
    },
    async begin() {
      await running?.begin();
      cron = startTicks(ticks, (tick, id) => send(undefined, tick.job, { data: null }, { id, singletonKey: tick.name }), log);
    },
    async stop() {
      await cron?.stop();
      running?.stop();
      await boss.stop({ graceful: true, timeout: STOP_DEADLINE_MS });
    },
    idle: async () => running?.idle(),
    ring,
    async catchUp(passedMs) {
      // pg-boss counts in the database's own time, which nobody moves.
      const { rows } = await boss.getDb().executeSql(
        `UPDATE queue.job SET start_after = start_after - make_interval(secs => $1)
         WHERE name = ANY($2::text[]) AND state < 'active' AND start_after > now() RETURNING name`,
        [passedMs / 1000, [...known]],
      );
      const nearer = new Set(rows.map((row: { readonly name: string }) => row.name));
      for (const worker of workers) if (nearer.has(worker.job.name)) worker.expect(0);
      await ring();
      await running?.idle();
    },
  };
}

interface SendPlan {
  readonly id?: string;
  readonly singletonKey: string;
  /** Seconds. */
  readonly startAfter?: number;
}

function reach(connection: Connection, connections: number): ConstructorParameters<typeof PgBoss>[0] & object {
  if (connection.kind === 'server') return { connectionString: connection.url, max: connections, application_name: 'agora-queue' };
  return { backend: 'pglite', db: fromPglite(connection.pglite), monitorVacuum: false, reindex: false };
}

const Left = z.array(z.object({ name: z.string(), ids: z.array(z.string()), tries: z.coerce.number() }));

/** What says that it is running, of each kind. Before the workers have started: what a killed process was at. */
async function leftUnderWay(boss: PgBoss): Promise<z.output<typeof Left>> {
  const { rows } = await boss
    .getDb()
    .executeSql(`SELECT name, array_agg(id::text) AS ids, max(retry_count) AS tries FROM queue.job WHERE state = 'active' GROUP BY name`);
  return Left.parse(rows);
}

/** `singleton` with the group as key: a unique index guarantees one running job a group. `short`: one waiting job a key. */
async function createQueues(boss: PgBoss, workers: readonly Worker[], retryDelay: number): Promise<void> {
  const there = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  if (!there.has(DEAD)) await boss.createQueue(DEAD, { policy: 'standard', retentionSeconds: 90 * DAY, deleteAfterSeconds: 90 * DAY });
  for (const { job } of workers) {
    const wanted = {
      policy: job.grouped === true ? 'singleton' : 'short',
      retryLimit: job.retries,
      retryDelay,
      retryBackoff: true,
      retryDelayMax: job.pauses === 'even' ? retryDelay : 15 * MINUTE,
      expireInSeconds: 15 * MINUTE,
      // A process that was killed is noticed after this, at the next look: see superviseIntervalSeconds.
      heartbeatSeconds: 10,
      deleteAfterSeconds: 2 * DAY,
      deadLetter: DEAD,
      notify: true,
    } satisfies Omit<PgBossQueue, 'name'>;
    const found = there.get(job.name);
    if (!found) await boss.createQueue(job.name, wanted);
    else if (changed(found, wanted)) {
      const { policy: _fixed, ...changeable } = wanted;
      await boss.updateQueue(job.name, changeable);
    }
  }
}

/** A queue of an earlier release keeps its jobs and takes the new rules. */
const changed = (found: PgBossQueue, wanted: Omit<PgBossQueue, 'name'>): boolean =>
  (['retryLimit', 'retryDelay', 'retryDelayMax', 'heartbeatSeconds'] as const).some((rule) => found[rule] !== wanted[rule]);

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

const secondsUntil = (at: Date, now: Date): number => Math.max(0, Math.ceil((at.getTime() - now.getTime()) / 1000));
