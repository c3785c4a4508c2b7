/** Stores to measure on: embedded in a folder of its own, and a real PostgreSQL server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/clock.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { openPostgres } from '../test/support/postgres.ts';

/** On disk, as people run it. */
export async function openEmbedded(): Promise<{ readonly store: Store; readonly close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'agora-bench-'));
  const store = await openStore({ kind: 'embedded', folder: join(folder, 'data') }, systemClock);
  return {
    store,
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

export async function onServer<T>(measure: (store: Store, url: string) => Promise<T>): Promise<T> {
  const server = await openPostgres();
  try {
    const url = await server.database();
    const store = await openStore({ kind: 'server', url }, systemClock);
    try {
      return await measure(store, url);
    } finally {
      await store.close();
    }
  } finally {
    await server.stop();
  }
}

/** The value below which this share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}
