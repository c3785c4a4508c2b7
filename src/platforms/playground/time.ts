/** The playground's time: what it is, and how somebody moves it forward, with everything that falls due on the way. */
import { DateTime } from 'luxon';
import type { Clock, ForwardClock } from '../../clock.ts';
import { Refusal } from './refusal.ts';
import type { TimeEvent } from './wire.ts';

/** By a span, or to a local time (`2026-12-01T09:00`) of whoever moves it. */
export type Leap = { readonly by: Span } | { readonly to: string };
export const spans = ['hour', 'day', 'week', 'month'] as const;
export type Span = (typeof spans)[number];

/** A clock that may be moved, and who does what has become due since. */
export interface MovableTime {
  readonly clock: ForwardClock;
  readonly catchUp: (passedMs: number) => Promise<void>;
}

export interface Time {
  readonly movable: boolean;
  now(): Date;
  /** Resolves when time stands there and everything due has happened. @throws Refusal */
  leap(leap: Leap, timeZone: string): Promise<Date>;
  /** Called at each step of the way. Returns how to stop. */
  listen(listener: (event: TimeEvent) => void): () => void;
  /** Goes no further than the step that is under way. */
  stop(): void;
}

/** Time passes in steps, so that what is due on a certain morning comes that morning, and not at the end of the month. */
const STEPS = 60;
const SHORTEST_STEP_MS = 3_600_000;
const FURTHEST_YEARS = 10;

export function openTime(clock: Clock, movable: MovableTime | undefined): Time {
  const listeners = new Set<(event: TimeEvent) => void>();
  let turn: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const tell = (moving: boolean): void => {
    for (const listener of listeners) listener({ now: clock.now().toISOString(), moving });
  };

  const pass = async (time: MovableTime, until: Date): Promise<void> => {
    const step = Math.max(SHORTEST_STEP_MS, (until.getTime() - clock.now().getTime()) / STEPS);
    while (!stopped && clock.now() < until) {
      const before = clock.now().getTime();
      const next = Math.min(before + step, until.getTime());
      time.clock.moveTo(new Date(next));
      tell(true);
      await time.catchUp(next - before);
    }
  };

  return {
    movable: movable !== undefined,
    now: () => clock.now(),
    leap(leap, timeZone) {
      if (movable === undefined) throw new Refusal(403, 'time_is_real');
      // One at a time: each leaps from where the one before has arrived.
      const done = turn.then(async () => {
        const until = target(leap, clock.now(), timeZone);
        try {
          await pass(movable, until);
        } finally {
          tell(false);
        }
        return clock.now();
      });
      turn = done.catch(() => undefined);
      return done;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      stopped = true;
    },
  };
}

function target(leap: Leap, now: Date, zone: string): Date {
  const here = DateTime.fromJSDate(now, { zone });
  const wanted = 'by' in leap ? here.plus({ [leap.by]: 1 }) : DateTime.fromISO(leap.to, { zone });
  if (!wanted.isValid) throw new Refusal(409, 'no_such_time');
  if (wanted <= here) throw new Refusal(409, 'not_forward');
  if (wanted > here.plus({ years: FURTHEST_YEARS })) throw new Refusal(409, 'too_far');
  return wanted.toJSDate();
}
