/** Work under way: counted, so that closing can wait for it, and refused once closing has begun. */

export interface Work {
  /** @throws Closing once `finish` has been called. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Takes nothing new and waits for what is under way. False when the deadline came first. */
  finish(deadlineMs: number): Promise<boolean>;
}

export class Closing extends Error {
  constructor() {
    super('closing down');
    this.name = 'Closing';
  }
}

export function trackWork(): Work {
  const underWay = new Set<Promise<unknown>>();
  let open = true;
  return {
    async run(task) {
      if (!open) throw new Closing();
      const done = task();
      underWay.add(done);
      try {
        return await done;
      } finally {
        underWay.delete(done);
      }
    },
    async finish(deadlineMs) {
      open = false;
      const { promise: late, resolve } = Promise.withResolvers<false>();
      const timer = setTimeout(() => resolve(false), deadlineMs);
      const finished = Promise.allSettled(underWay).then(() => true as const);
      const inTime = await Promise.race([finished, late]);
      clearTimeout(timer);
      return inTime;
    },
  };
}
