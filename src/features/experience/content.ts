/** What a sheet says: its fields as data, the same in a record, in a revision and in the form. Pure. */
import { z } from 'zod';
import type { VocabularyName } from '../../vocabulary.ts';

/** Kept as JSON in every revision; defaults make revisions of older shapes readable. */
export const contentSchema = z.object({
  locale: z.string().default('en'),
  title: z.string(),
  summary: z.string().default(''),
  description: z.string().default(''),
  country: z.string().default(''),
  city: z.string().default(''),
  startsOn: z.string().default(''),
  endsOn: z.string().default(''),
  ongoing: z.boolean().default(false),
  types: z.array(z.string()).default([]),
  themes: z.array(z.string()).default([]),
  sdgs: z.array(z.string()).default([]),
  objectives: z.array(z.string()).default([]),
  participants: z.array(z.string()).default([]),
  methods: z.array(z.string()).default([]),
  scale: z.string().default(''),
  participantCount: z.number().int().nullable().default(null),
  results: z.string().default(''),
  evaluation: z.string().default(''),
  links: z.array(z.string()).default([]),
  imageUrl: z.string().default(''),
  imageAlt: z.string().default(''),
});
export type Content = z.infer<typeof contentSchema>;
export type ContentField = keyof Content;

/** In the order in which people read them. */
export const contentFields = [
  'title',
  'summary',
  'country',
  'city',
  'startsOn',
  'endsOn',
  'ongoing',
  'types',
  'themes',
  'objectives',
  'sdgs',
  'scale',
  'participants',
  'participantCount',
  'methods',
  'description',
  'results',
  'evaluation',
  'links',
  'imageUrl',
  'imageAlt',
  'locale',
] as const satisfies readonly ContentField[];

/** Just the sheet's fields of a record (or of anything that has them). */
export const contentOf = (record: Content): Content => contentSchema.strip().parse(record);

export const sameValue = (a: Content[ContentField], b: Content[ContentField]): boolean => JSON.stringify(a) === JSON.stringify(b);

export const changedFields = (before: Content, after: Content): readonly ContentField[] =>
  contentFields.filter((field) => !sameValue(before[field], after[field]));

/** Where a field of ours is a vocabulary. */
export const vocabularyOf = {
  types: 'types',
  themes: 'themes',
  sdgs: 'sdgs',
  objectives: 'objectives',
  participants: 'participants',
  methods: 'methods',
  scale: 'scales',
} as const satisfies Partial<Record<ContentField, VocabularyName>>;
export type VocabularyField = keyof typeof vocabularyOf;
export const isVocabularyField = (target: string): target is VocabularyField => Object.hasOwn(vocabularyOf, target);
