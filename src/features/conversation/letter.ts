/** What the asker reads: that a person has their question, what was answered, that it takes longer, that it is over. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { beginning } from '../../chat/pages.ts';
import { emphasis, moment, strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { button } from './names.ts';
import { type Conversation, questionIn, type Said, sentIn } from './queries.ts';

interface Words {
  readonly t: Translate;
}

const QUESTION = 300;

/** In place of what they pressed. */
export function openedCard({ t }: Words, { id, answerBy }: Pick<Conversation, 'id' | 'answerBy'>): Card {
  return {
    title: t('conversation.opened.title'),
    blocks: [
      { type: 'text', text: t('conversation.opened.text') },
      ...(answerBy === null ? [] : [{ type: 'text', text: t.rich('conversation.opened.by', { by: moment(answerBy) }) } as const]),
      ...actions([button(t('conversation.buttons.add'), 'write', id), button(t('conversation.buttons.unneeded'), 'unneeded', id)]),
    ],
  };
}

/** One message of the secretariat. The first names the question: it may have been asked days ago. */
export function replyCard({ t }: Words, conversation: Conversation, said: Said): Card {
  const { id, state } = conversation;
  const first = !sentIn(conversation).some(({ fromAsker, number }) => !fromAsker && number < said.number);
  const who = said.author?.name ?? t('conversation.secretariat');
  return {
    ...(first ? { title: t('conversation.reply.title') } : {}),
    blocks: [
      ...(first
        ? [{ type: 'text', text: emphasis(beginning(questionIn(conversation), QUESTION).text.replace(/\s+/g, ' ')) } as const]
        : []),
      { type: 'text', text: t.rich('conversation.reply.from', { who: strong(who) }) },
      { type: 'quote', text: said.text },
      ...(state === 'closed' ? [] : [{ type: 'note', text: t('conversation.reply.how') } as const]),
      ...actions([
        ...(state === 'closed' ? [] : [button(t('conversation.buttons.helped'), 'helped', id, { style: 'primary' })]),
        button(t('conversation.buttons.write'), 'write', id),
      ]),
    ],
    fallback: short(`${who}: ${said.text}`, 300),
  };
}

/** It takes longer than was said. */
export function longerCard({ t }: Words, conversation: Conversation): Card {
  const { id, handler } = conversation;
  return {
    title: t('conversation.longer.title'),
    blocks: [
      { type: 'text', text: emphasis(beginning(questionIn(conversation), QUESTION).text.replace(/\s+/g, ' ')) },
      {
        type: 'text',
        text: handler === null ? t('conversation.longer.text') : t('conversation.longer.taken', { who: handler.name }),
      },
      ...actions([button(t('conversation.buttons.add'), 'write', id), button(t('conversation.buttons.unneeded'), 'unneeded', id)]),
    ],
  };
}

/** One of the secretariat has closed it. */
export function closedCard({ t }: Words, conversation: Conversation, by: string): Card {
  return {
    blocks: [
      { type: 'text', text: t('conversation.closed.text', { who: by === '' ? t('conversation.secretariat') : by }) },
      ...actions([button(t('conversation.buttons.write'), 'write', conversation.id)]),
    ],
  };
}

/** What they wrote has arrived. */
export const writtenCard = ({ t }: Words, { answerBy }: Pick<Conversation, 'answerBy'>): Card => ({
  blocks: [
    { type: 'text', text: answerBy === null ? t('conversation.written') : t.rich('conversation.writtenBy', { by: moment(answerBy) }) },
  ],
});
