/** Tasks that are under way at the same time; of some kinds only one. What fails is kept until the others have ended. */

export interface Tasks {
  /** Begins it now, beside the others. */
  beside(task: () => Promise<void>): void;
  /** Begins it now, unless one of its kind is under way. */
  alone(kind: string, task: () => Promise<void>): void;
  /** How many run that were begun `beside` others. */
  readonly many: number;
  /** None runs. */
  readonly idle: boolean;
  readonly failed: boolean;
  /** Resolves when one has ended since it was asked last. */
  progress(): Promise<void>;
  /** The first failure, if there was one. */
  rethrow(): void;
}

export function openTasks(): Tasks {
  const kinds = new Set<string>();
  const failures: unknown[] = [];
  let many = 0;
  let ended = Promise.withResolvers<void>();

  async function follow(task: () => Promise<void>, done: () => void): Promise<void> {
    try {
      await task();
    } catch (error) {
      failures.push(error);
    }
    done();
    ended.resolve();
  }

  return {
    beside(task) {
      many += 1;
      void follow(task, () => {
        many -= 1;
      });
    },
    alone(kind, task) {
      if (kinds.has(kind)) return;
      kinds.add(kind);
      void follow(task, () => kinds.delete(kind));
    },
    get many() {
      return many;
    },
    get idle() {
      return many === 0 && kinds.size === 0;
    },
    get failed() {
      return failures.length > 0;
    },
    async progress() {
      await ended.promise;
      ended = Promise.withResolvers();
    },
    rethrow() {
      if (failures.length > 0) throw failures[0];
    },
  };
}
