/** What somebody typed into the search, as the database's own query (a tsquery). Pure. */
import type { Lexicon } from './search-lexicon.ts';
import type { Phrase } from './search-phrase.ts';

/** One thing that is asked for: any of its phrases or tags will do. The first phrase is what was typed. */
export interface Group {
  readonly phrases: readonly Phrase[];
  /** Each is a tag of the sheet, `themes:health`. */
  readonly tags: readonly string[];
}

/** Lexemes of a word in all the languages. `stopped`: one of them takes it for a word without meaning. */
export interface WordForms {
  readonly lexemes: readonly string[];
  readonly stopped: boolean;
}
/** `undefined` for a word that nobody asked the database about. */
export type Forms = (locale: string, word: string) => WordForms | undefined;

/** Words in a row that name a term or a country become one group, which is found under any of its names. */
export function groupsOf(words: readonly string[], lexicon: Lexicon): readonly Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < words.length; ) {
    const named = lexicon.longest(words, at);
    const own = words.slice(at, at + (named?.length ?? 1));
    groups.push({ phrases: [{ locale: '', words: own }, ...(named?.phrases ?? [])], tags: named?.tags ?? [] });
    at += own.length;
  }
  return groups;
}

export interface GroupQueries {
  /** One tsquery per group that means something. */
  readonly queries: readonly string[];
  /** There was nothing but small words ("of the"): these are looked for as they are, and nothing like them. */
  readonly smallWordsOnly: boolean;
}

export function groupQueries(groups: readonly Group[], forms: Forms): GroupQueries {
  const read = (stopWords: boolean): readonly string[] =>
    groups.map((group) => groupQuery(group, forms, stopWords)).filter((query) => query !== '');
  const telling = read(false);
  return telling.length > 0 ? { queries: telling, smallWordsOnly: false } : { queries: read(true), smallWordsOnly: true };
}

export const every = (queries: readonly string[]): string => queries.map((query) => `(${query})`).join(' & ');

export const anyOf = (queries: readonly string[]): string => queries.map((query) => `(${query})`).join(' | ');

/** Everything but one of them, whichever: what is looked for when everything together finds too little. */
export const allButOne = (queries: readonly string[]): string =>
  queries.length < 3 ? '' : anyOf(queries.map((_, without) => every(queries.filter((__, at) => at !== without))));

export const tag = (kind: string, key: string): string => quoted(`${kind}:${key}`);

function groupQuery(group: Group, forms: Forms, stopWords: boolean): string {
  const alternatives = new Map<string, readonly string[]>();
  for (const phrase of group.phrases) {
    const terms = phrase.words.map((word) => wordQuery(forms(phrase.locale, word), stopWords)).filter((term) => term !== '');
    const distinct = [...new Set(terms)].sort();
    if (distinct.length > 0) alternatives.set(distinct.join(' & '), distinct);
  }
  const named = group.tags.length > 0 || group.phrases.length > 1;
  const kept = named ? withoutNarrower([...alternatives.values()]) : [...alternatives.values()];
  return [...group.tags.map(quoted), ...kept.map((terms) => (terms.length === 1 ? terms[0] : `(${terms.join(' & ')})`))].join(' | ');
}

/** "climate action" finds nothing that "climate" does not: fewer alternatives are faster. */
const withoutNarrower = (alternatives: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  alternatives.filter(
    (terms) => !alternatives.some((other) => other !== terms && other.length < terms.length && other.every((term) => terms.includes(term))),
  );

function wordQuery(forms: WordForms | undefined, stopWords: boolean): string {
  if (!forms || (forms.stopped && !stopWords)) return '';
  const lexemes = forms.lexemes.map(quoted);
  return lexemes.length > 1 ? `(${lexemes.join(' | ')})` : (lexemes[0] ?? '');
}

/** A lexeme as tsquery reads it literally. */
const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
