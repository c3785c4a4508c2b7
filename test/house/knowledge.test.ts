/** The network's own knowledge: written in every language, asked in enough ways, with its sources, and never twice. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '../../commands/index.ts';
import { FEW_PHRASINGS, knowledgeFile, topics } from '../../src/features/knowledge/content.ts';
import { fold } from '../../src/i18n/fold.ts';
import { root } from '../support/sources.ts';

const folder = join(root, 'prisma/seed');
const entries = readdirSync(folder)
  .filter((name) => name.startsWith('knowledge-'))
  .flatMap((name) => {
    const { kind, ...content } = z.looseObject({ kind: z.string() }).parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    expect(kind).toBe('knowledge');
    return knowledgeFile.parse(content).entries;
  });
const languages = ['en', 'es', 'fr', 'pt'] as const;
const said = (locale: string) =>
  entries.map(({ key, texts }) => ({ key, title: '', answer: '', phrasings: [], links: [], ...texts[locale] }));
test('there are at least 45 entries, each of its own, on everything that people ask about', () => {
  expect(entries.length).toBeGreaterThanOrEqual(45);
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
  expect([...new Set(entries.map(({ topic }) => topic))].sort()).toEqual([...topics].sort());
});

test('every entry stands in every language and nowhere else', () => {
  expect(entries.filter(({ texts }) => Object.keys(texts).join() !== languages.join()).map(({ key }) => key)).toEqual([]);
});

test('every fact has its source; what has none is what Agora itself does, checked against it, or hands over', () => {
  expect(entries.filter((entry) => !entry.source && !entry.checkedOn && !entry.handsOver).map(({ key }) => key)).toEqual([]);
  expect(entries.filter(({ reviewBy }) => reviewBy === undefined).map(({ key }) => key)).toEqual([]);
});

test('what is asked of the records is there: calls, events, and what is one’s own', () => {
  expect([...new Set(entries.flatMap(({ live }) => (live ? [live] : [])))].sort()).toEqual(['calls', 'events', 'mine']);
});

describe.each(languages)('in %s', (locale) => {
  test(`every entry is asked in at least ${FEW_PHRASINGS} ways beside its title`, () => {
    expect(
      said(locale)
        .filter(({ phrasings }) => phrasings.length < FEW_PHRASINGS)
        .map(({ key }) => key),
    ).toEqual([]);
  });

  test('nothing is asked twice, neither of one entry nor of two', () => {
    const seen = new Map<string, string>();
    const twice = said(locale).flatMap(({ key, title, phrasings }) =>
      [title, ...phrasings].flatMap((asked) => {
        const before = seen.get(fold(asked));
        seen.set(fold(asked), key);
        return before === undefined ? [] : [`${before} and ${key}: ${asked}`];
      }),
    );
    expect(twice).toEqual([]);
  });

  test('some ways of asking are short, some long, some with a question mark and some without', () => {
    const all = said(locale).flatMap(({ phrasings }) => phrasings);
    const share = (is: (asked: string) => boolean): number => all.filter(is).length / all.length;
    const words = (asked: string): number => asked.split(/\s+/).length;
    expect(share((asked) => words(asked) <= 4)).toBeGreaterThan(0.1);
    // Few of both: in a chat people write little, and leave the mark out.
    expect(share((asked) => words(asked) >= 8)).toBeGreaterThan(0.05);
    expect(share((asked) => asked.includes('?'))).toBeGreaterThan(0.05);
    expect(share((asked) => !asked.includes('?'))).toBeGreaterThan(0.1);
  });

  test('answers are short, and none shouts', () => {
    expect(
      said(locale)
        .filter(({ answer }) => answer.length > 700)
        .map(({ key }) => key),
    ).toEqual([]);
    expect(
      said(locale)
        .filter(({ title, answer }) => /[!¡]/.test(title + answer))
        .map(({ key }) => key),
    ).toEqual([]);
  });
});

test('every command that an answer names is there', () => {
  const known = new Set(commands.flatMap(({ name, byDefault }) => (byDefault ? [name, name.split(' ', 1).join()] : [name])));
  const named = entries.flatMap(({ key, texts }) =>
    Object.values(texts).flatMap(({ answer }) =>
      [...answer.matchAll(/(?<![\w.:/])\/([a-z]+)(?: ([a-z-]+))?/g)].map((found) => [key, ...found.slice(1)]),
    ),
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(([, one = '', next = '']) => !known.has(one) && !known.has(`${one} ${next}`))).toEqual([]);
});
