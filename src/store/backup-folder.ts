/** The folder in which backups are kept: which are there, which go, and whether the last attempt failed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How many to keep: of the last days, weeks and months that have one, the latest of each. */
export interface Keep {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

export interface BackupFile {
  readonly file: string;
  readonly madeAt: Date;
  readonly bytes: number;
}

const shape = /^agora-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})\.backup\.gz$/;

export const backupName = (at: Date): string => `agora-${at.toISOString().slice(0, 19).replaceAll(':', '-')}.backup.gz`;

/** The latest first. What is named otherwise was put there by somebody and is left alone. */
export function backupsIn(folder: string): readonly BackupFile[] {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder).flatMap((name): BackupFile[] => {
    const [, day, hours, minutes, seconds] = shape.exec(name) ?? [];
    if (day === undefined) return [];
    const file = join(folder, name);
    return [{ file, madeAt: new Date(`${day}T${hours}:${minutes}:${seconds}Z`), bytes: statSync(file).size }];
  });
  return found.sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
}

/** Those that no rule keeps; never the latest. Days, weeks (from Monday) and months are UTC's. */
export function expired(backups: readonly BackupFile[], keep: Keep): readonly BackupFile[] {
  const kept = new Set(backups.slice(0, 1));
  const spans: readonly (readonly [number, (at: Date) => string])[] = [
    [keep.daily, (at) => at.toISOString().slice(0, 10)],
    [keep.weekly, mondayOf],
    [keep.monthly, (at) => at.toISOString().slice(0, 7)],
  ];
  for (const [count, spanOf] of spans) {
    const seen = new Set<string>();
    for (const backup of backups) {
      const span = spanOf(backup.madeAt);
      if (seen.has(span)) continue;
      if (seen.size === count) break;
      seen.add(span);
      kept.add(backup);
    }
  }
  return backups.filter((backup) => !kept.has(backup));
}

const DAY_MS = 86_400_000;

function mondayOf(at: Date): string {
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return new Date(at.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}

/** After so many days, where one is made each day, no backup is left that holds what was forgotten then. */
export const longestKept = ({ daily, weekly, monthly }: Keep): number => Math.max(1, daily, weekly * 7, monthly * 31);

export function remove(backups: readonly BackupFile[]): void {
  for (const { file } of backups) rmSync(file, { force: true });
}

const noted = z.object({
  /** Of the last one that was made. */
  lastMade: z.string().optional(),
  failingSince: z.iso.datetime().optional(),
});
export type Noted = z.infer<typeof noted>;

/** What is remembered beside the backups, so that it does not depend on the store that they are of. */
export function readNote(folder: string): Noted {
  const file = join(folder, 'backups.json');
  if (!existsSync(file)) return {};
  const read = noted.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return read.success ? read.data : {};
}

export function writeNote(folder: string, note: Noted): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'backups.json'), `${JSON.stringify(note)}\n`, { mode: 0o600 });
}
