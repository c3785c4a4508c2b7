/** docs/upgrade.md as a story: a store that an earlier release has filled goes forward with its data, and back to its backup. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { backUp } from '../../src/store/backup.ts';
import { readMigrations } from '../../src/store/migrations.ts';
import { openStore, type StoreSettings } from '../../src/store/open.ts';
import { restore } from '../../src/store/restore.ts';
import { openSession } from '../../src/store/session.ts';
import type { Store } from '../../src/store/store.ts';
import { openPostgres, type Postgres } from '../support/postgres.ts';

vi.setConfig({ testTimeout: 300_000 });
const folder = mkdtempSync(join(tmpdir(), 'agora-upgrade-'));
let postgres: Postgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const all = readMigrations();
let places = 0;

async function newPlace(kind: 'embedded' | 'server'): Promise<StoreSettings> {
  places += 1;
  return kind === 'server' ? { kind, url: await postgres.database() } : { kind, folder: join(folder, `store-${places}`) };
}

/** What the earlier release knew, in the columns that it had. */
async function fillAsThen(settings: StoreSettings, known: number): Promise<void> {
  const then = await openSession(settings, all.slice(0, known), systemClock);
  await then.query(`insert into "Person" (id, name, "updatedAt") values ('awa', 'Awa Diallo', now()), ('ana', 'Ana Núñez', now())`);
  await then.query(
    `insert into "Experience" (id, state, locale, title, summary, "publishedAt", "updatedAt")
     values ('e1', 'published', 'fr', 'Budget participatif de Dakar', 'Les habitants décident.', now(), now())`,
  );
  await then.close();
}

async function opened<T>(settings: StoreSettings, look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(settings, systemClock);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

const whatIsThere = (settings: StoreSettings) =>
  opened(settings, async ({ db }) => ({
    names: (await db.person.findMany({ orderBy: { id: 'asc' } })).map(({ name }) => name),
    titles: (await db.experience.findMany({ orderBy: { id: 'asc' } })).map(({ title }) => title),
    migrations: (
      await db.$queryRaw<{ name: string }[]>`select migration_name as name from _prisma_migrations where finished_at is not null order by 1`
    ).length,
  }));

describe.each([
  ['embedded', 2],
  ['server', Math.floor(all.length / 2)],
] as const)('on a store (%s) that knew %i migrations', (kind, known) => {
  test('the first start goes forward with everything; the backup made before leads back, and runs on this release', async () => {
    const settings = await newPlace(kind);
    await fillAsThen(settings, known);
    const before = join(folder, `before-${places}.backup.gz`);
    await backUp(settings, before, systemClock);

    const then = { names: ['Ana Núñez', 'Awa Diallo'], titles: ['Budget participatif de Dakar'], migrations: all.length };
    expect(await whatIsThere(settings)).toEqual(then);
    await opened(settings, ({ db }) => db.person.create({ data: { id: 'late', name: 'Came after the upgrade' } }));
    expect((await whatIsThere(settings)).names).toContain('Came after the upgrade');

    const back = await newPlace(kind);
    expect(await restore(back, before, { replace: false }, systemClock)).toMatchObject({ Person: 2, Experience: 1 });
    expect(await whatIsThere(back)).toEqual(then);
  });
});
