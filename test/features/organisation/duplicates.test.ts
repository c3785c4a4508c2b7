/** Finding organisations again: by typing in any language, and those that may be the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOrganisation, likelyDuplicates, searchOrganisations } from '../../../src/features/organisation/find/service.ts';
import { domainOf, nameFor } from '../../../src/features/organisation/names.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTestStore } from '../../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  const city = { kind: 'local-government', languages: [], themes: [] };
  await store.db.organisation.createMany({
    data: [
      {
        ...city,
        id: 'northport',
        names: { en: 'City of Northport', fr: 'Ville de Port-du-Nord' },
        locale: 'fr',
        country: 'CA',
        city: 'Northport',
        domain: 'northport.example',
      },
      { ...city, id: 'northport-us', names: { en: 'City of Northport' }, locale: 'en', country: 'US', city: 'Northport' },
      {
        ...city,
        id: 'sao-bento',
        names: { pt: 'Prefeitura de São Bento do Vale' },
        locale: 'pt',
        country: 'BR',
        city: 'São Bento do Vale',
      },
      {
        id: 'university',
        kind: 'university',
        names: { pt: 'Universidade do Vale' },
        locale: 'pt',
        country: 'BR',
        city: 'São Bento do Vale',
        languages: [],
        themes: [],
      },
      {
        ...city,
        id: 'old',
        names: { en: 'Northport City Council' },
        locale: 'en',
        country: 'CA',
        city: 'Northport',
        state: 'merged',
        mergedIntoId: 'northport',
      },
    ],
  });
});
afterAll(() => store.close());

const nothing = { names: [], kind: '', country: '', city: '', domain: '' };
const ids = (found: readonly { readonly id: string }[]): readonly string[] => found.map(({ id }) => id);

describe('typing', () => {
  test.each([
    ['ville de port', ['northport']],
    ['Sao Bento', ['sao-bento']],
    ['universidad do vale', ['university']],
    ['northport', ['northport', 'northport-us']],
    ['Council', []],
    ['100%', []],
    ['', []],
  ])('"%s"', async (typed, expected) => {
    expect(ids(await searchOrganisations(store.db, typed))).toEqual(expected);
  });

  test('a name is shown in the reader’s language, else in its own', async () => {
    const [found] = await searchOrganisations(store.db, 'port-du-nord');
    expect(found && [nameFor(found, 'en'), nameFor(found, 'pt')]).toEqual(['City of Northport', 'Ville de Port-du-Nord']);
  });

  test('a changed name is found under the new one only', async () => {
    await store.db.organisation.create({ data: { id: 'new', kind: 'other', names: { en: 'Assembly of Gardeners' }, locale: 'en' } });
    await store.db.organisation.update({ where: { id: 'new' }, data: { names: { en: 'Orchard League' } } });
    expect(ids(await searchOrganisations(store.db, 'gardeners'))).toEqual([]);
    expect(ids(await searchOrganisations(store.db, 'orchard'))).toEqual(['new']);
  });
});

describe('likely duplicates', () => {
  test('the same host comes first, whatever the name', async () => {
    const found = await likelyDuplicates(store.db, { ...nothing, names: ['Harbour Town'], country: 'CA', domain: 'northport.example' });
    expect(found.map(({ id, because }) => [id, because])).toEqual([['northport', 'domain']]);
  });

  test('a name in another language meets by kind and city', async () => {
    const given = { ...nothing, names: ['Municipalidad'], kind: 'local-government', country: 'BR', city: 'sao bento do vale' };
    expect((await likelyDuplicates(store.db, given)).map(({ id, because }) => [id, because])).toEqual([['sao-bento', 'place']]);
  });

  test('the same name in another country is another organisation', async () => {
    const given = { ...nothing, names: ['Northport City'], kind: 'local-government', country: 'US' };
    expect(ids(await likelyDuplicates(store.db, given))).toEqual(['northport-us']);
  });

  test('nothing meets nothing, and nobody meets themselves', async () => {
    expect(await likelyDuplicates(store.db, nothing)).toEqual([]);
    expect(ids(await likelyDuplicates(store.db, { ...nothing, names: ['City of Northport'] }, 'northport'))).toEqual(['northport-us']);
  });
});

test('a merged record leads to the one that stands for it', async () => {
  expect((await findOrganisation(store.db, 'old'))?.id).toBe('northport');
});

test.each([
  ['https://www.northport.example/council', 'northport.example'],
  ['northport.example', 'northport.example'],
  ['https://www.facebook.com/northport', ''],
  ['https://northport.github.io', ''],
  ['not an address', ''],
  ['', ''],
])('the host of "%s" is "%s"', (website, host) => {
  expect(domainOf(website)).toBe(host);
});
