/** Wakes this process when the next reminder is due. Others do the same; each reminder is taken by one of them. */
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Database } from '../../store/store.ts';
import { nextDue } from './tick.ts';

export interface ReminderTimer {
  /** Something is planned for then. */
  expect(at: Date): void;
  stop(): Promise<void>;
}

/** What another process has planned is seen after this at the latest. */
const LOOK_MS = 30_000;
/** After a failure, and between two looks at what does not go away. */
const PAUSE_MS = 1000;

/** `now`: does what is due; never at the same time twice here. Idle, it is one query of an index in half a minute. */
export function startReminderTimer(
  { db, clock, log }: { readonly db: Database; readonly clock: Clock; readonly log: Log },
  now: () => Promise<unknown>,
): ReminderTimer {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let at = 0;
  let running: Promise<void> | undefined;
  /** Said while it looks: it may have looked past it. */
  let expected: Date | undefined;

  const wake = (inMs: number): void => {
    if (stopped) return;
    clearTimeout(timer);
    at = performance.now() + inMs;
    timer = setTimeout(() => {
      running = look().finally(() => {
        running = undefined;
      });
    }, inMs);
    timer.unref();
  };
  const until = (due: Date): number => Math.max(due.getTime() - clock.now().getTime(), 0);
  const look = async (): Promise<void> => {
    let next = PAUSE_MS;
    expected = undefined;
    try {
      const due = await nextDue(db);
      if (due !== undefined && due <= clock.now()) await now();
      const later = await nextDue(db);
      // Still due: another process has it in hand.
      next = later === undefined ? LOOK_MS : Math.min(until(later) || PAUSE_MS, LOOK_MS);
    } catch (err) {
      log.error({ err }, 'what is due could not be looked at');
    }
    wake(expected === undefined ? next : Math.min(until(expected), next));
  };
  wake(0);
  return {
    expect(due) {
      if (running !== undefined) expected = expected === undefined || due < expected ? due : expected;
      else if (performance.now() + until(due) < at) wake(until(due));
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
