/** In-memory stores for tests: migrated once for all of them, then copied, so that each opens at once. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, systemClock } from '../../src/clock.ts';
import { readMigrations } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

/** An empty store of its own, with every migration applied. */
export const openTestStore = async (clock: Clock = systemClock): Promise<Store> => openStore(await testSettings(), clock);

/** Settings for createAgora and the like. */
export const testSettings = async () => ({ kind: 'embedded' as const, folder: undefined, snapshot: await migratedSnapshot() });

const cache = fileURLToPath(new URL('../../node_modules/.cache/agora', import.meta.url));

let snapshot: Promise<Blob> | undefined;

/** Kept on disk under the migrations' own checksum, since every test file runs in a process of its own. */
function migratedSnapshot(): Promise<Blob> {
  snapshot ??= findOrMake();
  return snapshot;
}

async function findOrMake(): Promise<Blob> {
  const file = join(cache, `store-${fingerprint()}.tar`);
  if (existsSync(file)) return new Blob([readFileSync(file)]);
  const store = await openStore({ kind: 'embedded', folder: undefined }, systemClock);
  if (store.connection.kind !== 'embedded') throw new Error('asked for an embedded store');
  const dump = await store.connection.pglite.dumpDataDir('none');
  await store.close();
  mkdirSync(cache, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, new Uint8Array(await dump.arrayBuffer()));
  renameSync(unfinished, file);
  return dump;
}

function fingerprint(): string {
  const pglite: unknown = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const version = readFileSync(join(String(pglite), '../../package.json'), 'utf8');
  return createHash('sha256').update(version).update(JSON.stringify(readMigrations())).digest('hex').slice(0, 16);
}
