/** What a candidacy says, which states it goes through, and which questions of its call it answers. Pure. */
import { z } from 'zod';
import type { Labelled } from '../call/intake/service.ts';

export interface Content {
  /** Keys of the call's own; empty where it has none. */
  readonly category: string;
  readonly size: string;
  /** One a line. For the candidate and the secretariat only. */
  readonly contacts: string;
  readonly summary: string;
  readonly locale: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly questionSet: number;
}

/** By the question's id: a text, a number, the key of an option, or `true`. */
export const answersSchema = z.record(z.string(), z.string());

export const states = [
  'submitted',
  'changesRequested',
  'valid',
  'refused',
  'finalist',
  'winner',
  'mention',
  'notChosen',
  'withdrawn',
] as const;
export type State = (typeof states)[number];

/** What the secretariat decides in the formal check. */
export const verdicts = ['valid', 'changesRequested', 'refused'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Every change of state that there is. `sent`: by the candidate, as long as the call takes candidacies, or answering what was asked.
 * Places after the formal check come with the evaluation.
 */
const ways: Readonly<Record<'sent' | 'withdrawn' | Verdict, readonly State[]>> = {
  sent: ['submitted', 'changesRequested', 'valid', 'refused', 'withdrawn'],
  // What was decided by mistake can be put right until the evaluation.
  valid: ['submitted', 'changesRequested', 'refused'],
  changesRequested: ['submitted', 'valid', 'refused'],
  refused: ['submitted', 'changesRequested', 'valid'],
  withdrawn: ['submitted', 'changesRequested', 'valid', 'finalist'],
};
export const mayBecome = (from: State, way: keyof typeof ways): boolean => ways[way].includes(from);

/** The label of a category, a size band or an option; the key itself where the call has it no more. */
export const labelOf = (options: readonly Labelled[], key: string): string => options.find((one) => one.key === key)?.label ?? key;
