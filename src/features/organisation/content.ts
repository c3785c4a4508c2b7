/** What an organisation says of itself: its fields as data, the same in its record, in an application and in forms. Pure. */
import { z } from 'zod';

export const contentSchema = z.object({
  /** The language of the name that it calls itself by, and of its needs and offers. */
  locale: z.string().default('en'),
  /** Language to name; at least one. */
  names: z.record(z.string(), z.string()),
  kind: z.string().default('other'),
  country: z.string().default(''),
  city: z.string().default(''),
  sizeBand: z.string().default(''),
  languages: z.array(z.string()).default([]),
  themes: z.array(z.string()).default([]),
  website: z.string().default(''),
  needs: z.string().default(''),
  offers: z.string().default(''),
});
export type Content = z.infer<typeof contentSchema>;
export type ContentField = keyof Content;

export const contentFields = [
  'names',
  'kind',
  'country',
  'city',
  'sizeBand',
  'languages',
  'themes',
  'website',
  'needs',
  'offers',
  'locale',
] as const satisfies readonly ContentField[];

/** Just these fields of a record, or of anything that has them. */
export const contentOf = (record: unknown): Content => contentSchema.strip().parse(record);

export const changedFields = (before: Content, after: Content): readonly ContentField[] =>
  contentFields.filter((field) => !same(before[field], after[field]));

/** The store gives an object's keys in an order of its own. */
const same = (a: Content[ContentField], b: Content[ContentField]): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: Content[ContentField]): unknown =>
  typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b)) : value;

/** One that is to be written to; private. */
export const contactSchema = z.object({
  name: z.string().default(''),
  email: z.string().default(''),
  phone: z.string().default(''),
  role: z.string().default(''),
});
export type ContactContent = z.infer<typeof contactSchema>;
