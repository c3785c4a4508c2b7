/** The two small forms: the secretariat's answer, and what the asker writes. */
import { text } from '../../chat/form.ts';
import { type CardReply, show } from '../../chat/reply.ts';
import { type AppContext, defineForm } from '../context.ts';
import { heldCard, sentCard } from './desk-card.ts';
import { writtenCard } from './letter.ts';
import { readNumbered } from './names.ts';
import { getConversation, sentIn } from './queries.ts';
import { answerConversation, writeToConversation } from './service.ts';

/** As much as every platform's form takes at once; longer ones are written in two. */
const MOST = 3000;

/** Subject: the conversation, and the last message that had been read when it was opened. */
export const answerForm = defineForm({
  id: 'conversation-answer',
  version: 1,
  direct: true,
  fields: { text: text({ lines: 'many', min: 2, max: MOST }) },
  pages: [{ id: 'text', fields: ['text'] }],
  review: async (_ctx, given) => [{ type: 'quote', text: given.text ?? '' }],
  async submit(ctx, values, draft) {
    const { id, number: seen } = readNumbered(draft.subject ?? '');
    const { held } = await answerConversation(ctx, id, { text: values.text, seen });
    return held === undefined ? show(sentCard(ctx, await getConversation(ctx.store.db, id))) : heldReply(ctx, id, held, seen);
  },
});

/** Subject: the conversation. */
export const writeForm = defineForm({
  id: 'conversation-write',
  version: 1,
  direct: true,
  fields: { text: text({ lines: 'many', min: 2, max: MOST }) },
  pages: [{ id: 'text', fields: ['text'] }],
  review: async (_ctx, given) => [{ type: 'quote', text: given.text ?? '' }],
  async submit(ctx, values, draft) {
    const id = draft.subject ?? '';
    await writeToConversation(ctx, id, values.text);
    return show(writtenCard(ctx, await getConversation(ctx.store.db, id)));
  },
});

async function heldReply(ctx: AppContext, id: string, number: number, seen: number): Promise<CardReply> {
  const conversation = await getConversation(ctx.store.db, id);
  const own = conversation.messages.find((one) => one.number === number);
  if (!own) throw new Error(`what was held back in ${id} is not there`);
  const others = sentIn(conversation).filter((one) => !one.fromAsker && one.number > seen && one.authorId !== ctx.actor.id);
  return show(heldCard(ctx, conversation, own, others));
}
