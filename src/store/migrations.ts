/** Brings a database to the schema of this release, with Prisma's own engine and SQL files in Prisma's own layout. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { z } from 'zod';
import { openSchemaEngine } from './schema-engine.ts';

export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

export interface Migration {
  readonly name: string;
  readonly script: string;
  /** SHA-256 of the script, as Prisma's table keeps it. */
  readonly checksum: string;
}

/** In the order in which they are applied. */
export function readMigrations(folder: string = migrationsFolder): readonly Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const script = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') };
    });
}

/** As the engine wants to be told of them. */
export function migrationList(migrations: readonly Migration[]): MigrationList {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
    })),
  };
}

/** Everything of the schema is Prisma's to manage. */
export const everything = { externalTables: [], externalEnums: [] };

/** Runs one statement that returns rows; whatever the driver. */
export type Rows = (sql: string) => Promise<readonly unknown[]>;

/** A connection of the engine's own: it keeps the lock until that is closed, which `free` does not do. */
export interface EngineConnection {
  readonly adapters: SqlMigrationAwareDriverAdapterFactory;
  close(): Promise<void>;
}

/** How long a replica waits for another one to finish migrating. */
const patienceMs = 180_000;

/**
 * Applies what is missing. Safe when several processes do it at once: the engine takes PostgreSQL's advisory lock, and
 * who waits too long for it (P1002, after 10 s) tries again. A store that is up to date never loads the engine.
 */
export async function migrate(rows: Rows, connect: () => EngineConnection, migrations: readonly Migration[]): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    if (await upToDate(rows, migrations)) return;
    const connection = connect();
    const engine = await openSchemaEngine(connection.adapters, undefined);
    try {
      await apply(engine, migrations, rows);
      return;
    } catch (error) {
      if (codeOf(error) !== lockTimeout || Date.now() > deadline) throw error;
    } finally {
      engine.free();
      await connection.close();
    }
  }
}

/** Every migration of this release is applied, unchanged since, and finished. Migrations of a later release do no harm. */
export async function upToDate(rows: Rows, migrations: readonly Migration[]): Promise<boolean> {
  if (migrations.length === 0) return true;
  const applied = await appliedMigrations(rows);
  return migrations.every(({ name, checksum }) => applied.some((known) => known.name === name && known.checksum === checksum));
}

export type AppliedMigration = Pick<Migration, 'name' | 'checksum'>;

/** Finished ones, in their order. */
export async function appliedMigrations(rows: Rows): Promise<readonly AppliedMigration[]> {
  const [found] = await rows(`select to_regclass('_prisma_migrations') is not null as "exists"`);
  if (!z.object({ exists: z.boolean() }).parse(found).exists) return [];
  const applied = await rows(
    `select migration_name as "name", checksum from _prisma_migrations
     where finished_at is not null and rolled_back_at is null order by migration_name`,
  );
  return applied.map((row) => appliedRow.parse(row));
}

const appliedRow = z.object({ name: z.string(), checksum: z.string() });

const lockTimeout = 'P1002';
const failedBefore = 'P3009';

/**
 * A process that was killed while it migrated leaves an unfinished entry behind, which the engine refuses to go past
 * (P3009). The engine holds the lock by then, so nobody is at it any more; and a script runs as a whole or not at all,
 * together with the note that it ran (see `wholeScript`): so we know which of the two it was.
 */
async function apply(engine: SchemaEngine, migrations: readonly Migration[], rows: Rows): Promise<void> {
  const migrationsList = migrationList(migrations);
  try {
    await engine.applyMigrations({ migrationsList, filters: everything });
  } catch (error) {
    if (codeOf(error) !== failedBefore) throw error;
    const unfinished = await rows(
      'select migration_name as "name", logs from _prisma_migrations where finished_at is null and rolled_back_at is null',
    );
    for (const { name, logs } of unfinished.map((row) => unfinishedRow.parse(row))) {
      if (logs === ranNote) await engine.markMigrationApplied({ migrationName: name, migrationsList });
      else await engine.markMigrationRolledBack({ migrationName: name });
    }
    await engine.applyMigrations({ migrationsList, filters: everything });
  }
}

const unfinishedRow = z.object({ name: z.string(), logs: z.string().nullable() });

const ranNote = 'the script ran';

/**
 * A script to be sent as one simple query, which PostgreSQL runs in one transaction, with a note beside it in Prisma's
 * table. (So a migration must not contain what cannot be in a transaction, such as CREATE INDEX CONCURRENTLY.)
 */
export const wholeScript = (script: string): string => `${script}
;do $$ begin
  if to_regclass('_prisma_migrations') is not null then
    update _prisma_migrations set logs = '${ranNote}' where finished_at is null and rolled_back_at is null;
  end if;
end $$;`;

/** The engine's errors carry Prisma's code beside the message. */
function codeOf(error: unknown): string | undefined {
  const parsed = z.object({ code: z.string() }).safeParse(error);
  return parsed.success ? parsed.data.code : undefined;
}
