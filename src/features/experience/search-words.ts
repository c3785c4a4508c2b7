/** Word forms from the database's own stemmers, kept in memory; and misspelt words repaired to words that are there. */
import { distance } from 'fastest-levenshtein';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { fold } from '../../i18n/fold.ts';
import type { Database } from '../../store/store.ts';
import type { Phrase } from './search-phrase.ts';
import type { Forms, WordForms } from './search-query.ts';

const known = new LRUCache<string, WordForms>({ max: 20_000 });

const formsRow = z.object({ word: z.string(), lexemes: z.array(z.string()), stopped: z.boolean() });

/** Stemmers do not change while the process runs, so neither do the forms. */
export async function formsOf(db: Database, phrases: readonly Phrase[]): Promise<Forms> {
  const found = new Map<string, WordForms>();
  for (const locale of new Set(phrases.map((phrase) => phrase.locale))) {
    const words = new Set(phrases.flatMap((phrase) => (phrase.locale === locale ? phrase.words : [])));
    const unknown = [...words].filter((word) => {
      const forms = known.get(under(locale, word));
      if (forms) found.set(under(locale, word), forms);
      return forms === undefined;
    });
    if (unknown.length === 0) continue;
    const rows = z
      .array(formsRow)
      .parse(await db.$queryRaw`select word, lexemes, stopped from agora_lexemes(${unknown}::text[], ${locale})`);
    for (const { word, lexemes, stopped } of rows) {
      known.set(under(locale, word), { lexemes, stopped });
      found.set(under(locale, word), { lexemes, stopped });
    }
  }
  return (locale, word) => found.get(under(locale, word));
}

const under = (locale: string, word: string): string => `${locale}:${word}`;

/** Shorter words have too many neighbours. */
const SHORTEST = 4;
const candidateRow = z.object({ typed: z.string(), word: z.string() });

/** For each word that no title or place has, the nearest one that they have, if it is near enough. */
export async function repaired(db: Database, words: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(words.map(fold))].filter((word) => word.length >= SHORTEST && !/\d/.test(word));
  if (asked.length === 0) return new Map();
  const rows = z.array(candidateRow).parse(await db.$queryRaw`select typed, word from agora_near_words(${asked}::text[])`);
  const best = new Map<string, { word: string; away: number }>();
  for (const { typed, word } of rows) {
    const away = distance(typed, word);
    if (away <= allowed(typed) && away < (best.get(typed)?.away ?? Number.POSITIVE_INFINITY)) best.set(typed, { word, away });
  }
  return new Map(words.flatMap((word) => (best.has(fold(word)) ? [[word, best.get(fold(word))?.word ?? word] as const] : [])));
}

/** One slip in a short word, two in a longer one (two letters swapped count as two). */
const allowed = (word: string): number => (word.length <= 5 ? 1 : 2);
