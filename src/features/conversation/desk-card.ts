/** What the secretariat sees of conversations: the card that a thread stands under, what is said in it, one as a whole, the queue. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { beginning, paginate } from '../../chat/pages.ts';
import { commandAction } from '../../chat/refs.ts';
import { moment, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { actionNames, button, numberedRef } from './names.ts';
import { type Conversation, type Filter, filters, type Listed, questionIn, type Said, sentIn } from './queries.ts';

interface Words {
  readonly t: Translate;
}

/** As much of a question as stands on a card. */
const SHOWN = 1200;
const IN_A_ROW = 120;
const TITLES = 3;

const askerOf = ({ t }: Words, { asker }: Conversation): string => asker?.name ?? t('conversation.somebody');
const authorOf = (words: Words, conversation: Conversation, { fromAsker, author }: Said): string =>
  author?.name ?? (fromAsker ? askerOf(words, conversation) : words.t('conversation.secretariat'));
const lastOf = (conversation: Conversation): number => sentIn(conversation).at(-1)?.number ?? 1;
const lastAnswer = (conversation: Conversation): Said | undefined => sentIn(conversation).findLast(({ fromAsker }) => !fromAsker);

/** In the secretariat's channel: what replies belong to. */
export function deskCard(words: Words, conversation: Conversation, tried: readonly string[]): Card {
  const { t } = words;
  const { number, asker, locale, state } = conversation;
  const question = beginning(questionIn(conversation), SHOWN);
  const more = sentIn(conversation).length - 1;
  const who = asker?.name ?? t('conversation.somebody');
  return {
    title: t('conversation.desk.title', { number: String(number) }),
    blocks: [
      { type: 'text', text: t.rich('conversation.desk.asks', { who: strong(who) }) },
      { type: 'quote', text: question.text },
      { type: 'text', text: standing(words, conversation) },
      {
        type: 'note',
        text: [
          t('conversation.desk.language', { language: languageIn(t, locale) }),
          ...(more > 0 ? [t('conversation.desk.messages', { count: more })] : []),
        ].join(' · '),
      },
      { type: 'note', text: triedText(t, tried) },
      ...(state === 'closed' || conversation.handlerId === null
        ? []
        : [{ type: 'note', text: t('conversation.desk.how', { who }) } as const]),
      ...actions(controls(words, conversation, question.whole && more === 0)),
    ],
    fallback: t('conversation.desk.fallback', { who, question: short(questionIn(conversation), IN_A_ROW) }),
  };
}

/** One message of either side, under that card. */
export function saidCard(words: Words, conversation: Conversation, said: Said): Card {
  const { t } = words;
  const who = authorOf(words, conversation, said);
  return {
    blocks: [
      {
        type: 'text',
        text: said.fromAsker
          ? t.rich('conversation.said.asker', { who: strong(who) })
          : t.rich('conversation.said.secretariat', { who: strong(who), asker: askerOf(words, conversation) }),
      },
      { type: 'quote', text: said.text },
      ...actions(said.fromAsker ? [answerButton(t, conversation)] : []),
    ],
    fallback: short(`${who}: ${said.text}`, 300),
  };
}

/** It is over: said in the thread, because the card above may be far away. */
export function endedCard(words: Words, conversation: Conversation): Card {
  const { t } = words;
  const who = askerOf(words, conversation);
  return {
    blocks: [{ type: 'text', text: t(conversation.helped ? 'conversation.ended.helped' : 'conversation.ended.unneeded', { who }) }],
  };
}

/** For one of the secretariat: everything that was written, page by page, and what they can do. */
export function wholeCard(words: Words, conversation: Conversation, tried: readonly string[], page: number): Card {
  const { t } = words;
  const { id, number } = conversation;
  const pages = paginate(sentIn(conversation).map((said) => ({ heading: authorOf(words, conversation, said), text: said.text })));
  const at = Math.min(Math.max(1, page), Math.max(1, pages.length));
  const turning = [
    ...(at > 1 ? [button(t('conversation.buttons.back'), 'show', numberedRef(id, at - 1))] : []),
    ...(at < pages.length ? [button(t('conversation.buttons.next'), 'show', numberedRef(id, at + 1))] : []),
  ];
  return {
    title: t('conversation.desk.title', { number: String(number) }),
    blocks: [
      { type: 'text', text: standing(words, conversation) },
      ...(pages[at - 1] ?? []).flatMap(({ heading, text }): readonly Block[] => [
        { type: 'text', text: strong(heading) },
        { type: 'quote', text },
      ]),
      ...(pages.length > 1 ? [{ type: 'note', text: t('conversation.page', { at, of: pages.length }) } as const] : []),
      ...(at === 1 ? [{ type: 'note', text: triedText(t, tried) } as const] : []),
      ...actions(turning),
      ...actions(controls(words, conversation, true)),
    ],
  };
}

export interface Queue {
  readonly filter: Filter;
  readonly listed: Listed;
  readonly now: Date;
}

export function queueCard(words: Words, { filter, listed, now }: Queue): Card {
  const { t } = words;
  const { rows, total, page, pages } = listed;
  const turning = [
    ...(page > 0 ? [button(t('conversation.buttons.back'), 'list', numberedRef(filter, page - 1))] : []),
    ...(page < pages - 1 ? [button(t('conversation.buttons.next'), 'list', numberedRef(filter, page + 1))] : []),
  ];
  return {
    title: t('conversation.queue.title'),
    blocks: [
      { type: 'text', text: t(`conversation.queue.${filter}`, { count: total }) },
      ...rows.map(
        (conversation): Block => ({
          type: 'item',
          text: rowText(words, conversation, now),
          control: button(t('conversation.buttons.show'), 'show', numberedRef(conversation.id, 1)),
        }),
      ),
      ...(pages > 1 ? [{ type: 'note', text: t('conversation.page', { at: page + 1, of: pages }) } as const] : []),
      ...actions(turning),
      ...actions([
        {
          type: 'select',
          placeholder: t('conversation.queue.choose'),
          action: { name: actionNames.list, id: '' },
          options: filters.map((value) => ({ value, label: t(`conversation.filters.${value}`) })),
        },
      ]),
    ],
  };
}

/** Answered: said to whoever did it, with what they can do next. */
export function sentCard(words: Words, conversation: Conversation): Card {
  const { t } = words;
  return {
    blocks: [
      { type: 'text', text: t('conversation.answer.sent', { who: askerOf(words, conversation) }) },
      ...actions(controls(words, conversation, true)),
    ],
  };
}

/** In the thread itself, under what was written there. */
export const sentInThreadCard = (words: Words, conversation: Conversation): Card => ({
  blocks: [{ type: 'note', text: words.t('conversation.answer.sent', { who: askerOf(words, conversation) }) }],
});

/** Somebody else had answered while this one was written: it is kept, and its author decides. */
export function heldCard(words: Words, conversation: Conversation, held: Said, others: readonly Said[]): Card {
  const { t } = words;
  const other = others.at(-1);
  const ref = numberedRef(conversation.id, held.number);
  return {
    title: t('conversation.held.title'),
    blocks: [
      {
        type: 'text',
        text: t('conversation.held.text', {
          who: other === undefined ? '' : authorOf(words, conversation, other),
          asker: askerOf(words, conversation),
        }),
      },
      ...(other === undefined ? [] : [{ type: 'quote', text: beginning(other.text, SHOWN).text } as const]),
      { type: 'text', text: t('conversation.held.yours') },
      { type: 'quote', text: beginning(held.text, SHOWN).text },
      ...actions([
        button(t('conversation.buttons.send'), 'send', ref, { style: 'primary' }),
        button(t('conversation.buttons.drop'), 'drop', ref, { style: 'danger' }),
      ]),
    ],
  };
}

/** Somebody else has taken it: whoever wants to answer all the same may. */
export function takenCard(words: Words, conversation: Conversation): Card {
  const { t } = words;
  const { id, handler, takenAt } = conversation;
  return {
    blocks: [
      {
        type: 'text',
        text: t.rich('conversation.taken', {
          who: strong(handler?.name ?? t('conversation.secretariat')),
          since: takenAt === null ? '' : moment(takenAt, 'relative'),
        }),
      },
      ...actions([button(t('conversation.buttons.answerAnyway'), 'answerAnyway', numberedRef(id, lastOf(conversation)))]),
    ],
  };
}

/** A draft was made of it: where it is finished. */
export const draftedCard = ({ t }: Words, number: number): Card => ({
  title: t('conversation.drafted.title'),
  blocks: [
    { type: 'text', text: t('conversation.drafted.text', { number: String(number) }) },
    ...actions([{ type: 'button', label: t('conversation.buttons.knowledge'), action: commandAction('knowledge list'), style: 'primary' }]),
  ],
});

const answerButton = (t: Translate, conversation: Conversation): Button =>
  button(t('conversation.buttons.answer'), 'answer', numberedRef(conversation.id, lastOf(conversation)), { style: 'primary' });

/** `whole`: there is nothing more to read than stands there already. */
function controls({ t }: Words, conversation: Conversation, whole: boolean): readonly Button[] {
  const { id, state, handlerId, entryId } = conversation;
  return [
    ...(state !== 'closed' && handlerId === null ? [button(t('conversation.buttons.take'), 'take', id)] : []),
    ...(state === 'closed' ? [] : [answerButton(t, conversation)]),
    ...(whole ? [] : [button(t('conversation.buttons.show'), 'show', numberedRef(id, 1))]),
    ...(entryId === null && lastAnswer(conversation) !== undefined ? [button(t('conversation.buttons.draft'), 'draft', id)] : []),
    ...(state === 'closed' ? [] : [button(t('conversation.buttons.close'), 'close', id)]),
  ];
}

function standing(words: Words, conversation: Conversation): Text {
  const { t } = words;
  const { state, handler, waitingSince, helped } = conversation;
  const answer = lastAnswer(conversation);
  if (state === 'closed') return t(helped ? 'conversation.standing.helped' : 'conversation.standing.closed');
  if (state === 'answered') return t('conversation.standing.answered', { who: answer ? authorOf(words, conversation, answer) : '' });
  const since = waitingSince === null ? '' : moment(waitingSince, 'relative');
  return handler === null
    ? t.rich('conversation.standing.open', { since })
    : t.rich('conversation.standing.taken', { who: strong(handler.name), since });
}

function triedText(t: Translate, tried: readonly string[]): string {
  if (tried.length === 0) return t('conversation.tried.nothing');
  return t('conversation.tried.some', { titles: tried.slice(0, TITLES).join(' · ') });
}

function rowText(words: Words, conversation: Conversation, now: Date): Text {
  const { number, state, handler, waitingSince, answerBy, createdAt } = conversation;
  const late = state === 'waiting' && answerBy !== null && answerBy <= now;
  return [
    strong(`${number} · ${askerOf(words, conversation)}`),
    ` · ${short(questionIn(conversation).replace(/\s+/g, ' '), IN_A_ROW)} · `,
    moment(waitingSince ?? createdAt, 'relative'),
    ...(handler === null ? [] : [` · ${handler.name}`]),
    ...(late ? [` · ${words.t('conversation.queue.late')}`] : []),
  ];
}

const languageIn = (t: Translate, locale: string): string => new Intl.DisplayNames([t.locale], { type: 'language' }).of(locale) ?? locale;
