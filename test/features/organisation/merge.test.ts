/** Two records of one organisation: found, looked at side by side, made one with nothing lost, and taken back. On the real store. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { AppContext } from '../../../src/features/context.ts';
import { alikePairs, type Candidate } from '../../../src/features/organisation/merge/alike.ts';
import { latelyCard, mergedCard, pairsCard, sideBySideCard } from '../../../src/features/organisation/merge/card.ts';
import { likelyPairs, type Merged, twoOf, usualWords } from '../../../src/features/organisation/merge/pairs.ts';
import { keepApart, mergeOrganisations, undoMerge } from '../../../src/features/organisation/merge/service.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { lines, overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { root } from '../../support/sources.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';
import { openTown, type Town } from '../experience/support.ts';
import { fullest } from './fullest.ts';

const vocabulary = seedVocabulary();
const usual = usualWords(vocabulary);
const candidate = (id: string, names: readonly string[], more: Partial<Candidate> = {}): Candidate => ({
  id,
  names,
  kind: 'local-government',
  country: 'ES',
  city: '',
  domain: '',
  ...more,
});
const pairsOf = (...all: readonly Candidate[]) => alikePairs(all, usual).map(({ one, other, because }) => `${one}${other} ${because}`);

describe('who looks like whom', () => {
  test('a host, a name without the words of its kind, the one government of a city, across languages', () => {
    expect(pairsOf(candidate('a', ['Ayuntamiento de León']), candidate('b', ['Ayuntamiento de Lugo']))).toEqual([]);
    expect(pairsOf(candidate('a', ['Ayuntamiento de Getafe']), candidate('b', ['City of Getafe']))).toEqual(['ab name']);
    expect(pairsOf(candidate('a', ['Getafe']), candidate('b', ['Getafe'], { country: 'AR' }))).toEqual([]);
    expect(pairsOf(candidate('a', ['Getafe']), candidate('b', ['Ayuntamiento de Getafe'], { country: '' }))).toEqual(['ab name']);
    const munich = { country: 'DE', city: 'München' };
    expect(
      pairsOf(candidate('a', ['City of Munich'], munich), candidate('b', ['Landeshauptstadt'], { ...munich, city: 'munchen' })),
    ).toEqual(['ab place']);
    expect(pairsOf(candidate('a', ['One'], { domain: 'x.org' }), candidate('b', ['Two'], { domain: 'x.org' }))).toEqual(['ab domain']);
    expect(pairsOf(candidate('a', ['Red Vecinal', 'Neighbours Network']), candidate('b', ['Neighbours Network']))).toEqual(['ab name']);
  });

  test('a provider’s host that many share says nothing', () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      candidate(`o${at}`, [`${'abcdefghijklmnop'[at % 16]}${at * 7919}`], { domain: 'host.example' }),
    );
    expect(alikePairs(many, usual).filter(({ because }) => because === 'domain')).toEqual([]);
  });
});

test('every model that belongs to an organisation goes over with a merge, or is answered for here', () => {
  const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
  const owned = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, name = '', body = '']) =>
    /^\s+\w+\s+Organisation\??\s.*fields: \[/m.test(body) ? [name] : [],
  );
  const service = readFileSync(join(root, 'src/features/organisation/merge/service.ts'), 'utf8');
  const own = ['Organisation', 'OrganisationName', 'OrganisationMerge', 'DistinctOrganisations', 'DirectoryEntry'];
  const lost = owned.filter((name) => !own.includes(name) && !service.includes(`tx.${name.charAt(0).toLowerCase()}${name.slice(1)}.`));
  expect(lost).toEqual([]);
});

describe('on the store', () => {
  let town: Town;
  let sec: AppContext;
  const db = () => town.parts.store.db;
  beforeAll(async () => {
    town = await openTown();
  });
  beforeEach(async () => {
    await town.clear();
    await db().$executeRaw`truncate "Organisation", "AuditEntry" cascade`;
    sec = await town.person('Sec', 'secretariat');
    await town.person('Ana', 'member');
    await town.person('Bo', 'member');
    await town.person('Cy', 'member');
    const base = { languages: ['es'], createdAt: new Date('2020-01-01') };
    await db().organisation.createMany({
      data: [
        {
          ...base,
          id: 'one',
          names: { es: 'Ayuntamiento de Getares' },
          locale: 'es',
          kind: 'local-government',
          country: 'ES',
          city: 'Getares',
          themes: ['health'],
          needs: 'Ayuda',
        },
        {
          ...base,
          id: 'two',
          names: { es: 'Getares', fr: 'Ville de Getares' },
          locale: 'fr',
          kind: 'local-government',
          country: 'ES',
          themes: ['youth'],
          website: 'https://getares.example',
          domain: 'getares.example',
          needs: 'Otra ayuda',
          source: 'list',
          sourceId: '7',
        },
      ],
    });
    await db().membership.createMany({
      data: [
        { organisationId: 'one', category: 'associate', state: 'inactive', since: new Date('2010-01-01') },
        { organisationId: 'two', category: 'promoter', state: 'active', since: new Date('2004-01-01') },
      ],
    });
    await db().contact.createMany({
      data: [
        { id: 'c1', organisationId: 'one', email: 'a@x.org' },
        { id: 'c2', organisationId: 'two', email: 'b@x.org' },
      ],
    });
    await db().organisationPerson.createMany({
      data: [
        { organisationId: 'one', personId: 'ana', role: 'owner' },
        { organisationId: 'two', personId: 'bo', role: 'owner' },
        { organisationId: 'two', personId: 'ana' },
        { organisationId: 'two', personId: 'cy', title: 'Clerk' },
      ],
    });
    await db().consent.create({
      data: { id: 'k2', organisationId: 'two', purpose: 'directory', version: '2026-11', locale: 'fr', givenAt: new Date() },
    });
    await db().application.create({
      data: {
        id: 'a2',
        kind: 'membership',
        category: 'associate',
        organisationId: 'two',
        locale: 'fr',
        answers: {},
        submittedAt: new Date(),
        sentAt: new Date(),
      },
    });
  });
  afterAll(() => town.stop());

  const state = async () => {
    const organisations = await db().organisation.findMany({
      orderBy: { number: 'asc' },
      include: {
        membership: { omit: { createdAt: true, updatedAt: true, version: true } },
        contacts: { select: { id: true }, orderBy: { id: 'asc' } },
        persons: { select: { personId: true, role: true, title: true }, orderBy: { personId: 'asc' } },
        consents: { select: { id: true } },
        applications: { select: { id: true } },
      },
      omit: { updatedAt: true, version: true },
    });
    return organisations;
  };

  test('fields are chosen, lists come together, nothing is lost, the list reads both sides; undo brings back what was', async () => {
    const before = await state();
    const listed = await likelyPairs(db(), vocabulary, 'getares', 0);
    expect(listed.rows.map(({ one, other }) => [one.id, other.id])).toEqual([['one', 'two']]);
    expect((await likelyPairs(db(), vocabulary, 'otra cosa', 0)).total).toBe(0);
    const [one, two] = await twoOf(db(), ['one', 'two']);
    if (!one || !two) throw new Error('two');
    const read = lines(sideBySideCard({ t: sec.t, vocabulary }, one, two)).join('\n');
    expect(read).toContain('Otra ayuda');
    expect(read).toContain('Promoter member');

    const merge = await mergeOrganisations(town.again(sec), 'one', 'two', { needs: 'other', category: 'other', name_es: 'one' });
    const [kept, gone] = await state();
    expect(kept).toMatchObject({
      names: { es: 'Ayuntamiento de Getares', fr: 'Ville de Getares' },
      website: 'https://getares.example',
      domain: 'getares.example',
      needs: 'Otra ayuda',
      themes: ['health', 'youth'],
      membership: { category: 'promoter', state: 'active', since: new Date('2004-01-01') },
      contacts: [{ id: 'c1' }, { id: 'c2' }],
      consents: [{ id: 'k2' }],
      applications: [{ id: 'a2' }],
    });
    expect(kept?.persons).toEqual([
      { personId: 'ana', role: 'owner', title: '' },
      { personId: 'bo', role: 'member', title: '' },
      { personId: 'cy', role: 'member', title: 'Clerk' },
    ]);
    expect(gone).toMatchObject({ state: 'merged', mergedIntoId: 'one', membership: null });
    expect((await likelyPairs(db(), vocabulary, '', 0)).total).toBe(0);

    // Somebody changes it afterwards: that stays.
    await db().organisation.update({ where: { id: 'one' }, data: { city: 'Nueva Getares' } });
    await undoMerge(town.again(sec), merge);
    const [backOne, backTwo] = await state();
    expect(backOne).toEqual({ ...before[0], city: 'Nueva Getares', cityKey: 'nueva getares' });
    expect(backTwo).toEqual(before[1]);
    await expect(undoMerge(town.again(sec), merge)).rejects.toMatchObject({ code: 'organisation.merge-gone' });
    expect(
      (await db().auditEntry.findMany({ where: { subject: 'organisation:two' }, orderBy: { at: 'asc' } })).map(({ action }) => action),
    ).toEqual(['organisation.mergedInto', 'organisation.undoMerge']);
  });

  test('three become one: taken back in the order in which they came together', async () => {
    await db().organisation.create({
      data: { id: 'three', names: { es: 'Getares tres' }, locale: 'es', kind: 'other', languages: [], themes: [] },
    });
    const first = await mergeOrganisations(town.again(sec), 'two', 'three', {});
    const second = await mergeOrganisations(town.again(sec), 'one', 'two', {});
    expect(await db().organisation.count({ where: { mergedIntoId: 'one' } })).toBe(2);
    await expect(undoMerge(town.again(sec), first)).rejects.toMatchObject({ code: 'organisation.merge-gone' });
    await undoMerge(town.again(sec), second);
    await undoMerge(town.again(sec), first);
    expect(await db().organisation.count({ where: { state: 'present', mergedIntoId: null } })).toBe(3);
  });

  test('two that are not the same are not shown again; an editor does none of it', async () => {
    await keepApart(town.again(sec), 'two', 'one');
    expect((await likelyPairs(db(), vocabulary, '', 0)).total).toBe(0);
    const editor = await town.person('Eva', 'editor');
    await expect(mergeOrganisations(town.again(editor), 'one', 'two', {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(mergeOrganisations(town.again(sec), 'one', 'one', {})).rejects.toMatchObject({ code: 'organisation.not-two' });
  });
});

describe.each(catalogue.locales)('in %s', (locale) => {
  const words = { t: translator(locale), vocabulary };
  const [a, b] = [fullest('a', 123456), fullest('b', 123457)];
  const row = { one: a, other: b, because: 'domain' } as const;
  const merge: Merged = { id: 'm'.repeat(21), keptId: a.id, goneId: b.id, snapshot: {}, at: new Date(), undoneAt: null, kept: a, gone: b };
  const cards: Readonly<Record<string, Card>> = {
    pairs: pairsCard(words, { rows: Array(5).fill(row), total: 1234, page: 1, pages: 300 }, 'W'.repeat(60)),
    'no pairs': pairsCard(words, { rows: [], total: 0, page: 0, pages: 1 }, 'W'.repeat(60)),
    'side by side': sideBySideCard(words, a, b),
    'nothing between them': sideBySideCard(words, a, a),
    merged: mergedCard(words, merge),
    lately: latelyCard(words, Array(6).fill(merge)),
    'nothing lately': latelyCard(words, []),
  };
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s every card stands whole', (_platform, over) => {
    expect(Object.entries(cards).flatMap(([name, card]) => over(card).map((what) => `${name}: ${what}`))).toEqual([]);
  });
});
