/** The catalogue: fallback, ICU, rich text. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, link, moment, strong } from '../../src/chat/text.ts';
import { loadCatalogue } from '../../src/i18n/catalogue.ts';
import { negotiate } from '../../src/i18n/negotiate.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  const texts = {
    en: {
      hello: 'Hello <b>{name}</b>',
      sheets: '{count, plural, one {# sheet} other {# sheets}}',
      day: 'On {at, date, long}',
      only: 'Only here',
      plain: "It's {what}",
    },
    fr: {
      hello: 'Bonjour <b>{name}</b>',
      sheets: '{count, plural, one {# fiche} other {# fiches}}',
      day: 'Le {at, date, long}',
      plain: 'C’est {what}',
    },
  };
  for (const [locale, words] of Object.entries(texts)) {
    mkdirSync(join(folder, locale));
    writeFileSync(join(folder, locale, 'test.json'), JSON.stringify(words));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a translator', () => {
  test('writes plurals and dates as the language does', () => {
    const { translator } = loadCatalogue(folder);
    expect(translator('fr')('test.sheets', { count: 0 })).toBe('0 fiche');
    expect(translator('en')('test.sheets', { count: 0 })).toBe('0 sheets');
    expect(translator('fr')('test.day', { at: new Date('2026-03-01T23:30:00Z') })).toBe('Le 1 mars 2026');
  });

  test('makes nodes of marks, and leaves what people wrote alone', () => {
    const t = loadCatalogue(folder).translator('en');
    expect(t.rich('test.hello', { name: '<b>*you*</b> {x}' })).toEqual(['Hello ', strong('<b>*you*</b> {x}')]);
    expect(t('test.hello', { name: 'Ana' })).toBe('Hello Ana');
    const page = link('here', 'https://example.org');
    expect(t.rich('test.plain', { what: page })).toEqual(["It's ", page]);
    expect(t.rich('test.plain', { what: code('x') })).toEqual(["It's ", code('x')]);
    expect(t.rich('test.plain', { what: moment(new Date(0)) })).toEqual(["It's ", moment(new Date(0))]);
  });

  test('refuses a placeholder with the name of a mark', () => {
    expect(() => loadCatalogue(folder).translator('en')('test.hello', { name: 'x', b: 'y' })).toThrow('called b');
  });

  test('falls back to the default language, and then refuses or tells', () => {
    const strict = loadCatalogue(folder).translator('fr');
    expect(strict('test.only')).toBe('Only here');
    expect(() => strict('test.nothing')).toThrow('test.nothing');
    const told: string[] = [];
    const lenient = loadCatalogue(folder, { missing: (key, locale) => told.push(`${key} ${locale}`) }).translator('fr');
    expect(lenient('test.nothing')).toBe('test.nothing');
    expect(told).toEqual(['test.nothing fr']);
    expect(loadCatalogue(folder).translator('xx').locale).toBe('en');
  });
});

test('a language is found for what platforms say', () => {
  const ours = ['en', 'es', 'fr', 'pt'];
  expect(['pt-BR', 'es-419', 'fr-CA', 'en_US', 'ES'].map((tag) => negotiate([tag], ours))).toEqual(['pt', 'es', 'fr', 'en', 'es']);
  expect(negotiate([undefined, null, '', 'de', 'not a tag', 'fr'], ours)).toBe('fr');
  expect(negotiate(['de'], ours)).toBeUndefined();
});
