/** The bot as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { secrets, variables } from '../../src/config.ts';
import { fileOf } from '../../src/secrets.ts';
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

type Env = Readonly<Record<string, string>>;

/** In a folder without a `.env`, and with its data there. */
export function startBot(folder: string, env: Env = {}): BotProcess {
  const command = [`${root}/node_modules/.bin/node`, '--disable-warning=ExperimentalWarning', `${root}/src/main.ts`];
  return run(command, folder, { DATA_DIR: `${folder}/data`, BACKUP_KEEP: 'off', ...env });
}

/** As people do it. What stands in the project's own `.env` does not count. */
export function npmStart(folder: string): BotProcess {
  const blank = Object.fromEntries([...Object.keys(variables.shape), ...secrets.map(fileOf)].map((name) => [name, '']));
  return run(['npm', 'start'], root, { ...blank, DATA_DIR: `${folder}/data`, BACKUP_KEEP: 'off' });
}

function run([command = '', ...args]: readonly string[], cwd: string, env: Env): BotProcess {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  const keep = (line: LogLine): void => {
    lines.push(line);
    for (const look of waiting) look();
  };
  createInterface({ input: child.stdout }).on('line', (text) => keep(text.startsWith('{') ? JSON.parse(text) : { msg: text, level: 0 }));
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
