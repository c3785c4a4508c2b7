/** What a candidacy still lacks, and whether it may be sent in now. Pure. */
import type { Intake } from '../call/intake/service.ts';
import { mayBecome, type State } from './content.ts';

/** Within the grace it is taken all the same; the date that was told stays the one that is told. */
export const isTaking = ({ state }: Pick<Intake, 'state'>): boolean => state === 'open' || state === 'grace';

/** Whether what was sent in may be changed and sent again. What was asked for may come after the closing too. `late`: a late code lets it in. */
export const mayResend = (from: State, call: Pick<Intake, 'state'>, late: boolean): boolean =>
  mayBecome(from, 'sent') && (from === 'changesRequested' || isTaking(call) || late);

/** Field ids of what a draft lacks. Raw values as they were typed. */
export function missingIn(
  { questions, categories, sizes }: Pick<Intake, 'questions' | 'categories' | 'sizes'>,
  raw: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const empty = (field: string): boolean => (raw[field] ?? []).every((value) => value.trim() === '');
  const lacks = ({ kind, field }: { readonly kind: string; readonly field: string }): boolean =>
    empty(field) || (kind === 'confirm' && raw[field]?.[0] === 'false');
  const asked = questions.filter(({ required }) => required).map(({ id, kind }) => ({ kind, field: fieldFor(id) }));
  const own = [...(categories.length > 0 ? ['category'] : []), ...(sizes.length > 0 ? ['size'] : [])];
  return [...own.filter(empty), ...asked.filter(lacks).map(({ field }) => field), ...['summary', 'contacts'].filter(empty)];
}

/** Questions of a call stand beside the form's own fields, and may be called like them. */
export const fieldFor = (question: string): string => `q-${question}`;
