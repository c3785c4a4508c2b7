/** Typed words as the database's own query (a tsquery): each under its forms in all the languages, or as a country, kind or theme. Pure. */
import { codeOf } from '../../../i18n/countries.ts';
import { fold } from '../../../i18n/fold.ts';
import type { Vocabulary, VocabularyTerm } from '../../../vocabulary.ts';

/** One thing that is asked for: a word, or words in a row that name a country, a kind or a theme. */
export interface Group {
  readonly words: readonly string[];
  /** `countries:FR`; empty for a word that names nothing. */
  readonly tag: string;
}

/** Lexemes of a word in all the languages; `stopped`: one of them takes it for a word without meaning. */
export interface WordForms {
  readonly word: string;
  readonly lexemes: readonly string[];
  readonly stopped: boolean;
}

/** Words in a row that are looked up together: "Côte d'Ivoire", "civil society organisation". */
const TOGETHER = 5;
/** Words of a query that count. */
const WORDS = 12;
/** A beginning of a word finds it from this many letters on. */
const BEGINNING = 3;

export function groupsOf(text: string, vocabulary: Vocabulary): readonly Group[] {
  // With their accents: without them the stemmers take "evaluación" for another word than "evaluaciones".
  const words = (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  ).slice(0, WORDS);
  const groups: Group[] = [];
  for (let at = 0; at < words.length; ) {
    const named = longest(words.slice(at, at + TOGETHER), vocabulary);
    groups.push(named ?? { words: words.slice(at, at + 1), tag: '' });
    at += named?.words.length ?? 1;
  }
  return groups;
}

/** Where a word may stand: in a name (A), in what is needed (B), anywhere but among the tags (ABC). */
export type Part = 'A' | 'B' | 'ABC';

/** Empty where there are only small words. */
export function queryFor(groups: readonly Group[], forms: ReadonlyMap<string, WordForms>, part: Part): string {
  return groups.flatMap((group) => groupQuery(group, forms, part)).join(' & ');
}

export const tag = (kind: string, key: string): string => quoted(`${kind}:${key}`);

function groupQuery({ words, tag: named }: Group, forms: ReadonlyMap<string, WordForms>, part: Part): readonly string[] {
  const each = words.flatMap((word) => {
    const known = forms.get(word);
    if (known?.stopped === true && named === '') return [];
    const lexemes = (known?.lexemes ?? [word]).map((lexeme) => `${quoted(lexeme)}:${part}`);
    const begun = word.length < BEGINNING ? [] : [`${quoted(fold(word))}:*${part}`];
    return [`(${[...new Set([...lexemes, ...begun])].join(' | ')})`];
  });
  if (each.length === 0) return [];
  const all = `(${each.join(' & ')})`;
  return [named === '' || part !== 'ABC' ? all : `(${all} | ${named})`];
}

function longest(words: readonly string[], vocabulary: Vocabulary): Group | undefined {
  for (let length = words.length; length > 0; length -= 1) {
    const some = words.slice(0, length);
    const named = tagOf(fold(some.join(' ')), vocabulary);
    if (named !== undefined) return { words: some, tag: named };
  }
  return undefined;
}

function tagOf(name: string, vocabulary: Vocabulary): string | undefined {
  // Two letters are a word sooner than a country's code.
  const country = name.length > 3 ? codeOf(name) : undefined;
  if (country !== undefined) return tag('countries', country);
  for (const list of ['organisationKinds', 'themes'] as const) {
    const key = keysOf(vocabulary.terms(list)).get(name);
    if (key !== undefined) return tag(list, key);
  }
  return undefined;
}

/** Terms by each of their names, folded once for a list and not for every word that somebody types. */
const read = new WeakMap<readonly VocabularyTerm[], ReadonlyMap<string, string>>();

function keysOf(terms: readonly VocabularyTerm[]): ReadonlyMap<string, string> {
  const known = read.get(terms);
  if (known !== undefined) return known;
  const keys = new Map<string, string>();
  for (const { key, labels, aliases } of terms) {
    for (const called of [...Object.values(labels), ...Object.values(aliases).flat()]) {
      const name = fold(called);
      if (!keys.has(name)) keys.set(name, key);
    }
  }
  read.set(terms, keys);
  return keys;
}

/** A lexeme as tsquery reads it literally. */
const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
