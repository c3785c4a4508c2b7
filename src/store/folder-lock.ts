/**
 * One process per embedded store: PGlite itself lets a second one open the same folder and ruin it silently.
 *
 * The lock is the operating system's, on a file, taken through SQLite, which Node brings along: atomic, held across
 * containers that share the folder, and gone with the process that held it, however it ended.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';

export interface FolderLock {
  release(): void;
}

/** Throws UserError `store.in-use` with { folder, pid, host, since } when another process holds it. */
export function lockFolder(folder: string, clock: Clock): FolderLock {
  const file = new DatabaseSync(join(folder, 'lock'));
  const holder = join(folder, 'lock.json');
  try {
    file.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    file.close();
    if (!isBusy(error)) throw error;
    throw new UserError('store.in-use', { folder, ...whoHolds(holder) });
  }
  writeFileSync(holder, JSON.stringify({ pid: process.pid, host: hostname(), since: clock.now().toISOString() }));
  return {
    release: () => {
      if (file.isOpen) file.close();
    },
  };
}

/** For the message only: the lock is what decides. */
function whoHolds(file: string): { pid: string; host: string; since: string } {
  try {
    const { pid, host, since } = holderShape.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { pid: String(pid), host, since };
  } catch {
    return { pid: '?', host: '?', since: '?' };
  }
}

const holderShape = z.object({ pid: z.number(), host: z.string(), since: z.string() });

const busy = 5; // SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy
const isBusy = (error: unknown): boolean => z.object({ errcode: z.literal(busy) }).safeParse(error).success;
