/** An old list of members as an operator brings it in: looked at first, then written, again, matched to what is here, and out again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { exportMembers } from '../../../src/features/organisation/transfer/export.ts';
import { guessMemberMapping } from '../../../src/features/organisation/transfer/guess.ts';
import { importMembers } from '../../../src/features/organisation/transfer/import.ts';
import { knownMapping } from '../../../src/features/organisation/transfer/mapping.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTable } from '../../../src/transfer/read.ts';
import type { ReportRow } from '../../../src/transfer/report.ts';
import { somebody } from '../../support/experiences.ts';
import { memberFile, memberRows } from '../../support/member-lists.ts';
import { openPostgres, type Postgres } from '../../support/postgres.ts';
import { write } from '../../support/record-files.ts';
import { openTestStore } from '../../support/store.ts';

let server: Postgres;
beforeAll(async () => {
  server = await openPostgres();
});
afterAll(() => server.stop());

const stores: Readonly<Record<string, () => Promise<Store>>> = {
  embedded: () => openTestStore(),
  server: async () => openStore({ kind: 'server', url: await server.database() }, systemClock),
};

async function run(store: Store, file: string, { apply = true, source = 'list' } = {}) {
  const ctx = await somebody(store, 'admin');
  const table = await openTable(file);
  const { mapping } = guessMemberMapping(table.header, table.sample, ctx.vocabulary, source, 'es');
  const report: ReportRow[] = [];
  const imported = await importMembers(ctx, {
    file,
    table,
    mapping: knownMapping(table.header) ?? mapping,
    vocabulary: ctx.vocabulary,
    apply,
    report: (row) => report.push(row),
    progress: () => {},
  });
  return { ...imported, report };
}

describe.each(Object.keys(stores))('into the %s store', (kind) => {
  let store: Store;
  beforeEach(async () => {
    const open = stores[kind];
    if (!open) throw new Error(kind);
    store = await open();
  });
  afterEach(() => store.close());

  test('a dry run writes nothing, the real one everything, a second one nothing more', async () => {
    const file = memberFile(1200);
    expect((await run(store, file, { apply: false })).tally).toMatchObject({ new: 1200, refused: 0 });
    expect([await store.db.organisation.count(), await store.db.auditEntry.count()]).toEqual([0, 0]);

    const first = await run(store, file);
    expect(first.tally, JSON.stringify(first.left.slice(0, 5))).toMatchObject({ new: 1200, changed: 0, refused: 0, notes: 0 });
    const one = await store.db.organisation.findUniqueOrThrow({
      where: { source_sourceId: { source: 'list', sourceId: 'M1' } },
      include: { membership: true, contacts: true, nameKeys: true },
    });
    expect(one).toMatchObject({
      names: { es: 'Ville de Montclair 1' },
      kind: 'local-government',
      country: 'FR',
      city: 'Montclair 1',
      sizeBand: 'a',
      themes: ['environment'],
      website: 'https://www.vecinos-1.example.org',
      domain: 'vecinos-1.example.org',
      membership: { category: 'associate', state: 'active', since: new Date('2002-01-01T00:00:00Z') },
      contacts: [{ name: 'Persona 1', email: 'contacto1@vecinos-1.example.org', phone: '+34 600 000 001' }],
    });
    expect(one.nameKeys).toMatchObject([{ name: 'ville de montclair 1' }]);
    expect(await store.db.membership.groupBy({ by: ['category'], _count: true, orderBy: { category: 'asc' } })).toMatchObject([
      { category: 'associate', _count: 720 },
      { category: 'collaborating', _count: 480 },
    ]);
    expect((await run(store, file)).tally).toMatchObject({ new: 0, changed: 0, same: 1200 });
    expect(await store.db.contact.count()).toBe(1200);
    expect(await store.db.auditEntry.count({ where: { action: 'members.import' } })).toBe(1);
  });

  test('what is here already is found by a name in another language, by its host, by nothing weaker; gaps are filled, words of people stay', async () => {
    await somebody(store, 'admin');
    const now = new Date();
    const base = { languages: [], themes: [], createdAt: now };
    await store.db.organisation.createMany({
      data: [
        {
          ...base,
          id: 'a',
          names: { fr: 'Ville de Bellerive', en: 'City of Bellerive' },
          locale: 'fr',
          kind: 'local-government',
          country: 'FR',
        },
        {
          ...base,
          id: 'b',
          names: { pt: 'Universidade do Vale' },
          locale: 'pt',
          kind: 'university',
          country: 'PT',
          domain: 'vale.example.pt',
          city: 'Vale',
        },
        {
          ...base,
          id: 'c',
          names: { es: 'Ayuntamiento de Getares' },
          locale: 'es',
          kind: 'local-government',
          country: 'ES',
          city: 'Getares',
        },
        { ...base, id: 'd', names: { es: 'Red Vecinal' }, locale: 'es', kind: 'civil-society', country: 'ES' },
        { ...base, id: 'e', names: { es: 'Red Vecinal' }, locale: 'es', kind: 'civil-society', country: 'ES' },
      ],
    });
    await store.db.contact.create({ data: { id: 'known', organisationId: 'a', email: 'maire@bellerive.example.fr' } });
    const file = write('lista.csv', [
      {
        Name: 'CITY OF BELLERIVÉ',
        Country: 'France',
        City: 'Bellerive',
        Type: 'city',
        Email: 'maire@bellerive.example.fr; new@bellerive.example.fr',
        Website: '',
      },
      { Name: 'University of the Valley', Country: 'Portugal', City: 'Other', Type: 'University', Email: 'x@vale.example.pt', Website: '' },
      {
        Name: 'Área Metropolitana de Getares',
        Country: 'Spain',
        City: 'Getares',
        Type: 'Local government',
        Email: 'someone@gmail.com',
        Website: '',
      },
      { Name: 'Red Vecinal', Country: 'Spain', City: '', Type: 'ONG', Email: 'not an address@', Website: 'nowhere' },
    ]);
    const { tally, report } = await run(store, file);
    expect(tally, JSON.stringify(report)).toMatchObject({ new: 1, changed: 2, refused: 1 });
    expect(report.filter(({ kind }) => kind === 'refused')).toMatchObject([{ line: 5, reason: 'severalMatches' }]);
    expect(report).toContainEqual(expect.objectContaining({ line: 4, kind: 'note', reason: 'near' }));
    expect(report).toContainEqual(expect.objectContaining({ line: 3, reason: 'differs', column: 'city', value: 'Other' }));
    expect(report).toContainEqual(expect.objectContaining({ line: 5, reason: 'noEmail' }));
    const a = await store.db.organisation.findUniqueOrThrow({ where: { id: 'a' }, include: { contacts: true, membership: true } });
    expect(a).toMatchObject({ city: 'Bellerive', membership: { category: 'associate' } });
    expect(a.contacts.map(({ email }) => email).toSorted()).toEqual(['maire@bellerive.example.fr', 'new@bellerive.example.fr']);
    expect(await store.db.organisation.findUniqueOrThrow({ where: { id: 'b' } })).toMatchObject({
      names: { pt: 'Universidade do Vale', es: 'University of the Valley' },
      city: 'Vale',
    });
    const again = await run(store, file);
    expect([again.tally.new, again.tally.changed]).toEqual([0, 0]);
  });

  test('a row that has changed in the list changes the record, until somebody has changed it here', async () => {
    const rows = memberRows(2);
    await run(store, write('miembros.csv', rows));
    const edited = await store.db.organisation.findUniqueOrThrow({ where: { source_sourceId: { source: 'list', sourceId: 'M1' } } });
    await store.db.auditEntry.create({
      data: { id: 'x', at: new Date(), actor: 'p', action: 'organisation.change', subject: `organisation:${edited.id}`, envelope: 'e' },
    });
    const again = write(
      'miembros.csv',
      rows.map((row) => ({ ...row, Ciudad: 'Otra', Correo: `segundo@example.org`, Temas: 'Vivienda' })),
    );
    const { tally, report } = await run(store, again);
    expect(tally).toMatchObject({ changed: 2 });
    expect(report).toContainEqual(expect.objectContaining({ id: 'M1', column: 'city', value: 'Otra', reason: 'differs' }));
    const [first, second] = await store.db.organisation.findMany({ orderBy: { sourceId: 'asc' }, include: { contacts: true } });
    expect([first?.city, second?.city]).toEqual(['Otra', 'Montclair 1']);
    expect([first?.contacts.length, second?.contacts.length]).toEqual([2, 2]);
    const third = await run(store, again);
    expect(third.tally).toMatchObject({ new: 0, changed: 0, same: 1, kept: 1 });
  });
});

test('contacts leave the house only where they are asked for, which is written down; the file can be read in again', async () => {
  const [here, there] = [await openTestStore(), await openTestStore()];
  try {
    await run(here, memberFile(3));
    const operator = await somebody(here, 'admin');
    const text = async (stream: AsyncIterable<unknown>): Promise<string> => (await Array.fromAsync(stream, String)).join('');
    const bare = await text(await exportMembers(operator, { format: 'csv', contacts: false }));
    expect(bare).not.toMatch(/contacto\d|Persona|600 000/);
    expect(await here.db.auditEntry.count({ where: { action: 'members.exportContacts' } })).toBe(0);

    const whole = await text(await exportMembers({ ...operator, envelope: 'second' }, { format: 'csv', contacts: true }));
    expect(parse(whole, { bom: true, columns: true })[0]).toMatchObject({ email: 'contacto0@vecinos-0.example.org', in_directory: 'no' });
    expect(await here.db.auditEntry.count({ where: { action: 'members.exportContacts', actor: 'somebody' } })).toBe(1);
    await expect(exportMembers(await somebody(here, 'editor'), { format: 'csv', contacts: false })).rejects.toMatchObject({
      code: 'forbidden',
    });

    const file = write('export.csv', []);
    writeFileSync(file, whole);
    expect((await run(there, file)).tally).toMatchObject({ new: 3, refused: 0, notes: 0 });
    expect((await run(here, file)).tally).toMatchObject({ new: 0, changed: 0, same: 3 });
    expect(await text(await exportMembers(await somebody(there, 'admin'), { format: 'csv', contacts: false }))).toBe(bare);
  } finally {
    await Promise.all([here.close(), there.close()]);
  }
});

test.each([
  [
    'fr',
    {
      Organisation: 'Mairie de X',
      'Type de structure': 'Commune',
      Pays: 'Sénégal',
      Ville: 'X',
      Courriel: 'a@b.org',
      'Membre depuis': '2004',
    },
  ],
  [
    'pt',
    {
      Entidade: 'Câmara de X',
      'Tipo de entidade': 'Município',
      País: 'Portugal',
      Cidade: 'X',
      'Correio eletrónico': 'a@b.org',
      'Membro desde': '2004',
    },
  ],
  [
    'es',
    { Entidad: 'Ayuntamiento X', 'Tipo de entidad': 'Ayuntamiento', País: 'Perú', Ciudad: 'X', Correo: 'a@b.org', 'Miembro desde': '2004' },
  ],
  ['en', { Member: 'City of X', 'Type of organisation': 'City', Country: 'Kenya', City: 'X', 'E-mail': 'a@b.org', Joined: '2004' }],
])('columns are guessed from a header in %s', async (locale, row) => {
  const store = await openTestStore();
  const { vocabulary } = await somebody(store);
  const table = await openTable(write('list.csv', [row]));
  const { mapping } = guessMemberMapping(table.header, table.sample, vocabulary, 'list', locale);
  await store.close();
  expect(Object.keys(mapping.columns).toSorted()).toEqual(['city', 'country', 'email', 'kind', 'name', 'since']);
});

test('the usual words of a mapping mean terms that there are', async () => {
  const folder = join(import.meta.dirname, '../../../src/features/organisation/transfer/mappings/usual-values.json');
  const values = JSON.parse(readFileSync(folder, 'utf8'));
  const store = await openTestStore();
  const { vocabulary } = await somebody(store);
  await store.close();
  const terms = new Set(
    (['organisationKinds', 'membershipCategories'] as const).flatMap((list) => vocabulary.terms(list).map(({ key }) => `${list}:${key}`)),
  );
  const meant = [values.kind, values.category].flatMap((words) => Object.values(words).flat());
  expect(meant.filter((tag) => !terms.has(String(tag)))).toEqual([]);
});
