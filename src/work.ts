/** Work under way: counted, so that closing can wait for it, and refused once closing has begun. */

export interface Work {
  /** @throws Closing once `finish` has been called. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Waits until nothing is under way, while new tasks are still taken. False when the deadline came first. */
  settled(deadlineMs: number): Promise<boolean>;
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
    async settled(deadlineMs) {
      const until = performance.now() + deadlineMs;
      while (underWay.size > 0) {
        const left = until - performance.now();
        if (left <= 0 || !(await within(left, Promise.race([...underWay].map((task) => task.catch(() => {})))))) return false;
      }
      return true;
    },
    finish(deadlineMs) {
      open = false;
      return within(deadlineMs, Promise.allSettled(underWay));
    },
  };
}

async function within(deadlineMs: number, task: Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), deadlineMs);
  const inTime = await Promise.race([task.then(() => true as const), late]);
  clearTimeout(timer);
  return inTime;
}
