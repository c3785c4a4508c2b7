/** The bot as a process of its own, as `npm start` runs it, in a folder without a `.env`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from './sources.ts';

export interface BotProcess {
  readonly child: ChildProcess;
  /** Every line that it wrote, newest last. */
  readonly lines: readonly LogLine[];
  /** The first line of which `wanted` holds, now or later. @throws when the process ends first. */
  line(wanted: (line: LogLine) => boolean): Promise<LogLine>;
  /** Resolves with the exit code; a process that a signal ended has none. */
  readonly ended: Promise<number | null>;
}

export interface LogLine {
  readonly msg: string;
  readonly level: number;
  readonly [detail: string]: unknown;
}

export function startBot(folder: string, env: Readonly<Record<string, string>> = {}): BotProcess {
  const child = spawn(`${root}/node_modules/.bin/node`, ['--disable-warning=ExperimentalWarning', `${root}/src/main.ts`], {
    cwd: folder,
    env: { PATH: process.env.PATH, DATA_DIR: `${folder}/data`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  const keep = (line: LogLine): void => {
    lines.push(line);
    for (const look of waiting) look();
  };
  createInterface({ input: child.stdout }).on('line', (text) => keep(JSON.parse(text)));
  createInterface({ input: child.stderr }).on('line', (text) => keep({ msg: text, level: 0 }));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    lines,
    ended,
    line: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find(wanted);
          if (found) resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code}: ${lines.map(({ msg }) => msg).join('\n')}`)));
      }),
  };
}

export const isReady = ({ msg }: LogLine): boolean => msg.startsWith('ready');
