/** What people type after a slash command, as options. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { AnyCommand } from '../../src/chat/command.ts';
import { loadCatalogue } from '../../src/i18n/catalogue.ts';
import { createLookup } from '../../src/router/lookup.ts';
import { readOptions, splitWords } from '../../src/router/words.ts';

const catalogue = loadCatalogue(join(import.meta.dirname, '../../locales'));
const languages = catalogue.locales.map(catalogue.translator);
const named = (name: string): AnyCommand => {
  const found = commands.find((command) => command.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
};
const read = (text: string) => readOptions(named('experience search'), text, languages);

test('words, quotes of any kind, and apostrophes that are letters', () => {
  expect(splitWords(`a "b c" d`)).toEqual(['a', 'b c', 'd']);
  expect(splitWords("l’eau d'Ivry “budget participatif” « jury citoyen » end")).toEqual([
    'l’eau',
    "d'Ivry",
    'budget participatif',
    'jury citoyen',
    'end',
  ]);
  expect(splitWords('city:"New York" x')).toEqual(['city:New York', 'x']);
});

test('what has no name goes to the first text option, as it was typed', () => {
  expect(read('presupuesto participativo')).toEqual({ text: 'presupuesto participativo' });
  expect(read('"participatory budget" youth')).toEqual({ text: '"participatory budget" youth' });
  expect(read('')).toEqual({});
});

test('options are known by their names in every language', () => {
  expect(read('budget country:France')).toEqual({ text: 'budget', country: 'France' });
  expect(read('budget pays:France thème:"démocratie directe"')).toMatchObject({
    text: 'budget',
    country: 'France',
    theme: 'démocratie directe',
  });
  expect(read('country: France water')).toEqual({ text: 'water', country: 'France' });
});

test('a colon in a word is no option', () => {
  expect(read('https://example.org 12:30')).toEqual({ text: 'https://example.org 12:30' });
});

test('any text is read without trouble', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => typeof read(text) === 'object'));
});

const lookup = createLookup(commands, languages);

test('commands are found by their names in every language', () => {
  for (const command of commands) {
    const [group = '', word] = command.name.split(' ');
    expect(lookup.find(word === undefined ? command.name : group, word ?? '')).toMatchObject({
      type: 'command',
      command: { name: command.name },
    });
  }
  expect(lookup.inMessage('Ayuda')).toMatchObject({ command: { name: 'help' } });
  expect(lookup.inMessage('rascunhos')).toMatchObject({ command: { name: 'drafts' } });
  expect(lookup.inMessage('good morning')).toBeUndefined();
});

test('the nearest command is named for a slip, none for nonsense', () => {
  expect(lookup.find('draft', '')).toMatchObject({ type: 'unknown', closest: 'drafts' });
  expect(lookup.find('experience', 'sumbit')).toMatchObject({ type: 'unknown', closest: 'experience submit' });
  expect(lookup.find('xyzzy', '')).toMatchObject({ type: 'unknown', closest: undefined });
});
