/** Somebody asks to be forgotten: on both kinds of store nothing leads to them afterwards, and a restored backup does not bring them back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';

import { actions, forms } from '../../../src/features/registry.ts';
import { backUp } from '../../../src/store/backup.ts';
import { fileErasedList, memoryErasedList } from '../../../src/store/erased-list.ts';
import type { StoreSettings } from '../../../src/store/open.ts';
import { restore } from '../../../src/store/restore.ts';
import { type Desk, openDesk } from '../../support/desk.ts';
import { openHouse } from '../../support/house.ts';
import { openPostgres, type Postgres } from '../../support/postgres.ts';
import { testSettings } from '../../support/store.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await openPostgres();
}, 120_000);
afterAll(() => postgres.stop());

let desk: Desk | undefined;
afterEach(() => desk?.close());

const stores: Readonly<Record<string, () => Promise<StoreSettings>>> = {
  embedded: testSettings,
  server: async () => ({ kind: 'server', url: await postgres.database() }),
};

async function opened(store: StoreSettings, erased = memoryErasedList()): Promise<Desk> {
  desk = await openDesk({ commands, actions, forms }, {}, await openHouse({ store, erased }));
  return desk;
}

/** Every text of every table, as one. */
async function everything(at: Desk): Promise<string> {
  const { db } = at.house.parts.store;
  const tables = await db.$queryRaw<{ name: string }[]>`
    select relname::text as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`;
  const rows: unknown[] = [];
  for (const { name } of tables) rows.push(name, await db.$queryRawUnsafe(`select to_jsonb(t)::text as row from "${name}" t`));
  return JSON.stringify(rows);
}

/** Ana has a bit of everything. */
async function anasThings(at: Desk) {
  const { db } = at.house.parts.store;
  const ana = at.visitor('U-ANA', { name: 'Ana Lovelace' });
  await ana.types('/experience submit');
  await ana.fills({ title: ['A secret draft of Ana'] });
  const { personId } = await db.identity.findFirstOrThrow({ where: { externalId: 'U-ANA' } });
  const now = at.clock.now();
  const sheet = { locale: 'en', summary: 'One', ownerId: personId };
  await db.experience.create({ data: { ...sheet, id: 'published', state: 'published', title: 'Published sheet' } });
  await db.experience.create({ data: { ...sheet, id: 'waiting', state: 'submitted', title: 'Waiting sheet of Ana' } });
  await db.organisation.create({
    data: {
      id: 'city',
      names: { en: 'City' },
      locale: 'en',
      kind: 'city',
      persons: { create: { personId, role: 'owner' } },
      contacts: {
        create: [
          { id: 'own', personId, name: 'Ana', email: 'ana@city.example' },
          { id: 'same', email: 'ana@home.example' },
        ],
      },
    },
  });
  await db.preference.create({ data: { personId, mailToken: 'token', email: 'ana@home.example', emailVerifiedAt: now } });
  await db.question.create({
    data: {
      id: 'q',
      personId,
      platform: 'slack',
      workspace: 'W1',
      locale: 'en',
      text: 'A question of Ana',
      outcome: 'none',
      confidence: 0,
      state: 'refused',
    },
  });
  await db.application.create({
    data: {
      id: 'app',
      kind: 'membership',
      category: 'associate',
      applicantId: personId,
      state: 'submitted',
      locale: 'en',
      answers: {},
      contacts: [{ name: 'Ana', email: 'ana@city.example' }],
      submittedAt: now,
      sentAt: now,
    },
  });
  const address = { kind: 'direct', platform: 'slack', workspace: 'W1', user: 'U-BEN' };
  const delivery = { lane: 'slack/W1', locale: 'en', state: 'sent', address } as const;
  await db.delivery.create({
    data: { ...delivery, id: 'd1', key: 'd1', message: 'experience.invited', params: { id: 'x', by: 'Ana Lovelace' } },
  });
  await db.delivery.create({ data: { ...delivery, id: 'd2', key: 'd2', message: 'm', params: { text: 'to Ana' }, personId } });
  await at.house.parts.store.write({ envelope: 'old', clock: { now: () => new Date(0) } }, 'old', async () => ({ personId }));
  return { ana, personId };
}

describe.each(Object.entries(stores))('on the %s store', (_name, settings) => {
  test('it is asked, shown what goes and what stays, pressed twice, and done within the day', { timeout: 60_000 }, async () => {
    const at = await opened(await settings());
    const { db } = at.house.parts.store;
    const { ana, personId } = await anasThings(at);
    await ana.types('/privacy');
    expect(ana.sees).toContain('Drafts of forms (1)');
    await ana.presses('Erase everything about me');
    expect(ana.sees).toContain('This stays');
    expect(await db.erasure.count()).toBe(0);
    await ana.presses('Erase everything');
    expect(await db.erasure.findFirstOrThrow()).toMatchObject({ personId, doneAt: null });
    await at.house.advance({ hours: 2 });

    const left = await everything(at);
    for (const trace of [
      'Lovelace',
      'U-ANA',
      'ana@city.example',
      'ana@home.example',
      'A secret draft',
      'A question of Ana',
      'Waiting sheet of Ana',
    ]) {
      const farewell = trace === 'U-ANA' ? left.replaceAll(/[^"]*privacy\.farewell[^}]*\}[^}]*\}/g, '') : left;
      expect(farewell, trace).not.toContain(trace);
    }
    expect(left.split(personId).length - 1, 'only the request itself').toBe(1);
    expect(await db.experience.findUniqueOrThrow({ where: { id: 'published' } })).toMatchObject({
      ownerId: null,
      title: 'Published sheet',
    });
    expect(await db.organisation.findUniqueOrThrow({ where: { id: 'city' }, include: { persons: true, contacts: true } })).toMatchObject({
      persons: [],
      contacts: [],
    });
    expect(await db.application.findUniqueOrThrow({ where: { id: 'app' } })).toMatchObject({
      state: 'withdrawn',
      contacts: [],
      applicantId: null,
    });
    expect(await db.delivery.findMany({ where: { message: 'privacy.farewell' } })).toMatchObject([
      { personId: null, address: { kind: 'direct', user: 'U-ANA' } },
    ]);
    expect(await at.house.parts.erased.read()).toEqual(new Set([personId]));
  });

  test('whoever thinks better of it in time keeps everything', { timeout: 60_000 }, async () => {
    const at = await opened(await settings());
    const { ana, personId } = await anasThings(at);
    await ana.types('/privacy');
    await ana.presses('Erase everything about me');
    await ana.presses('Erase everything');
    await ana.presses('Do not erase');
    await at.house.advance({ days: 1 });
    expect(await at.house.parts.store.db.draft.count({ where: { personId } })).toBe(1);
  });
});

test('a backup from before is restored: whoever was erased since is erased again, before anybody reads it', {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'agora-erased-'));
  try {
    const list = fileErasedList(join(folder, 'apart', 'erased.list'));
    const store: StoreSettings = { kind: 'server', url: await postgres.database() };
    const first = await opened(store, list);
    const { ana, personId } = await anasThings(first);
    const file = join(folder, 'before.backup.gz');
    await backUp(store, file, first.clock);
    await ana.types('/privacy');
    await ana.presses('Erase everything about me');
    await ana.presses('Erase everything');
    await first.house.advance({ hours: 2 });
    expect(await first.house.parts.store.db.person.count({ where: { id: personId } })).toBe(0);
    await first.close();

    const elsewhere: StoreSettings = { kind: 'server', url: await postgres.database() };
    await restore(elsewhere, file, { replace: false }, first.clock);
    const again = await opened(elsewhere, list);
    expect(await again.house.parts.store.db.person.count({ where: { id: personId } })).toBe(0);
    expect(await everything(again)).not.toContain('A secret draft');
    expect(again.house.lines.filter(({ msg }) => String(msg).includes('from a backup'))).toMatchObject([{ count: 1 }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
