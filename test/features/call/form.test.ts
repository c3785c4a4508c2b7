/** What is written into the forms of calls, and what is understood: dates, lines of categories, links. */
import { describe, expect, test } from 'vitest';
import type { CallOption } from '../../../src/features/call/content.ts';
import { contentFrom, problemsOf } from '../../../src/features/call/form/answers.ts';
import { dateProblems, momentOf } from '../../../src/features/call/form/dates.ts';
import { brokenLink, freshKey, linesFrom, linksFrom, linksText, optionsFrom } from '../../../src/features/call/options.ts';

const now = new Date('2026-03-02T09:00:00Z');
const said = { savedAt: now };
const reader = (locale = 'en') => ({ locale, now });

describe('a day alone', () => {
  test.each([
    ['en', '20 January 2027'],
    ['es', '20 de enero de 2027'],
    ['fr', '20 janvier 2027'],
    ['pt', '20 de janeiro de 2027'],
  ])('in %s opens with its first minute and closes with its last, on the clocks of the call', (locale, day) => {
    expect(momentOf('opens', day, 'Europe/Madrid', reader(locale), said)?.toISOString()).toBe('2027-01-19T23:00:00.000Z');
    expect(momentOf('closes', day, 'Europe/Madrid', reader(locale), said)?.toISOString()).toBe('2027-01-20T22:59:00.000Z');
  });

  test('on which the clocks change has its own first and last minute', () => {
    expect(momentOf('opens', '28 March 2027', 'Europe/Madrid', reader(), said)?.toISOString()).toBe('2027-03-27T23:00:00.000Z');
    expect(momentOf('closes', '28 March 2027', 'Europe/Madrid', reader(), said)?.toISOString()).toBe('2027-03-28T21:59:00.000Z');
    // In Santiago the day of the change has no midnight: it begins at one.
    expect(momentOf('opens', '6 September 2026', 'America/Santiago', reader(), said)?.toISOString()).toBe('2026-09-06T04:00:00.000Z');
  });

  test('with a time is that time', () => {
    expect(momentOf('opens', '20 January 2027 12:00', 'UTC', reader(), said)?.toISOString()).toBe('2027-01-20T12:00:00.000Z');
  });
});

test('what could be two days is asked back; a closing that is over is refused unless it stood there before', () => {
  expect(dateProblems('closes', '03/04/2027 12:00', 'UTC', reader(), said)).toMatchObject([{ field: 'closes', code: 'when.ambiguous' }]);
  expect(dateProblems('closes', '1 March 2026 12:00', 'UTC', reader(), said)).toMatchObject([{ code: 'when.past' }]);
  expect(dateProblems('closes', '1 March 2026 12:00', 'UTC', reader(), said, new Date('2026-03-01T12:00:00Z'))).toEqual([]);
  expect(dateProblems('opens', '1 March 2026 12:00', 'UTC', reader(), said)).toEqual([]);
  expect(dateProblems('closes', undefined, 'UTC', reader(), said)).toEqual([]);
});

describe('categories, one a line', () => {
  const before: readonly CallOption[] = [
    { key: 'democracy', labels: { en: 'Democracy', es: 'Democracia' } },
    { key: 'gender', labels: { en: 'Gender', es: 'Género' } },
  ];
  const keys = (en: readonly string[], es: readonly string[] = []) => optionsFrom('en', { en, es }, before).map(({ key }) => key);

  test('keep their keys in another order, and when they are renamed in their place', () => {
    expect(keys(['Gender', 'Democracy'])).toEqual(['gender', 'democracy']);
    expect(keys(['Democracy and peace', 'Gender'])).toEqual(['democracy', 'gender']);
  });

  test('get a key of their own when they are new, also above the others', () => {
    expect(keys(['Género y cuidados', 'Democracy', 'Gender'])).toEqual(['genero-y-cuidados', 'democracy', 'gender']);
    expect(freshKey('!!!', new Set())).toBe('option');
    expect(freshKey('Gender', new Set(['gender']))).toBe('gender-2');
    expect(freshKey('x'.repeat(80), new Set()).length).toBeLessThanOrEqual(32);
  });

  test('have the same line in every language', () => {
    expect(optionsFrom('en', { en: ['Gender', 'Democracy'], es: ['Género', 'Democracia'] }, before)).toEqual([
      { key: 'gender', labels: { en: 'Gender', es: 'Género' } },
      { key: 'democracy', labels: { en: 'Democracy', es: 'Democracia' } },
    ]);
    expect(linesFrom(before, 'es')).toBe('Democracia\nGénero');
    expect(linesFrom(before, 'fr')).toBe('');
  });

  test('with more or fewer lines in one language are asked back; so is what no option can hold', () => {
    const given = { title: 'Award', categories: 'A\nB', categoriesEs: 'A', sizes: 's'.repeat(76), links: 'no address' };
    expect(problemsOf(reader(), given, said, null)).toMatchObject([
      { field: 'categoriesEs', code: 'call.lines', args: { count: 1, expected: 2 } },
      { field: 'sizes', code: 'call.line-long' },
      { field: 'links', code: 'event.material' },
    ]);
  });
});

test('links keep their titles in other languages as long as the address stays', () => {
  const before = [{ url: 'https://example.org/rules', labels: { en: 'Rules', fr: 'Règlement' } }];
  expect(linksFrom('The rules: https://example.org/rules\nhttps://example.org/b', 'en', before)).toEqual([
    { url: 'https://example.org/rules', labels: { en: 'The rules', fr: 'Règlement' } },
    { url: 'https://example.org/b', labels: { en: 'example.org' } },
  ]);
  expect(linksText(before, 'en')).toBe('Rules https://example.org/rules');
  expect(brokenLink('Rules https://example.org/rules\nnothing here')).toBe('nothing here');
});

test('what is written in the language of the call stands there, whoever wrote it', () => {
  const given = { title: 'La distinción', language: 'es', titleEn: 'The award', titleEs: 'not this one', key: ' Award-2027 ' };
  const content = contentFrom(reader('en'), given, { categories: [], sizes: [], links: [] });
  expect(content).toMatchObject({ locale: 'es', key: 'award-2027', titles: { es: 'La distinción', en: 'The award' } });
});
