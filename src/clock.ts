/** The time, as an argument: tests and the playground can move it. */

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Runs as the real one does, ahead of it by what it was moved. It never goes back. */
export interface ForwardClock extends Clock {
  /** Nothing happens when that moment has passed. */
  moveTo(at: Date): void;
}

/** `keep` is told how far ahead it is, in milliseconds, before anybody reads the new time. */
export function forwardClock(ahead: number, keep: (ahead: number) => void, real: Clock = systemClock): ForwardClock {
  let offset = Math.max(0, ahead);
  const now = (): Date => new Date(real.now().getTime() + offset);
  return {
    now,
    moveTo(at) {
      const further = at.getTime() - now().getTime();
      if (further <= 0) return;
      keep(offset + further);
      offset += further;
    },
  };
}
