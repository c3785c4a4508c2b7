/** Names of the actions that cards carry, apart from what they do; and what else travels by name. Pure. */
import { buttonsOf } from '../../chat/compose.ts';

export const actionNames = {
  take: 'conversation.take',
  answer: 'conversation.answer',
  answerAnyway: 'conversation.answerAnyway',
  send: 'conversation.send',
  drop: 'conversation.drop',
  show: 'conversation.show',
  close: 'conversation.close',
  draft: 'conversation.draft',
  write: 'conversation.write',
  helped: 'conversation.helped',
  unneeded: 'conversation.unneeded',
  list: 'conversation.list',
} as const;

export const button = buttonsOf(actionNames);

/** The kind of the reminders, and what the deliveries of one conversation belong to. */
export const UNANSWERED = 'conversation.unanswered';
export const causeOf = (id: string): string => `conversation:${id}`;
/** The messages that others stand under. */
export const DESK = 'conversation.desk';
export const REPLY = 'conversation.reply';

/** The conversation and a number: of the last message that was seen, of one that is held back, or of a page. */
export const numberedRef = (id: string, number: number): string => `${id}/${number}`;

export function readNumbered(ref: string): { readonly id: string; readonly number: number } {
  const at = ref.lastIndexOf('/');
  return at < 0 ? { id: ref, number: 0 } : { id: ref.slice(0, at), number: Number(ref.slice(at + 1)) || 0 };
}
