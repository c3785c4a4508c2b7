/**
 * Names of things in all the languages: a search for "presupuesto participativo" also finds what is tagged so in any
 * language, and texts that say "participatory budgeting".
 */
import { codeOf, countryName } from '../../i18n/countries.ts';
import { fold } from '../../i18n/fold.ts';
import type { Vocabulary, VocabularyName } from '../../vocabulary.ts';
import { type Phrase, wordsOf } from './search-phrase.ts';

export interface Named {
  /** How many words of the search it took. */
  readonly length: number;
  readonly tags: readonly string[];
  readonly phrases: readonly Phrase[];
}

export interface Lexicon {
  /** The longest name that begins at this word. */
  longest(words: readonly string[], at: number): Named | undefined;
}

/** What sheets are tagged with; other lists are of organisations and persons. */
const searched = [
  'themes',
  'types',
  'sdgs',
  'objectives',
  'scales',
  'participants',
  'methods',
] as const satisfies readonly VocabularyName[];

export function buildLexicon(vocabulary: Vocabulary, locales: readonly string[]): Lexicon {
  const byName = new Map<string, Set<string>>();
  const names = new Map<string, readonly Phrase[]>();
  for (const list of searched) {
    for (const term of vocabulary.terms(list)) {
      const all = locales.flatMap((locale) =>
        [term.labels[locale] ?? '', ...(term.aliases[locale] ?? [])].map((name): Phrase => ({ locale, words: wordsOf(name) })),
      );
      const tag = `${list}:${term.key}`;
      names.set(tag, all);
      for (const { words } of all) {
        const name = fold(words.join(' '));
        if (name !== '') byName.set(name, (byName.get(name) ?? new Set()).add(tag));
      }
    }
  }
  const longestName = Math.max(1, ...[...byName.keys()].map((name) => name.split(' ').length));

  const named = (length: number, phrase: string): Named | undefined => {
    const tags = [...(byName.get(phrase) ?? [])];
    const country = countryOf(phrase);
    if (tags.length === 0 && country === undefined) return undefined;
    const phrases = tags.flatMap((tag) => names.get(tag) ?? []);
    if (country === undefined) return { length, tags, phrases };
    const called = locales.map((locale): Phrase => ({ locale, words: wordsOf(countryName(country, locale)) }));
    return { length, tags: [...tags, `countries:${country}`], phrases: [...phrases, ...called] };
  };

  return {
    longest: (words, at) => {
      for (let length = Math.min(longestName, words.length - at); length > 0; length--) {
        const found = named(length, fold(words.slice(at, at + length).join(' ')));
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** Codes of two or three letters would make a country of many a small word. */
const countryOf = (phrase: string): string | undefined => (phrase.length < 4 ? undefined : codeOf(phrase));
