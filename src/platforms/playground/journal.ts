/** What the playground remembers: an append-only list of lines, kept by whoever runs it. */
import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface Journal {
  /** Everything appended so far, in order. Called once, at start. */
  read(): Promise<readonly string[]>;
  /** Resolves when the line is kept. Never called again before it has resolved. */
  append(line: string): Promise<void>;
}

/** One line an entry in a file. A line that a crash cut short was never acknowledged, and is dropped. */
export function fileJournal(path: string): Journal {
  return {
    async read() {
      await mkdir(dirname(path), { recursive: true });
      const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return Buffer.alloc(0);
        throw error;
      });
      const whole = content.lastIndexOf(0x0a) + 1;
      if (whole < content.length) await truncate(path, whole);
      return content.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
    },
    append: (line) => appendFile(path, `${line}\n`),
  };
}

/** For tests: forgotten with the process, unless the same journal is given to the next one. */
export function memoryJournal(): Journal {
  const kept: string[] = [];
  return {
    read: async () => [...kept],
    append: async (line) => {
      kept.push(line);
    },
  };
}
