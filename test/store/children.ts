/** Starts a script of `children/` as a process of its own, to be killed, and reads what it says. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Child {
  readonly process: ChildProcess;
  /** Every line so far. */
  readonly said: readonly string[];
  /** Resolves with the first line, past or coming, that fits; rejects when the process ends before. */
  says(fits: (line: string) => boolean): Promise<string>;
  /** Ends it as `kill -9` does, and waits until it is gone and all that it said has been read. */
  kill(): Promise<void>;
  /** Waits for its end. */
  ended(): Promise<number | null>;
}

export function startChild(script: string, ...args: readonly string[]): Child {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'children', script), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  const troubles: string[] = [];
  const lines = createInterface(child.stdout);
  const waiting = new Set<(line: string) => void>();
  lines.on('line', (line) => {
    said.push(line);
    for (const tell of waiting) tell(line);
  });
  child.stderr.on('data', (text) => troubles.push(String(text)));
  const closed = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
  return {
    process: child,
    said,
    says: (fits) =>
      new Promise((resolve, reject) => {
        const past = said.find(fits);
        if (past !== undefined) resolve(past);
        const tell = (line: string): void => {
          if (!fits(line)) return;
          waiting.delete(tell);
          resolve(line);
        };
        waiting.add(tell);
        void closed.then(() => reject(new Error(`${script} ended: ${troubles.join('')}`)));
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
    ended: () => closed,
  };
}
