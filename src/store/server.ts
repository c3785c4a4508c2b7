/** The store on a PostgreSQL server, which several replicas may share. */
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { type EngineConnection, type Migration, migrate, readMigrations, wholeScript } from './migrations.ts';

export interface Server {
  readonly adapters: SqlMigrationAwareDriverAdapterFactory;
  close(): Promise<void>;
}

export interface ServerSettings {
  readonly url: string;
  /** Told of connections that break while nothing uses them. */
  readonly onTrouble?: (error: Error) => void;
  /** Instead of all of this release. None: the store stays as it is. */
  readonly migrations?: readonly Migration[];
}

/** Connections of one replica for its own work; the queue brings a few of its own. */
const connections = 8;

export async function openServer({ url, onTrouble = () => {}, migrations = readMigrations() }: ServerSettings): Promise<Server> {
  const pool = new pg.Pool(poolConfig(url, connections));
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on('error', onTrouble);
  try {
    const rows = async (sql: string) => (await pool.query(sql)).rows;
    await migrate(rows, () => engineConnection(url), migrations);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { adapters: new PrismaPg(pool), close: () => pool.end() };
}

/** The adapter sends instants without a zone, and drops the zone of what it reads: every connection must be on UTC. */
export const poolConfig = (url: string, max: number): pg.PoolConfig => ({
  connectionString: url,
  max,
  options: '-c TimeZone=UTC',
  application_name: 'agora',
  connectionTimeoutMillis: 10_000,
});

/**
 * For the migration engine: one connection, since its advisory lock belongs to one. The adapter's own way with a script
 * cuts it at every semicolon, which breaks function bodies, and runs each piece on its own.
 */
function engineConnection(url: string): EngineConnection {
  const pool = new pg.Pool(poolConfig(url, 1));
  pool.on('error', () => {}); // The engine is told of it with its next statement.
  const adapters = new PrismaPg(pool);
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await adapters.connect();
    return {
      provider: adapter.provider,
      adapterName: adapter.adapterName,
      queryRaw: (query) => adapter.queryRaw(query),
      executeRaw: (query) => adapter.executeRaw(query),
      executeScript: async (script) => {
        await adapter.executeRaw({ sql: wholeScript(script), args: [], argTypes: [] });
      },
      startTransaction: (level) => adapter.startTransaction(level),
      getConnectionInfo: () => adapter.getConnectionInfo(),
      dispose: () => adapter.dispose(),
    };
  };
  return {
    adapters: { provider: 'postgres', adapterName: adapters.adapterName, connect, connectToShadowDb: () => adapters.connectToShadowDb() },
    close: () => pool.end(),
  };
}
