/** What handlers return, and how they announce beforehand what kind of answer it will be. */
import type { Card, CardReply, NoReply } from './card.ts';
import type { AnyReply, FormReply } from './form.ts';

export type { AnyReply, CardReply, FormReply, NoReply };

/**
 * Fixed before the handler runs, because the platforms fix it then: Discord locks privacy at the deferral and takes a
 * modal only as the first answer; Slack's trigger lives about three seconds.
 * `update` replaces the card whose button was pressed; `form` may open a form (or answer privately with a card).
 */
export type Answers = 'private' | 'public' | 'update' | 'form';

export type ReplyOf<A extends Answers> = A extends 'form' ? FormReply | CardReply : CardReply | NoReply;

export const show = (card: Card): CardReply => ({ type: 'card', card });
export const nothing: NoReply = { type: 'none' };
