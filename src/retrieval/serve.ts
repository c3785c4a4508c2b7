/** The other end of a thread: answers what it is asked. */
import { parentPort } from 'node:worker_threads';
import type { Numbered, Said } from './thread.ts';

export function serve<Request, Answer>(answer: (request: Request) => Promise<Answer>): void {
  parentPort?.on('message', ({ id, content }: Numbered<Request>) => {
    answer(content).then(
      (given) => parentPort?.postMessage({ id, answer: given } satisfies Said<Answer>),
      (error: unknown) => parentPort?.postMessage({ id, failure: String(error) } satisfies Said<Answer>),
    );
  });
}
