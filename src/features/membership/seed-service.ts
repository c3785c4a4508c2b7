/** Loads the categories of membership from their file: their labels as a vocabulary, and whom each is for. */
import { z } from 'zod';
import { defineSeed } from '../../store/seed.ts';
import { vocabularySeed } from '../vocabulary/service.ts';

const language = z.enum(['en', 'es', 'fr', 'pt']);
const texts = z.record(language, z.string().min(1));
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

const categoriesFile = z.strictObject({
  categories: z.array(z.strictObject({ key, kinds: z.array(key), byRequest: z.boolean(), labels: texts, explains: texts })).min(1),
});

/** One that is no longer in its file is no longer offered; memberships that have it keep it, and its label. */
export const membershipCategoriesSeed = defineSeed({
  kind: 'membershipCategories',
  content: categoriesFile,
  async load(tx, { categories }, now) {
    const terms = categories.map(({ key, labels }) => ({ key, labels, aliases: {} }));
    await vocabularySeed.load(tx, { vocabulary: 'membershipCategories', terms }, now);
    await tx.membershipCategory.deleteMany();
    await tx.membershipCategory.createMany({
      data: categories.map(({ key, kinds, byRequest, explains }, position) => ({ key, kinds, byRequest, explains, position })),
    });
  },
});
