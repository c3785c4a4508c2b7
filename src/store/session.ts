/** One connection to a store for work on whole tables, the same for both kinds: for backups and restoring. */
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import { hasStore, openEmbedded } from './embedded.ts';
import type { Migration } from './migrations.ts';
import type { StoreSettings } from './open.ts';
import { openServer, poolConfig } from './server.ts';

export interface Session {
  /** One statement. What is not text should be cast to it: the drivers read other types each in their own way. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** Applies these migrations first, and no others. */
export async function openSession(settings: StoreSettings, migrations: readonly Migration[], clock: Clock): Promise<Session> {
  if (settings.kind === 'embedded') {
    const { pglite, close } = await openEmbedded({ ...settings, migrations }, clock);
    return { query: async (sql, values = []) => (await pglite.query(sql, [...values])).rows, close };
  }
  await (await openServer({ ...settings, migrations })).close();
  const client = new pg.Client({ ...poolConfig(settings.url, 1), application_name: 'agora-operator' });
  await client.connect();
  return { query: async (sql, values = []) => (await client.query(sql, [...values])).rows, close: () => client.end() };
}

/** As it is. Throws UserError `store.nothing-there` instead of making a new store. */
export async function openAsItIs(settings: StoreSettings, clock: Clock): Promise<Session> {
  if (settings.kind === 'embedded' && settings.folder !== undefined && !hasStore(settings.folder)) {
    throw new UserError('store.nothing-there', { folder: settings.folder });
  }
  return openSession(settings, [], clock);
}

/** Runs in one transaction, which is rolled back when `work` throws. */
export async function within<T>(session: Session, begin: string, work: () => Promise<T>): Promise<T> {
  await session.query(begin);
  try {
    const result = await work();
    await session.query('commit');
    return result;
  } catch (error) {
    await session.query('rollback');
    throw error;
  }
}

/** A name as SQL wants it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
