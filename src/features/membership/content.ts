/** What an application says and which states it goes through. Pure. */
import { z } from 'zod';
import { contactSchema, contentSchema } from '../organisation/content.ts';

/** How a promoter contributes. */
export const contributions = ['money', 'work', 'events', 'other'] as const;

/** Kept as JSON; defaults make older shapes readable. */
export const answersSchema = z.object({
  organisation: contentSchema,
  /** What the applicant does there, in their words. */
  title: z.string().default(''),
  /** A promoter's: what they bring. What exactly stands in `organisation.offers`. */
  contributions: z.array(z.enum(contributions)).default([]),
});
export type Answers = z.infer<typeof answersSchema>;
export const contactsSchema = z.array(contactSchema);
/** Purpose to the version of the words that were agreed to. */
export const consentsSchema = z.record(z.string(), z.string());

export const kinds = ['membership', 'promoter'] as const;
export type Kind = (typeof kinds)[number];

/** What is sent in. */
export interface Content {
  readonly kind: Kind;
  readonly category: string;
  /** The record that it is for; undefined for an organisation that is not there yet. */
  readonly organisationId: string | undefined;
  readonly locale: string;
  readonly answers: Answers;
  readonly contacts: z.infer<typeof contactsSchema>;
  readonly consents: Readonly<Record<string, string>>;
  /** Likely duplicates that the applicant saw, and went on. */
  readonly notThese: readonly string[];
}

export const states = ['submitted', 'more', 'admitted', 'declined', 'withdrawn'] as const;
export type State = (typeof states)[number];
export const verdicts = ['admitted', 'more', 'declined'] as const;
export type Verdict = (typeof verdicts)[number];

const ways: Readonly<Record<'sent' | 'withdrawn' | Verdict, readonly State[]>> = {
  sent: ['submitted', 'more'],
  admitted: ['submitted', 'more'],
  more: ['submitted'],
  // What was declined by mistake is applied for again; what was admitted has a membership, which is ended apart.
  declined: ['submitted', 'more'],
  withdrawn: ['submitted', 'more'],
};
export const mayBecome = (from: State, way: keyof typeof ways): boolean => ways[way].includes(from);
/** Something may still become of it. */
export const open = ['submitted', 'more'] as const satisfies readonly State[];
export const isOpen = (state: State): boolean => open.some((one) => one === state);
