/** Backups: each kind of store is restored from either, whole or not at all. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { seeds } from '../../src/features/registry.ts';
import { backUp } from '../../src/store/backup.ts';
import { Prisma } from '../../src/store/generated/client.ts';
import { readMigrations } from '../../src/store/migrations.ts';
import { openStore, type StoreSettings } from '../../src/store/open.ts';
import { restore } from '../../src/store/restore.ts';
import { loadSeeds } from '../../src/store/seed.ts';
import type { Store } from '../../src/store/store.ts';
import { openPostgres, type Postgres } from '../support/postgres.ts';
import { testSettings } from '../support/store.ts';
import { storeContract } from './contract.ts';

let postgres: Postgres;
const folder = mkdtempSync(join(tmpdir(), 'agora-backup-'));
beforeAll(async () => {
  postgres = await openPostgres();
  for (const kind of kinds) sources[kind] = await source(kind);
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const kinds = ['embedded', 'server'] as const;
type Kind = (typeof kinds)[number];
/** Per kind: a filled store, and a backup of it. */
const sources: Partial<Record<Kind, { readonly settings: StoreSettings; readonly file: string }>> = {};

let made = 0;
async function newPlace(kind: Kind): Promise<StoreSettings> {
  if (kind === 'server') return { kind, url: await postgres.database() };
  made += 1;
  return { kind, folder: join(folder, `store-${made}`) };
}

/** Quickly made where it is embedded: from the snapshot of the tests. */
async function openNew(settings: StoreSettings): Promise<Store> {
  return openStore(settings.kind === 'server' ? settings : { ...settings, snapshot: (await testSettings()).snapshot }, systemClock);
}

async function source(kind: Kind) {
  const settings = await newPlace(kind);
  const store = await openNew(settings);
  await fill(store);
  await store.close();
  const file = join(folder, `${kind}.backup.gz`);
  await backUp(settings, file, systemClock);
  return { settings, file };
}

/** Things that are easily lost on the way. */
async function fill(store: Store): Promise<void> {
  await loadSeeds(store, join(import.meta.dirname, '../../prisma/seed'), systemClock, seeds);
  // Refers to somebody who comes later in the table.
  await store.db.person.create({ data: { id: 'b', name: 'Ana "la" \u2028 \\n \n Núñez' } });
  await store.db.person.create({ data: { id: 'a', name: '参加 🗳', mergedIntoId: 'b', createdAt: new Date('1999-12-31T23:59:59.999Z') } });
  await store.db.experience.createMany({
    data: Array.from({ length: 1200 }, (_, n) => ({
      id: `e${n}`,
      state: 'published' as const,
      publishedAt: new Date('2026-01-01T00:00:00Z'),
      locale: 'es',
      title: `Presupuesto participativo ${n}`,
      summary: 's',
      description: 'Un texto más largo. '.repeat(50),
      links: ['a,b', '{c}', '"d"', ''],
    })),
  });
  // The last number that was given is gone, and must not be given again.
  await store.db.experience.delete({ where: { id: 'e1199' } });
  const delivery = { address: {}, lane: 'slack/T1', locale: 'es', message: 'm', params: { n: 12345678901234, deep: [null, { x: 'é' }] } };
  await store.db.delivery.create({ data: { id: 'd1', key: 'k1', ...delivery, posted: Prisma.JsonNull } });
  await store.db.delivery.create({ data: { id: 'd2', key: 'k2', ...delivery, posted: Prisma.DbNull } });
  await store.write({ envelope: 'done', clock: systemClock }, 'once', async () => ({ kept: true }));
}

async function everything(store: Store) {
  const boxed = await store.db.$queryRaw`select id, posted is null as nothing from "Delivery" order by id`;
  return {
    people: await store.db.person.findMany({ orderBy: { id: 'asc' } }),
    sheets: await store.db.experience.findMany({ orderBy: { number: 'asc' } }),
    terms: await store.db.term.findMany({ orderBy: [{ vocabulary: 'asc' }, { key: 'asc' }] }),
    deliveries: await store.db.delivery.findMany({ orderBy: { id: 'asc' } }),
    boxed,
    done: await store.db.doneWrite.findMany(),
    searched: await store.db.$queryRaw`select "experienceId", title, short::text from "ExperienceSearch" order by 1`,
  };
}

const sourceOf = (kind: Kind) => {
  const found = sources[kind];
  if (!found) throw new Error(`no ${kind} source`);
  return found;
};

const directions = kinds.flatMap((from) => kinds.map((to) => [from, to] as const));

describe.each(directions)('from %s to %s', (from, to) => {
  let settings: StoreSettings;
  beforeAll(async () => {
    settings = await newPlace(to);
    const counts = await restore(settings, sourceOf(from).file, { replace: false }, systemClock);
    expect(counts).toMatchObject({ Person: 2, Experience: 1199, ExperienceSearch: 1199, DoneWrite: 1 });
  });

  test('everything is there as it was', async () => {
    const [before, after] = [await openStore(sourceOf(from).settings, systemClock), await openStore(settings, systemClock)];
    expect(await everything(after)).toEqual(await everything(before));
    await before.close();
    await after.close();
  });

  test('it goes on where it was: numbers, what was done, references, search', async () => {
    const store = await openStore(settings, systemClock);
    const next = await store.db.experience.create({
      data: { id: 'next', state: 'published', locale: 'es', title: 'Audiencia pública', summary: '' },
    });
    expect(next.number).toBe(1201);
    expect(await store.write({ envelope: 'done', clock: systemClock }, 'once', async () => ({ kept: false }))).toEqual({ kept: true });
    await expect(store.db.identity.create({ data: identity('nobody') })).rejects.toMatchObject({ code: 'P2003' });
    expect(await store.db.$queryRaw`select title from "ExperienceSearch" where "experienceId" = 'next'`).toEqual([
      { title: 'audiencia publica' },
    ]);
    await store.close();
  });

  describe('and holds to the contract', () => storeContract(() => openStore(settings, systemClock)));
});

const identity = (personId: string) => ({ id: 'i1', personId, platform: 'slack', workspace: 'T1', externalId: 'U1', name: 'x' });

describe('refused, with nothing changed', () => {
  let settings: StoreSettings;
  const file = join(folder, 'altered.backup.gz');
  const names = async (): Promise<readonly string[]> => {
    const store = await openStore(settings, systemClock);
    const people = await store.db.person.findMany();
    await store.close();
    return people.map((person) => person.name);
  };
  beforeAll(async () => {
    settings = await newPlace('embedded');
    const store = await openNew(settings);
    await store.db.person.create({ data: { id: 'x', name: 'Here before' } });
    await store.close();
  });

  const alter = (change: (text: string) => string): void =>
    writeFileSync(file, gzipSync(change(gunzipSync(readFileSync(sourceOf('server').file)).toString('utf8'))));

  test('a store that holds something', async () => {
    await expect(restore(settings, sourceOf('server').file, { replace: false }, systemClock)).rejects.toMatchObject({
      code: 'store.not-empty',
    });
    expect(await names()).toEqual(['Here before']);
  });

  test.each([
    ['a value changed', (text: string) => text.replace('Presupuesto participativo 7"', 'Presupuesto participativo 8"')],
    ['a row left out', (text: string) => text.replace(/\n\{"id":"b"[^\n]*/, '')],
    ['the end missing', (text: string) => text.slice(0, text.lastIndexOf('\n["end"') + 1)],
    ['a reference to nobody', (text: string) => text.replace('"mergedIntoId":"b"', '"mergedIntoId":"c"')],
  ])('a damaged backup: %s', async (_, change) => {
    alter(change);
    await expect(restore(settings, file, { replace: true }, systemClock)).rejects.toThrow();
    expect(await names()).toEqual(['Here before']);
  });

  test('a backup that is cut short', async () => {
    const whole = readFileSync(sourceOf('server').file);
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    await expect(restore(settings, file, { replace: true }, systemClock)).rejects.toMatchObject({ code: 'store.backup-damaged' });
    expect(await names()).toEqual(['Here before']);
  });

  test('a file that is no backup, and one that is not there', async () => {
    writeFileSync(file, 'not a backup');
    await expect(restore(settings, file, { replace: true }, systemClock)).rejects.toMatchObject({ code: 'store.not-a-backup' });
    await expect(restore(settings, `${file}.none`, { replace: true }, systemClock)).rejects.toMatchObject({ code: 'store.no-file' });
  });

  test('a backup of a later release', async () => {
    alter((text) => text.replace('"migrations":[', '"migrations":[{"name":"0_later","checksum":"0"},'));
    await expect(restore(settings, file, { replace: true }, systemClock)).rejects.toMatchObject({ code: 'store.backup-later' });
  });

  test('a folder where there is no store is not backed up', async () => {
    await expect(backUp({ kind: 'embedded', folder: join(folder, 'nothing') }, file, systemClock)).rejects.toMatchObject({
      code: 'store.nothing-there',
    });
  });

  test('an embedded store that is in use', async () => {
    const store = await openStore(settings, systemClock);
    await expect(backUp(settings, file, systemClock)).rejects.toMatchObject({ code: 'store.in-use' });
    await store.close();
  });

  test('a server whose bot is connected: no restoring, but a backup', async () => {
    const { settings: server } = sourceOf('server');
    const store = await openStore(server, systemClock);
    await store.db.person.count();
    await expect(restore(server, sourceOf('server').file, { replace: true }, systemClock)).rejects.toMatchObject({ code: 'store.running' });
    expect(await backUp(server, file, systemClock)).toMatchObject({ Person: 2 });
    await store.close();
  });
});

test('with leave to replace, what was there makes room', async () => {
  const settings = await newPlace('embedded');
  const store = await openNew(settings);
  await store.db.person.create({ data: { id: 'a', name: 'Here before' } });
  await store.close();
  await restore(settings, sourceOf('server').file, { replace: true }, systemClock);
  const restored = await openStore(settings, systemClock);
  expect((await restored.db.person.findUniqueOrThrow({ where: { id: 'a' } })).name).toBe('参加 🗳');
  await restored.close();
});

test('a backup of an earlier release goes into a new store, which is then brought up to date', async () => {
  const settings = await newPlace('server');
  const earlier = await openStore({ ...settings, migrations: readMigrations().slice(0, 1) }, systemClock);
  await earlier.db.person.create({ data: { id: 'a', name: 'Ana' } });
  await earlier.close();
  const file = join(folder, 'earlier.backup.gz');
  await backUp(settings, file, systemClock);

  const target = await newPlace('server');
  await restore(target, file, { replace: false }, systemClock);
  const store = await openStore(target, systemClock);
  expect(await store.db.person.count()).toBe(1);
  expect(await store.db.savedSearch.count()).toBe(0);
  await store.close();
  await expect(restore(target, file, { replace: true }, systemClock)).rejects.toMatchObject({ code: 'store.backup-older' });
});

test('only its owner may read a backup', () => {
  expect(statSync(sourceOf('embedded').file).mode & 0o077).toBe(0);
});
