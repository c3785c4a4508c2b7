/**
 * The store without a server: PostgreSQL as WebAssembly (PGlite), in a folder or in memory.
 *
 * What it holds when things go wrong: a commit is acknowledged once its log is handed to the operating system, so a
 * process that is killed loses nothing. PGlite never asks the disk to flush (it has no fsync), so a power failure may
 * take the last moments with it, and in the worst case needs a backup: who cannot have that sets DATABASE_URL.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messages, PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { DriverAdapterError, type SqlDriverAdapter, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Clock } from '../clock.ts';
import { lockFolder } from './folder-lock.ts';
import { type Migration, migrate, readMigrations, wholeScript } from './migrations.ts';
import { pgliteCode } from './pglite-code.ts';

export interface Embedded {
  readonly pglite: PGlite;
  readonly adapters: SqlMigrationAwareDriverAdapterFactory;
  /** Runs `work` so that a read past its transaction is an error instead of waiting for itself for ever. */
  readonly inside: <T>(work: () => Promise<T>) => Promise<T>;
  close(): Promise<void>;
}

const extensions = { pg_trgm, unaccent };

/** PostgreSQL's usual 128 MB of buffers cost as much memory, and each of them time at the start; the system's own cache is below them. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=8MB'];

export interface EmbeddedSettings {
  /** undefined: in memory, gone when it is closed. */
  readonly folder: string | undefined;
  /** What an in-memory store begins with, as `pglite.dumpDataDir` gave it. */
  readonly snapshot?: Blob;
  /** Instead of all of this release. None: the store stays as it is. */
  readonly migrations?: readonly Migration[];
}

export async function openEmbedded(settings: EmbeddedSettings, clock: Clock): Promise<Embedded> {
  return settings.folder === undefined ? openPglite('memory://', settings) : openInFolder(settings.folder, settings, clock);
}

/** Whether a store was ever made there. */
export const hasStore = (folder: string): boolean => existsSync(join(folder, 'ready'));

/**
 * A store that was killed while it was made for the first time is half a store, which nobody has been told of yet:
 * without the `ready` mark it is made anew.
 */
async function openInFolder(folder: string, settings: EmbeddedSettings, clock: Clock): Promise<Embedded> {
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder, clock);
  try {
    const data = join(folder, 'data');
    const ready = join(folder, 'ready');
    if (!existsSync(ready)) rmSync(data, { recursive: true, force: true });
    const store = await openPglite(data, settings);
    writeFileSync(ready, 'This store was made completely.\n');
    return {
      ...store,
      close: async () => {
        await store.close().finally(() => lock.release());
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openPglite(dataDir: string, { snapshot, migrations = readMigrations() }: EmbeddedSettings): Promise<Embedded> {
  const pgliteWasmModule = await pgliteCode();
  const pglite = await PGlite.create({ dataDir, extensions, startParams, pgliteWasmModule, ...(snapshot && { loadDataDir: snapshot }) });
  try {
    // The adapter sends instants without a zone, and drops the zone of what it reads.
    await pglite.exec(`set time zone 'UTC'`);
    const rows = async (sql: string) => (await pglite.query(sql)).rows;
    const adapters = ofPglite(pglite, (adapter) => ({ ...methods(adapter), executeScript: runScript(pglite) }));
    await migrate(rows, () => ({ adapters, close: async () => {} }), migrations);
  } catch (error) {
    await pglite.close();
    throw error;
  }
  const writing = new AsyncLocalStorage<true>();
  return {
    pglite,
    adapters: ofPglite(pglite, (adapter) => guarded(adapter, writing)),
    inside: (work) => writing.run(true, work),
    close: () => pglite.close(),
  };
}

/** Each connection is a new, empty database in memory. For comparing schemas. */
export function emptyAdapters(): SqlMigrationAwareDriverAdapterFactory {
  const connect = async (): Promise<SqlDriverAdapter> => {
    const pglite = await PGlite.create({ extensions, startParams, pgliteWasmModule: await pgliteCode() });
    const adapter = await new PrismaPGlite(pglite).connect();
    return { ...methods(adapter), executeScript: runScript(pglite), dispose: () => pglite.close() };
  };
  return { provider: 'postgres', adapterName: 'empty', connect, connectToShadowDb: connect };
}

function ofPglite(pglite: PGlite, change: (adapter: SqlDriverAdapter) => SqlDriverAdapter): SqlMigrationAwareDriverAdapterFactory {
  const adapters = new PrismaPGlite(pglite);
  return {
    provider: 'postgres',
    adapterName: adapters.adapterName,
    connect: async () => change(await adapters.connect()),
    connectToShadowDb: () => emptyAdapters().connectToShadowDb(),
  };
}

const methods = (adapter: SqlDriverAdapter): SqlDriverAdapter => ({
  provider: adapter.provider,
  adapterName: adapter.adapterName,
  queryRaw: (query) => adapter.queryRaw(query),
  executeRaw: (query) => adapter.executeRaw(query),
  executeScript: (script) => adapter.executeScript(script),
  startTransaction: (level) => adapter.startTransaction(level),
  ...(adapter.getConnectionInfo && { getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: true } }),
  dispose: () => adapter.dispose(),
});

/** There is one connection: while a write holds it, `store.db` would wait for the write, and the write for `store.db`. */
function guarded(adapter: SqlDriverAdapter, writing: AsyncLocalStorage<true>): SqlDriverAdapter {
  const outside = <A, R>(run: (argument: A) => Promise<R>) => {
    return async (argument: A): Promise<R> => {
      if (writing.getStore()) throw new Error('inside store.write, use the transaction (tx) instead of store.db or a second write');
      return run(argument);
    };
  };
  const plain = methods(adapter);
  return {
    ...plain,
    queryRaw: outside(plain.queryRaw),
    executeRaw: outside(plain.executeRaw),
    startTransaction: outside(plain.startTransaction),
  };
}

/** The adapter's own neither waits for a script nor notices that it failed. */
const runScript =
  (pglite: PGlite) =>
  async (script: string): Promise<void> => {
    try {
      await pglite.exec(wholeScript(script));
    } catch (error) {
      if (!(error instanceof messages.DatabaseError)) throw error;
      const { code = '', severity = '', message, detail, column, hint } = error;
      throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
    }
  };
