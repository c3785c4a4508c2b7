/** What handlers return, and how they announce beforehand what kind of answer it will be. */
import type { Card } from './card.ts';
import type { AnyForm } from './form.ts';

/**
 * Fixed before the handler runs, because the platforms fix it then: Discord locks privacy at the deferral and takes a
 * modal only as the first answer; Slack's trigger lives about three seconds.
 * `update` replaces the card whose button was pressed; `form` may open a form (or answer privately with a card).
 */
export type Answers = 'private' | 'public' | 'update' | 'form';

export interface CardReply {
  readonly type: 'card';
  readonly card: Card;
}
export interface FormReply {
  readonly type: 'form';
  readonly form: AnyForm;
  /** Continue this draft; without it a new one is begun. */
  readonly draft?: string;
  /** What the draft is about, for instance the id of the record being edited. */
  readonly subject?: string;
  /** First values by field id, as a person would have given them. */
  readonly initial?: Readonly<Record<string, readonly string[]>>;
  /** Open at this page of the form. */
  readonly page?: string;
}
export interface NoReply {
  readonly type: 'none';
}

export type ReplyOf<A extends Answers> = A extends 'form' ? FormReply | CardReply : CardReply | NoReply;
export type AnyReply = CardReply | FormReply | NoReply;

export const show = (card: Card): CardReply => ({ type: 'card', card });
export const nothing: NoReply = { type: 'none' };
