/** Fills a store from a backup: all of it or, when anything is wrong, nothing. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import type { RowCounts } from './backup.ts';
import { type End, end, type Header, header, isRow, linesOf, table } from './backup-format.ts';
import { type AppliedMigration, appliedMigrations, type Migration, readMigrations } from './migrations.ts';
import { openStore, type StoreSettings } from './open.ts';
import { openSession, quoted, type Session, within } from './session.ts';
import { columnsOf, foreignKeysOf, tablesOf } from './tables.ts';

export interface RestoreOptions {
  /** Whether what is there now may be lost. */
  readonly replace: boolean;
}

/**
 * The target is brought to the schema that the backup was made under, filled, and then brought to this release's.
 * Returns how many rows of which table. Throws UserError `store.in-use`, `store.running`, `store.not-empty`,
 * `store.no-file`, `store.not-a-backup`, `store.backup-damaged`, `store.backup-later`, `store.backup-older`.
 */
export async function restore(settings: StoreSettings, file: string, options: RestoreOptions, clock: Clock): Promise<RowCounts> {
  const lines = linesOf(unpacked(file));
  const first = await firstLine(lines, file);
  const session = await openSession(settings, migrationsOf(first), clock);
  let counts: RowCounts;
  try {
    await refuseRunning(session);
    await refuseOtherSchema(session, first);
    counts = await within(session, 'begin', () => fill(session, first, lines, options));
  } finally {
    await session.close();
  }
  await (await openStore(settings, clock)).close();
  return counts;
}

/** Whoever iterates is told of the errors of both. */
function unpacked(file: string): AsyncIterable<Buffer> {
  const unzip = createGunzip();
  pipeline(createReadStream(file), unzip, () => {});
  return unzip;
}

async function firstLine(lines: AsyncGenerator<string>, file: string): Promise<string> {
  try {
    const { value } = await lines.next();
    header.parse(JSON.parse(value ?? ''));
    return value ?? '';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new UserError('store.no-file', { file });
    throw new UserError('store.not-a-backup');
  }
}

const readHeader = (first: string): Header[1] => header.parse(JSON.parse(first))[1];

/** Those of ours that the backup was made under. */
function migrationsOf(first: string): readonly Migration[] {
  const ours = readMigrations();
  const theirs = readHeader(first).migrations;
  const known = ours.slice(0, theirs.length);
  if (!same(known, theirs)) throw new UserError('store.backup-later');
  return known;
}

const same = (a: readonly AppliedMigration[], b: readonly AppliedMigration[]): boolean =>
  a.length === b.length && a.every(({ name, checksum }, n) => b[n]?.name === name && b[n].checksum === checksum);

/** Best effort: a replica that has had nothing to do for a while holds no connection. */
async function refuseRunning(session: Session): Promise<void> {
  const [found] = await session.query(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'agora'`,
  );
  if (z.object({ count: z.number() }).parse(found).count > 0) throw new UserError('store.running');
}

async function refuseOtherSchema(session: Session, first: string): Promise<void> {
  const applied = await appliedMigrations((sql) => session.query(sql));
  if (!same(applied, readHeader(first).migrations)) throw new UserError('store.backup-older');
}

/**
 * Foreign keys are taken away and put back, which checks them all: rows come in any order, and a person may refer to
 * another one. Triggers stay out of it: what they keep is in the backup.
 */
async function fill(session: Session, first: string, lines: AsyncGenerator<string>, { replace }: RestoreOptions): Promise<RowCounts> {
  const tables = await tablesOf(session);
  if (!replace) await refuseFilled(session, tables);
  const keys = await foreignKeysOf(session);
  for (const key of keys) await session.query(`alter table ${quoted(key.table)} drop constraint ${quoted(key.name)}`);
  for (const name of tables) await session.query(`alter table ${quoted(name)} disable trigger user`);
  for (const name of tables) await session.query(`truncate table ${quoted(name)}`);
  // Jobs of what was there before. The queue makes its schema again when it opens.
  await session.query('drop schema if exists queue cascade');
  const { counts, sequences } = await load(session, first, lines);
  for (const [name, last] of Object.entries(sequences)) {
    if (last !== null) await session.query('select setval($1::regclass, $2::bigint)', [quoted(name), last]);
  }
  for (const key of keys) await session.query(`alter table ${quoted(key.table)} add constraint ${quoted(key.name)} ${key.definition}`);
  for (const name of tables) await session.query(`alter table ${quoted(name)} enable trigger user`);
  return counts;
}

/** What is loaded anew at every start does not count. */
const seeded = ['SeedFile', 'Term'];

async function refuseFilled(session: Session, tables: readonly string[]): Promise<void> {
  for (const name of tables.filter((given) => !seeded.includes(given))) {
    const found = await session.query(`select 1 as one from ${quoted(name)} limit 1`);
    if (found.length > 0) throw new UserError('store.not-empty');
  }
}

/** Characters of rows sent at a time. */
const batch = 500_000;

async function load(session: Session, first: string, lines: AsyncGenerator<string>): Promise<End[1]> {
  const hash = createHash('sha256').update(`${first}\n`);
  const counts: Record<string, number> = {};
  let into = '';
  let rows: string[] = [];
  let size = 0;
  const send = async (): Promise<void> => {
    if (rows.length > 0) await insert(session, into, rows);
    counts[into] = (counts[into] ?? 0) + rows.length;
    [rows, size] = [[], 0];
  };
  for await (const line of readable(lines)) {
    if (isRow(line)) {
      hash.update(`${line}\n`);
      rows.push(line);
      size += line.length;
      if (size > batch) await send();
      continue;
    }
    if (into !== '') await send();
    const mark = readMark(line);
    if (mark[0] === 'end') {
      const complete =
        mark[1].sha256 === hash.digest('hex') && Object.entries(mark[1].counts).every(([name, count]) => counts[name] === count);
      if (!complete) throw damaged();
      return mark[1];
    }
    hash.update(`${line}\n`);
    into = mark[1];
  }
  throw damaged();
}

async function insert(session: Session, into: string, rows: readonly string[]): Promise<void> {
  const columns = await columnsOf(session, into);
  const names = columns.map(({ name }) => name).join(', ');
  const values = columns.map(({ name, json }) => (json ? `${name} -> 0` : name)).join(', ');
  const table = quoted(into);
  await session.query(`insert into ${table} (${names}) select ${values} from json_populate_recordset(null::${table}, $1::json)`, [
    `[${rows.join(',')}]`,
  ]);
}

/** A file that is cut short or altered fails while it is unpacked, or does not add up at its end. */
async function* readable(lines: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield* lines;
  } catch {
    throw damaged();
  }
}

function readMark(line: string): z.infer<typeof table> | End {
  try {
    return z.union([table, end]).parse(JSON.parse(line));
  } catch {
    throw damaged();
  }
}

const damaged = (): UserError => new UserError('store.backup-damaged');
