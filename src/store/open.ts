/** Opens the store, embedded or on a server, with its schema brought up to date first. */
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Clock } from '../clock.ts';
import { type EmbeddedSettings, openEmbedded } from './embedded.ts';
import { PrismaClient } from './generated/client.ts';
import { openServer, type ServerSettings } from './server.ts';
import type { Connection, Store } from './store.ts';
import { writeOnce } from './write.ts';

export type StoreSettings = ({ readonly kind: 'embedded' } & EmbeddedSettings) | ({ readonly kind: 'server' } & ServerSettings);

/** Throws UserError `store.in-use` when another process has the embedded store's folder open. */
export async function openStore(settings: StoreSettings, clock: Clock): Promise<Store> {
  if (settings.kind === 'embedded') {
    const opening = openEmbedded(settings, clock);
    // Prisma's own compiler is made ready while the store opens.
    const db = new PrismaClient({ adapter: whenOpen(opening) });
    void db.$connect().catch(() => {});
    const { pglite, inside, close } = await opening;
    return assemble(db, inside, { kind: 'embedded', pglite }, close);
  }
  const { adapters, close } = await openServer(settings);
  return assemble(new PrismaClient({ adapter: adapters }), (work) => work(), { kind: 'server', url: settings.url }, close);
}

/** Connects at once, and waits for the store with the first question: Prisma makes its compiler only for who is connected. */
function whenOpen(opening: ReturnType<typeof openEmbedded>): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = { provider: 'postgres', adapterName: 'embedded' } as const;
  const connect = async (): Promise<SqlDriverAdapter> => {
    const opened = opening.then(({ adapters }) => adapters.connect());
    opened.catch(() => {});
    return {
      provider,
      adapterName,
      queryRaw: async (query) => (await opened).queryRaw(query),
      executeRaw: async (query) => (await opened).executeRaw(query),
      executeScript: async (script) => (await opened).executeScript(script),
      startTransaction: async (level) => (await opened).startTransaction(level),
      getConnectionInfo: () => ({ supportsRelationJoins: true }),
      dispose: async () => (await opened).dispose(),
    };
  };
  return { provider, adapterName, connect, connectToShadowDb: async () => (await opening).adapters.connectToShadowDb() };
}

function assemble(
  db: PrismaClient,
  inside: <T>(work: () => Promise<T>) => Promise<T>,
  connection: Connection,
  close: () => Promise<void>,
): Store {
  return {
    db,
    connection,
    write: writeOnce(db, inside),
    close: async () => {
      await db.$disconnect();
      await close();
    },
  };
}
