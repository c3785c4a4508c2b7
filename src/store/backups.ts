/**
 * Backups that are made by themselves: written and tried out by a process beside the bot, so that nobody's answer waits for it.
 *
 * An embedded store belongs to the bot's process alone. It is copied as it lies on the disk while its queries wait, which is
 * what a killed process would leave behind, and the copy is what the other process reads.
 */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { type BackupFile, backupName, backupsIn, expired, type Keep, type Noted, readNote, remove, writeNote } from './backup-folder.ts';
import type { StoreSettings } from './open.ts';
import type { Connection } from './store.ts';

export interface Backups {
  /** The latest first. */
  list(): readonly BackupFile[];
  /** Whether one should have been made since the last that is there. */
  due(): boolean;
  /** Makes one and tries it out; those that have expired go. @throws Error whose message says why not */
  make(connection: Connection): Promise<BackupFile>;
  note(): Noted;
  remember(note: Noted): void;
}

export interface BackupSettings {
  readonly store: StoreSettings;
  readonly folder: string;
  readonly keep: Keep;
  /** The real one, wherever the playground's has been moved to. */
  readonly clock: Clock;
}

/** UTC: late enough for most of the network to be asleep. */
const HOUR = 2;
/** A large store on a slow disk takes some minutes. */
const PATIENCE_MS = 14 * 60_000;
const program = join(import.meta.dirname, '../cli/backup.ts');

export function openBackups({ store, folder, keep, clock }: BackupSettings): Backups {
  const list = () => backupsIn(folder);
  return {
    list,
    due() {
      const due = clock.now();
      if (due.getUTCHours() < HOUR) due.setUTCDate(due.getUTCDate() - 1);
      due.setUTCHours(HOUR, 0, 0, 0);
      const [latest] = list();
      return latest === undefined || latest.madeAt < due;
    },
    async make(connection) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const work = await mkdtemp(join(folder, '.making-'));
      try {
        const name = backupName(clock.now());
        await run([join(work, name), '--verify', '--from', '-'], await readableBeside(connection, store, work));
        await rename(join(work, name), join(folder, name));
      } finally {
        await rm(work, { recursive: true, force: true });
      }
      const there = list();
      remove(expired(there, keep));
      const [made] = there;
      if (made === undefined) throw new Error(`there is no backup in ${folder}`);
      return made;
    },
    note: () => readNote(folder),
    remember: (note) => writeNote(folder, note),
  };
}

/** Where the other process finds what it backs up. */
async function readableBeside(connection: Connection, store: StoreSettings, work: string): Promise<string> {
  if (store.kind === 'server') return store.url;
  if (store.folder === undefined || connection.kind !== 'embedded') throw new Error('a store in memory has nothing to copy');
  const [from, copy] = [join(store.folder, 'data'), join(work, 'store')];
  const options = { recursive: true, mode: constants.COPYFILE_FICLONE } as const;
  await connection.pglite.runExclusive(() => cp(from, join(copy, 'data'), options));
  await writeFile(join(copy, 'ready'), 'This is a copy.\n');
  return copy;
}

/** The place goes by the standard input: a database's address holds its password, and arguments are for everybody to see. */
function run(args: readonly string[], place: string): Promise<void> {
  const node = ['--disable-warning=ExperimentalWarning', program, ...args];
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, node, { timeout: PATIENCE_MS, encoding: 'utf8' }, (error, _, stderr) => {
      if (error === null) resolve();
      else reject(new Error(wordsOf(stderr) ?? error.message));
    });
    // It may have ended before it was told.
    child.stdin?.on('error', () => {});
    child.stdin?.end(place);
  });
}

/** A refusal is one line; of a bug's report the one that names it. */
function wordsOf(said: string): string | undefined {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /^\s*\w*Error\b/.test(line)) ?? lines[0];
}
