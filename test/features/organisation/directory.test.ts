/** The directory: found by words in any language, country, kind, theme and need; and never anybody who did not agree. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AppContext } from '../../../src/features/context.ts';
import { directoryReply } from '../../../src/features/organisation/directory/actions.ts';
import { queryOf } from '../../../src/features/organisation/directory/query.ts';
import { completeEntries, directoryEntry, searchDirectory } from '../../../src/features/organisation/directory/search.ts';
import { nameFor } from '../../../src/features/organisation/names.ts';
import { cardText, controlsOf } from '../../support/desk.ts';
import { openTown, type Town } from '../experience/support.ts';

let town: Town;
let ana: AppContext;
beforeAll(async () => {
  town = await openTown();
  ana = await town.person('Ana', 'guest');
  await member('northport', { names: { en: 'City of Northport', fr: 'Ville de Port-du-Nord' }, country: 'CA', city: 'Northport' });
  await member('vale', {
    names: { pt: 'Prefeitura de São Bento do Vale' },
    locale: 'pt',
    country: 'BR',
    city: 'São Bento do Vale',
    themes: ['governance'],
    needs: 'Procuramos cidades com experiência em orçamentos participativos com crianças.',
  });
  await member('institute', {
    names: { es: 'Instituto de Estudios Urbanos' },
    locale: 'es',
    kind: 'research-centre',
    country: 'ES',
    offers: 'Evaluaciones independientes de procesos de presupuestos.',
  });
  await member('silent', { names: { en: 'Borough of Quillmouth' }, country: 'CA' }, { consents: false });
  await member('gone', { names: { en: 'Borough of Zanderdam' }, country: 'CA' }, { state: 'archived' });
});
afterAll(() => town.stop());
beforeEach(() => {
  ana = town.again(ana);
});

interface Of {
  readonly names: Readonly<Record<string, string>>;
  readonly locale?: string;
  readonly kind?: string;
  readonly country?: string;
  readonly city?: string;
  readonly themes?: string[];
  readonly needs?: string;
  readonly offers?: string;
}

async function member(id: string, of: Of, { consents = true, state = 'active' as 'active' | 'archived' } = {}): Promise<void> {
  const { db } = town.parts.store;
  await db.organisation.create({ data: { locale: 'en', kind: 'local-government', languages: [], themes: [], ...of, id } });
  if (consents) {
    const { version } = await db.consentText.findFirstOrThrow({ where: { purpose: 'directory', current: true } });
    await db.consent.create({
      data: { id: `consent-${id}`, organisationId: id, purpose: 'directory', version, locale: 'en', givenAt: town.clock.now() },
    });
  }
  await db.membership.create({ data: { organisationId: id, category: 'associate', state } });
}

const found = async (options: Parameters<typeof queryOf>[1] | string): Promise<readonly string[]> => {
  const nothing = { text: undefined, country: undefined, kind: undefined, theme: undefined, need: undefined };
  const query = queryOf(ana, typeof options === 'string' ? { ...nothing, text: options } : { ...nothing, ...options });
  return (await searchDirectory(ana, query, 1)).entries.map(({ id }) => id);
};
const only = (some: Partial<Parameters<typeof queryOf>[1]>) => ({
  text: undefined,
  country: undefined,
  kind: undefined,
  theme: undefined,
  need: undefined,
  ...some,
});

test('everybody who agreed and is a member, by name, and nobody else', async () => {
  expect(await found('')).toEqual(['northport', 'institute', 'vale']);
});

test.each([
  ['a name in another language than its own', 'Port-du-Nord', ['northport']],
  ['the beginning of a name', 'north', ['northport']],
  ['a city without its accents', 'sao bento', ['vale']],
  ['a country as French calls it', 'Brésil', ['vale']],
  ['a kind under another name, with a country', 'instituto Espagne', ['institute']],
  ['what somebody offers, in other forms of the words', 'evaluación de presupuesto', ['institute']],
  ['a letter wrong', 'Nortport', ['northport']],
  ['one who did not agree', 'Quillmouth', []],
  ['one who has left', 'Zanderdam', []],
  ['only small words, which narrow nothing', 'the of', ['northport', 'institute', 'vale']],
  ['what no tsquery can hold', `'); drop & | ! <-> :* \\`, []],
])('%s', async (_what, text, expected) => {
  expect(await found(text)).toEqual(expected);
});

test('by country, kind, theme and need, each in the reader’s words', async () => {
  expect(await found(only({ country: 'Canada' }))).toEqual(['northport']);
  expect(await found(only({ kind: 'centro de investigación' }))).toEqual(['institute']);
  expect(await found(only({ theme: 'governance' }))).toEqual(['vale']);
  expect(await found(only({ need: 'orçamento' }))).toEqual(['vale']);
  // What is offered is no need.
  expect(await found(only({ need: 'presupuestos' }))).toEqual([]);
  await expect(found(only({ country: 'Atlantis' }))).rejects.toMatchObject({ code: 'search.unknown' });
});

describe('what consent means', () => {
  const consent = (id: string, withdrawnAt: Date | null) =>
    town.parts.store.db.consent.update({ where: { id: `consent-${id}` }, data: { withdrawnAt } });

  test('a withdrawn consent takes the entry away at once, and nobody can open it any more', async () => {
    expect((await directoryEntry(ana, 'northport')).id).toBe('northport');
    await consent('northport', town.clock.now());
    expect(await found('north')).toEqual([]);
    await expect(directoryEntry(ana, 'northport')).rejects.toMatchObject({ code: 'directory.gone' });
    await consent('northport', null);
    expect(await found('north')).toEqual(['northport']);
  });

  test('an ended membership and a merged record go too; what is changed is found under its new words', async () => {
    const { db } = town.parts.store;
    await db.membership.update({ where: { organisationId: 'vale' }, data: { state: 'archived' } });
    expect(await found('vale')).toEqual([]);
    await db.membership.update({ where: { organisationId: 'vale' }, data: { state: 'active' } });
    await db.organisation.update({ where: { id: 'vale' }, data: { city: 'Monte Alto' } });
    expect(await found('monte alto')).toEqual(['vale']);
    await db.organisation.update({ where: { id: 'vale' }, data: { state: 'merged', mergedIntoId: 'northport' } });
    expect(await found('monte alto')).toEqual([]);
    await db.organisation.update({ where: { id: 'vale' }, data: { state: 'present', mergedIntoId: null, city: 'São Bento do Vale' } });
  });

  test('suggestions name nobody else either', async () => {
    expect(await completeEntries(ana, 'port')).toEqual([{ value: 'City of Northport', label: 'City of Northport' }]);
  });
});

test('pages are turned with a kept search, and an empty result says what to try', async () => {
  for (let at = 1; at <= 7; at += 1) await member(`many${at}`, { names: { en: `Harbour ${at}` }, country: 'PT' });
  const { card } = await directoryReply(ana, { country: 'PT' });
  expect(cardText(card)).toContain('7 members: Portugal');
  const next = controlsOf(card).find((control) => control.type === 'button' && control.label === 'Next');
  expect(next).toMatchObject({ action: { name: 'directory.page' } });
  const second = await searchDirectory(ana, { country: 'PT' }, 2);
  expect(second.entries.map((entry) => nameFor(entry, 'en'))).toEqual(['Harbour 6', 'Harbour 7']);
  const nothing = await directoryReply(town.again(ana), { country: 'AQ', text: 'parks' });
  expect(cardText(nothing.card)).toContain('Without the filters there may be something.');
});
