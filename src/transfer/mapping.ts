/** How the columns of a foreign table become the fields of a record: a file that can be read, edited and used again. */
import { z } from 'zod';
import { fold } from '../i18n/fold.ts';

/** What a foreign value means, as `themes:health`; empty for nothing that we have a word for. */
export const meanings = z.record(z.string(), z.array(z.string()));
export type Meanings = z.infer<typeof meanings>;

/** `T`: the fields that a column can become. */
export interface Mapping<T extends string = string> {
  readonly format: 1;
  /** Where the records come from, for instance `participedia`; with the id it makes them known again. */
  readonly source: string;
  /** Language of the texts where no column says it. */
  readonly locale: string;
  /** For each field the columns it is read from: the first that has something, or all of them for a list. */
  readonly columns: { readonly [K in T]?: readonly string[] | undefined };
  /** For each field its foreign values. */
  readonly values: { readonly [K in T]?: Meanings | undefined };
}

/** A table of a mapping's kind, by field: names of columns, or meanings of values. */
export const byField = <const T extends readonly [string, ...string[]], S extends z.ZodType>(targets: T, of: S) =>
  z.partialRecord(z.enum(targets), of);

/** The file of a mapping to these fields. */
export const mappingFileOf = <const T extends readonly [string, ...string[]]>(targets: T) =>
  z.strictObject({
    format: z.literal(1),
    source: z.string().min(1),
    locale: z.string().min(2),
    columns: byField(targets, z.array(z.string())),
    values: byField(targets, meanings).default({}),
  });

export const sameColumn = (a: string, b: string): boolean => fold(a) === fold(b);
