/** Migrations: they say what the schema says, and survive replicas that start together and processes that are killed. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { missingSql } from '../../src/store/diff.ts';
import { readMigrations } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { openPostgres, type Postgres } from '../support/postgres.ts';
import { openTestStore } from '../support/store.ts';
import { startChild } from './children.ts';

// Each makes whole databases, four processes at once in one of them: on a busy machine that takes more than a minute.
vi.setConfig({ testTimeout: 180_000 });

let postgres: Postgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.stop());

const openServer = (url: string) => openStore({ kind: 'server', url }, systemClock);

async function applied(store: Store): Promise<readonly string[]> {
  const rows = await store.db.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null order by migration_name`;
  return rows.map((row) => row.name);
}

const all = readMigrations().map((migration) => migration.name);

test('the migrations lead exactly to the schema', { timeout: 240_000 }, async () => {
  expect(await missingSql()).toBe('');
});

test('four processes that start at once on an empty server migrate it once', async () => {
  const url = await postgres.database();
  const replicas = [1, 2, 3, 4].map(() => startChild('opener.ts', url, 'close'));
  expect(await Promise.all(replicas.map((replica) => replica.ended()))).toEqual([0, 0, 0, 0]);
  const store = await openServer(url);
  expect(await applied(store)).toEqual(all);
  await store.close();
});

test('a store that is up to date is left alone', async () => {
  const store = await openTestStore();
  expect(await applied(store)).toEqual(all);
  await store.close();
});

describe('a process that was killed while it migrated', () => {
  const last = all.at(-1) ?? '';

  test('after its script had run: the script is not run again', async () => {
    const url = await postgres.database();
    const first = await openServer(url);
    // As the engine leaves it: the entry begun, and never finished.
    await first.db.$executeRaw`update _prisma_migrations set finished_at = null, applied_steps_count = 0 where migration_name = ${last}`;
    await first.close();
    const store = await openServer(url);
    expect(await applied(store)).toEqual(all);
    await store.close();
  });

  test('before its script had run: it is run', async () => {
    const url = await postgres.database();
    const empty = await openStore({ kind: 'server', url, migrations: readMigrations().slice(0, -1) }, systemClock);
    await empty.db.$executeRaw`
      insert into _prisma_migrations (id, checksum, migration_name) values ('left-behind', ${readMigrations().at(-1)?.checksum}, ${last})`;
    await empty.close();
    const store = await openServer(url);
    expect(await applied(store)).toEqual(all);
    await store.close();
  });
});
