/** A clock that stands still until a test moves it. */
import type { Clock } from '../../src/clock.ts';

export interface MovableClock extends Clock {
  move(by: Span): void;
}

export interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

export function movableClock(start = new Date('2026-03-02T09:00:00Z')): MovableClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    move({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}
