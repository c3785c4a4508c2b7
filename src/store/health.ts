/** How the database is: its version and clock, what of the schema is not there, and how much room is left where that is known. */
import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { type Clock, systemClock } from '../clock.ts';
import { appliedMigrations, readMigrations } from './migrations.ts';
import type { Store } from './store.ts';

export interface StoreHealth {
  /** As PostgreSQL counts: 180004. */
  readonly version: number;
  readonly clockAheadMs: number;
  readonly bytes: number;
  /** Of the disk that the embedded store lies on; undefined for a server and in memory. */
  readonly freeBytes: number | undefined;
  /** Names of migrations of this release that are not applied, or were changed since. */
  readonly unapplied: readonly string[];
  readonly missingExtensions: readonly string[];
}

/** The oldest that the statements are tested with. */
export const OLDEST_VERSION = 140_000;
const EXTENSIONS = ['pg_trgm', 'unaccent'];

const Facts = z.object({ version: z.coerce.number(), now: z.coerce.number(), bytes: z.coerce.number() });
const Extension = z.object({ name: z.string() });

/** `real`: the machine's time, which nobody moves. */
export async function storeHealth({ db, connection }: Pick<Store, 'db' | 'connection'>, real: Clock = systemClock): Promise<StoreHealth> {
  const rows = (sql: string): Promise<readonly unknown[]> => db.$queryRawUnsafe<unknown[]>(sql);
  const before = real.now().getTime();
  const [found] = await rows(`select current_setting('server_version_num')::int as version,
    (extract(epoch from clock_timestamp()) * 1000)::float8 as now, pg_database_size(current_database())::float8 as bytes`);
  // It was read somewhere between the two.
  const halfway = (before + real.now().getTime()) / 2;
  const { version, now, bytes } = Facts.parse(found);
  const extensions = z.array(Extension).parse(await rows('select extname::text as name from pg_extension'));
  const applied = await appliedMigrations(rows);
  const isApplied = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  return {
    version,
    clockAheadMs: now - halfway,
    bytes,
    freeBytes: await freeBytes(connection),
    unapplied: readMigrations().flatMap(({ name, checksum }) => (isApplied.get(name) === checksum ? [] : [name])),
    missingExtensions: EXTENSIONS.filter((name) => !extensions.some((extension) => extension.name === name)),
  };
}

async function freeBytes(connection: Store['connection']): Promise<number | undefined> {
  const folder = connection.kind === 'embedded' ? connection.pglite.dataDir : undefined;
  if (folder === undefined || folder.includes('://')) return undefined;
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
