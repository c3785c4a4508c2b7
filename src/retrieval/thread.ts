/** A worker thread that answers one request after the other; started with the first, and again after it has failed. */
import { type Transferable, Worker } from 'node:worker_threads';

export interface Thread<Request, Answer> {
  /** @throws Error when the thread has failed or ends meanwhile */
  ask(request: Request, transfer?: readonly Transferable[]): Promise<Answer>;
  readonly running: boolean;
  stop(): Promise<void>;
}

export interface Numbered<T> {
  readonly id: number;
  readonly content: T;
}
/** What a thread says: what came of a request, or why nothing did. */
export type Said<Answer> = { readonly id: number; readonly answer: Answer } | { readonly id: number; readonly failure: string };

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (why: Error) => void;
}

export function createThread<Request, Answer>(file: URL): Thread<Request, Answer> {
  let worker: Worker | undefined;
  let last = 0;
  const waiting = new Map<number, Waiting<Answer>>();

  const start = (): Worker => {
    const fresh = new Worker(file, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    // What nobody waits for does not keep the process running.
    fresh.unref();
    fresh.on('message', (said: Said<Answer>) => {
      const asked = waiting.get(said.id);
      waiting.delete(said.id);
      if ('failure' in said) asked?.reject(new Error(said.failure));
      else asked?.resolve(said.answer);
    });
    const ended = (why: Error): void => {
      if (worker !== fresh) return;
      worker = undefined;
      for (const { reject } of waiting.values()) reject(why);
      waiting.clear();
    };
    fresh.on('error', ended);
    fresh.on('exit', (code) => ended(new Error(`the thread ended with ${code}`)));
    return fresh;
  };

  return {
    get running() {
      return worker !== undefined;
    },
    ask(content, transfer = []) {
      worker ??= start();
      last += 1;
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, content } satisfies Numbered<Request>, [...transfer]);
      return promise;
    },
    async stop() {
      await worker?.terminate();
    },
  };
}
