/** Opens the store, embedded or on a server, with its schema brought up to date first. */
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
    const { adapters, pglite, inside, close } = await openEmbedded(settings, clock);
    return assemble(new PrismaClient({ adapter: adapters }), inside, { kind: 'embedded', pglite }, close);
  }
  const { adapters, close } = await openServer(settings);
  return assemble(new PrismaClient({ adapter: adapters }), (work) => work(), { kind: 'server', url: settings.url }, close);
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
