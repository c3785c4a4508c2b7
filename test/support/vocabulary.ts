/** The vocabularies as their seed files have them, without a store. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Vocabulary, VocabularyTerm } from '../../src/vocabulary.ts';

const folder = join(import.meta.dirname, '../../prisma/seed');
const terms = z.array(
  z.object({ key: z.string(), labels: z.record(z.string(), z.string()), aliases: z.record(z.string(), z.array(z.string())).default({}) }),
);
/** Categories of membership are a list of their own, with more beside. */
const file = z.union([
  z.object({ kind: z.literal('vocabulary'), vocabulary: z.string(), terms }),
  z
    .object({ kind: z.literal('membershipCategories'), categories: terms })
    .transform(({ categories }) => ({ vocabulary: 'membershipCategories', terms: categories })),
]);

export function seedVocabulary(): Vocabulary {
  const lists = new Map<string, readonly VocabularyTerm[]>();
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
    const read = file.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    // The network's other content stands in the same folder.
    if (!read.success) continue;
    const { vocabulary, terms } = read.data;
    lists.set(
      vocabulary,
      terms.map((term) => ({ ...term, retired: false })),
    );
  }
  const find = (list: string, key: string) => lists.get(list)?.find((term) => term.key === key);
  return {
    terms: (list) => lists.get(list) ?? [],
    choices: (list, locale) => (lists.get(list) ?? []).map((term) => ({ value: term.key, label: term.labels[locale] ?? term.key })),
    label: (list, key, locale) => find(list, key)?.labels[locale] ?? key,
    reload: async () => {},
  };
}
