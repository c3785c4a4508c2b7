/** Finding sheets, as people do it in four languages, on the embedded store and on a server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plain } from '../../../src/chat/text.ts';
import { systemClock } from '../../../src/clock.ts';
import { type SearchQuery, searchExperiences } from '../../../src/features/experience/search.ts';
import { completeCountries, completeThemes, completeTitles, queryOf } from '../../../src/features/experience/search-options.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { publish, type Somebody, somebody } from '../../support/experiences.ts';
import { openPostgres, type Postgres } from '../../support/postgres.ts';
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

const sheets = [
  {
    title: 'Youth budget of Grenoble',
    locale: 'en',
    summary: 'Pupils decide on a part of the money of the city.',
    country: 'FR',
    city: 'Grenoble',
    types: ['participatory-budgeting'],
    themes: ['youth'],
    startsOn: '2016',
    ongoing: true,
  },
  {
    title: 'Participatory budgeting in Berlin-Lichtenberg',
    locale: 'en',
    summary: 'Residents make and evaluate suggestions on the budget of the borough.',
    country: 'DE',
    city: 'Berlin',
    startsOn: '2005-10-27',
    endsOn: '2009',
  },
  {
    title: 'Orçamento participativo de Porto Alegre',
    locale: 'pt',
    summary: 'Os moradores decidem as prioridades da prefeitura.',
    country: 'BR',
    city: 'Porto Alegre',
    startsOn: '1989',
    endsOn: '2017',
    sdgs: ['sdg-11'],
  },
  {
    title: 'La presentación de las cuentas',
    locale: 'es',
    summary: 'El ayuntamiento explica sus decisiones en cada barrio.',
    country: 'ES',
    city: 'Córdoba',
    themes: ['governance'],
    startsOn: '2020',
  },
  {
    title: 'Convention sur la santé',
    locale: 'fr',
    summary: 'Des habitants tirés au sort débattent des hôpitaux.',
    description: 'Les réunions ont eu lieu dans une ancienne patinoire.',
    country: 'FR',
    city: 'Nantes',
    types: ['citizens-assembly'],
    themes: ['health'],
    startsOn: '2022',
  },
  {
    title: 'River council of the Ebro',
    locale: 'en',
    summary: 'Farmers and towns share the water of the river.',
    country: 'ES',
    city: 'Zaragoza',
    types: ['council'],
    themes: ['environment'],
    startsOn: '2012',
  },
] as const;

describe.each(Object.keys(stores))('on the %s store', (kind) => {
  let store: Store;
  let reader: Somebody;
  const find = async (query: SearchQuery, page?: number) => searchExperiences(reader, query, page);
  const titles = async (text: string, more: Partial<SearchQuery> = {}) => (await find({ text, ...more })).hits.map((hit) => hit.title);

  beforeAll(async () => {
    const open = stores[kind];
    if (!open) throw new Error(kind);
    store = await open();
    reader = await somebody(store);
    await publish(
      store,
      sheets.map((sheet) => ({
        ...sheet,
        types: [...('types' in sheet ? sheet.types : [])],
        themes: [...('themes' in sheet ? sheet.themes : [])],
        sdgs: [...('sdgs' in sheet ? sheet.sdgs : [])],
      })),
    );
    await store.db.experience.create({
      data: { id: 'hidden', state: 'submitted', locale: 'en', title: 'Secret budget of Grenoble', summary: 'Not published yet.' },
    });
  });
  afterAll(() => store.close());

  test.each(['presupuesto participativo', 'budget participatif', 'orçamento participativo', 'participatory budgets', 'BP'])(
    '“%s” finds what is tagged so, what says so in English, and what says so in Portuguese',
    async (text) => {
      expect((await titles(text)).sort()).toEqual(
        ['Orçamento participativo de Porto Alegre', 'Participatory budgeting in Berlin-Lichtenberg', 'Youth budget of Grenoble'].sort(),
      );
    },
  );

  test('what is not published is not found, and what is taken back disappears', async () => {
    expect(await titles('secret')).toEqual([]);
    await store.db.experience.update({ where: { id: 'hidden' }, data: { state: 'published', publishedAt: new Date() } });
    expect(await titles('secret')).toEqual(['Secret budget of Grenoble']);
    await store.db.experience.update({ where: { id: 'hidden' }, data: { title: 'Public budget of Annecy' } });
    expect([await titles('secret'), await titles('annecy')]).toEqual([[], ['Public budget of Annecy']]);
    await store.db.experience.update({ where: { id: 'hidden' }, data: { state: 'withdrawn' } });
    expect(await titles('annecy')).toEqual([]);
  });

  test.each([
    ['accents left out', 'presentacion', 'La presentación de las cuentas'],
    ['accents as written', 'presentación', 'La presentación de las cuentas'],
    ['another case', 'PRESENTACIÓN', 'La presentación de las cuentas'],
    ['a word form of Spanish', 'presentaciones', 'La presentación de las cuentas'],
    ['a word form of French', 'habitante hôpital', 'Convention sur la santé'],
    ['a word form of English', 'farmer', 'River council of the Ebro'],
    ['an accent too few in French', 'sante hopitaux', 'Convention sur la santé'],
    ['a word of the long text only', 'patinoire', 'Convention sur la santé'],
    ['a letter too few', 'grenobl', 'Youth budget of Grenoble'],
    ['two letters swapped', 'gernoble', 'Youth budget of Grenoble'],
    ['a wrong letter', 'zaragosa', 'River council of the Ebro'],
    ['a country in another language', 'Brésil', 'Orçamento participativo de Porto Alegre'],
  ])('%s: %s', async (_, text, title) => {
    expect(await titles(text)).toContain(title);
  });

  test('a repaired word is said', async () => {
    expect((await find({ text: 'gernoble' })).repaired).toBe('grenoble');
  });

  test('with no sheet that has all the words, those with most of them come first', async () => {
    const found = await find({ text: 'river farmers submarine' });
    expect([found.how, found.hits[0]?.title]).toEqual(['some', 'River council of the Ebro']);
  });

  test('a title that has the words comes before a text that has them', async () => {
    expect((await titles('santé'))[0]).toBe('Convention sur la santé');
  });

  test.each([
    [{ theme: 'health' }, ['Convention sur la santé']],
    [{ type: 'council' }, ['River council of the Ebro']],
    [{ country: 'ES' }, ['La presentación de las cuentas', 'River council of the Ebro']],
    [{ sdg: 'sdg-11' }, ['Orçamento participativo de Porto Alegre']],
    [{ country: 'FR', theme: 'youth' }, ['Youth budget of Grenoble']],
    [{ yearFrom: 2006, yearTo: 2008 }, ['Orçamento participativo de Porto Alegre', 'Participatory budgeting in Berlin-Lichtenberg']],
    [{ yearFrom: 2025 }, ['Youth budget of Grenoble']],
    [{ yearTo: 1990 }, ['Orçamento participativo de Porto Alegre']],
    [{ text: 'council', country: 'FR' }, []],
  ])('filters %j', async (query, expected) => {
    expect((await find(query)).hits.map((hit) => hit.title).sort()).toEqual([...expected].sort());
  });

  test('the passage shows the words that matched, strong, and is the person’s own text', async () => {
    const [hit] = (await find({ text: 'patinoire' })).hits;
    const strong = [hit?.passage].flat().flatMap((part) => (typeof part === 'object' && part.kind === 'strong' ? [part.text] : []));
    expect(strong).toEqual(['patinoire']);
    expect(plain(hit?.passage ?? '')).toContain('ancienne patinoire');
  });

  test('a text without spaces has a passage that fits', async () => {
    await publish(store, [{ title: 'Sin espacios', summary: '参与式预算'.repeat(2000), locale: 'zh' }]);
    const [hit] = (await find({ text: 'espacios' })).hits;
    expect(plain(hit?.passage ?? '').length).toBeLessThan(340);
  });

  test('pages are full, follow each other and end', async () => {
    await publish(
      store,
      Array.from({ length: 12 }, (_, n) => ({ title: `Lighthouse meeting ${n}`, summary: 'About the lighthouse.' })),
    );
    const pages = await Promise.all([1, 2, 3, 99].map((page) => find({ text: 'lighthouse' }, page)));
    expect(pages.map(({ hits, page }) => [page, hits.length])).toEqual([
      [1, 5],
      [2, 5],
      [3, 2],
      [3, 2],
    ]);
    expect(new Set(pages.slice(0, 3).flatMap(({ hits }) => hits.map(({ id }) => id))).size).toBe(12);
    expect(pages[0]).toMatchObject({ total: 12, pages: 3, more: false });
  });

  test.each([
    '\'; drop table "Experience"; --',
    "a' | 'b",
    '((&|!',
    ':*',
    '\\',
    '<->',
    '🙂',
    '\u0000x',
    'the of and',
    'x'.repeat(500),
    '% _ %',
  ])('a hostile text is only a text: %j', async (text) => {
    await expect(find({ text })).resolves.toMatchObject({ page: 1 });
    expect(await store.db.experience.count()).toBeGreaterThan(6);
  });

  test('titles are suggested by any part, without accents, those that begin so first', async () => {
    expect((await completeTitles(reader, 'presentacion')).map(({ label }) => label)).toEqual(['La presentación de las cuentas']);
    expect((await completeTitles(reader, 'par')).map(({ label }) => label)[0]).toBe('Participatory budgeting in Berlin-Lichtenberg');
  });
});

describe('filters by name', () => {
  let reader: Somebody;
  beforeAll(async () => {
    reader = await somebody(await openTestStore(), 'guest', { locale: 'fr' });
  });
  afterAll(() => reader.store.close());

  test('are understood by key and by name in any language', () => {
    expect(
      queryOf(reader, { text: ' x ', theme: 'salud', type: 'orçamento participativo', country: 'Brésil', sdg: '11', from: 2020, to: 2015 }),
    ).toEqual({
      text: 'x',
      theme: 'health',
      type: 'participatory-budgeting',
      country: 'BR',
      sdg: 'sdg-11',
      yearFrom: 2015,
      yearTo: 2020,
    });
  });

  test('that are none of ours are refused with what was typed', () => {
    expect(() => queryOf(reader, { theme: 'dragons' })).toThrow(
      expect.objectContaining({ code: 'search.unknown', args: { given: 'dragons' } }),
    );
  });

  test('are suggested in the reader’s language, also when typed in another', async () => {
    expect(await completeThemes(reader, 'healt')).toEqual([{ value: 'health', label: 'Santé' }]);
    expect((await completeCountries(reader, 'bres'))[0]).toEqual({ value: 'BR', label: 'Brésil' });
  });
});
