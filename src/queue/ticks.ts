/** Recurring jobs: node-cron rings in every process, the job's id makes it happen once. */
import { createHash } from 'node:crypto';
import { schedule } from 'node-cron';
import type { Log } from '../log.ts';
import type { Job } from './queue.ts';

export interface Tick {
  readonly name: string;
  readonly cron: string;
  readonly job: Job<null>;
}

/** `send` is given an id that is the same in every process for the same tick and time. */
export function startTicks(ticks: readonly Tick[], send: (tick: Tick, id: string) => Promise<void>, log: Log): { stop(): Promise<void> } {
  const tasks = ticks.map((tick) =>
    schedule(
      tick.cron,
      async ({ date }) => {
        try {
          await send(tick, occurrence(tick.name, date));
        } catch (err) {
          log.error({ err, tick: tick.name }, 'a tick could not be enqueued');
        }
      },
      { name: tick.name, timezone: 'UTC', suppressMissedWarning: true },
    ),
  );
  return {
    async stop() {
      for (const task of tasks) await task.destroy();
    },
  };
}

/** A UUID from the tick's name and the second it is for. */
export function occurrence(name: string, at: Date): string {
  const hex = createHash('sha256')
    .update(`${name}@${Math.floor(at.getTime() / 1000)}`)
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
