/** Wakes this process when the next reminder is due. Others do the same; each reminder is taken by one of them. */
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Database } from '../../store/store.ts';
import { nextDue } from './tick.ts';

export interface ReminderTimer {
  stop(): Promise<void>;
}

/** What another process plans for the next moments is seen after this at the latest. */
const LOOK_MS = 1000;

/** `now`: does what is due; never at the same time twice here. */
export function startReminderTimer(
  { db, clock, log }: { db: Database; clock: Clock; log: Log },
  now: () => Promise<unknown>,
): ReminderTimer {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      const due = await nextDue(db);
      if (due !== undefined && due <= clock.now()) await now();
    } catch (err) {
      log.error({ err }, 'what is due could not be looked at');
    }
    if (!stopped) wait();
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      running = look();
    }, LOOK_MS);
    timer.unref();
  };
  wait();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
