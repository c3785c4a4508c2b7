/** Word forms from the database's own stemmers, kept in memory; and misspelt words repaired to words that are there. */
import { distance } from 'fastest-levenshtein';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { fold } from '../../i18n/fold.ts';
import type { Database } from '../../store/store.ts';
import type { Forms, WordForms } from './search-query.ts';

const known = new LRUCache<string, WordForms>({ max: 20_000 });

const formsRow = z.object({ word: z.string(), lexemes: z.array(z.string()), stopped: z.boolean() });

/** Stemmers do not change while the process runs, so neither do the forms. */
export async function formsOf(db: Database, words: readonly string[]): Promise<Forms> {
  const unknown = words.filter((word) => !known.has(word));
  if (unknown.length > 0) {
    const rows = z.array(formsRow).parse(await db.$queryRaw`select word, lexemes, stopped from agora_lexemes(${unknown}::text[])`);
    for (const { word, lexemes, stopped } of rows) known.set(word, { lexemes, stopped });
    // More words than the memory holds: what was just read counts, whatever has been forgotten again.
    return new Map([...entries(words), ...rows.map((row): [string, WordForms] => [row.word, row])]);
  }
  return new Map(entries(words));
}

const entries = (words: readonly string[]): [string, WordForms][] =>
  words.flatMap((word): [string, WordForms][] => {
    const forms = known.get(word);
    return forms ? [[word, forms]] : [];
  });

/** Shorter words have too many neighbours. */
const SHORTEST = 4;
const candidateRow = z.object({ typed: z.string(), word: z.string() });

/** For each word that no title or place has, the nearest one that they have, if it is near enough. */
export async function repaired(db: Database, words: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(words.map(fold))].filter((word) => word.length >= SHORTEST && !/\d/.test(word));
  if (asked.length === 0) return new Map();
  const rows = z.array(candidateRow).parse(
    await db.$queryRaw`select typed, word from agora_near_words(${asked}::text[])`,
  );
  const best = new Map<string, { word: string; away: number }>();
  for (const { typed, word } of rows) {
    const away = distance(typed, word);
    if (away <= allowed(typed) && away < (best.get(typed)?.away ?? Number.POSITIVE_INFINITY)) best.set(typed, { word, away });
  }
  return new Map(words.flatMap((word) => (best.has(fold(word)) ? [[word, best.get(fold(word))?.word ?? word] as const] : [])));
}

/** One slip in a short word, two in a longer one (two letters swapped count as two). */
const allowed = (word: string): number => (word.length <= 5 ? 1 : 2);
