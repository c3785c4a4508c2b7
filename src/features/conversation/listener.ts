/** What is written in the threads of conversations: the asker writes back, and whoever has taken it answers. */
import { saying } from '../../chat/compose.ts';
import { nothing, show } from '../../chat/reply.ts';
import type { AppContext } from '../context.ts';
import type { HeardReply, Listener } from '../listener.ts';
import { sentInThreadCard, takenCard } from './desk-card.ts';
import { writtenCard } from './letter.ts';
import { may } from './policy.ts';
import { type Conversation, conversationAt, getConversation } from './queries.ts';
import { answerConversation, writeToConversation } from './service.ts';

export const conversationListener: Listener = {
  listens: async (db, from) => (await conversationAt(db, from))?.side === 'desk',

  async hears(ctx, { text, called }) {
    const at = await conversationAt(ctx.store.db, ctx.from);
    if (at === undefined || text.trim() === '') return undefined;
    const conversation = await getConversation(ctx.store.db, at.id);
    return at.side === 'asker' ? writtenBack(ctx, conversation, text) : atTheDesk(ctx, conversation, text, called);
  },
};

async function writtenBack(ctx: AppContext, { id, askerId }: Conversation, text: string): Promise<HeardReply | undefined> {
  if (askerId !== ctx.actor.id) return undefined;
  await writeToConversation(ctx, id, text);
  return { answers: 'private', reply: show(writtenCard(ctx, await getConversation(ctx.store.db, id))) };
}

/** Only what the one who has taken it writes goes to the asker: the others may talk about it. */
async function atTheDesk(ctx: AppContext, conversation: Conversation, text: string, called: boolean): Promise<HeardReply> {
  const { id, handlerId } = conversation;
  if (!may(ctx.actor, 'conversation.answer')) return { answers: 'private', reply: nothing };
  if (handlerId !== ctx.actor.id) {
    if (!called) return { answers: 'private', reply: nothing };
    const reply = show(handlerId === null ? saying(ctx.t('conversation.takeFirst')) : takenCard(ctx, conversation));
    return { answers: 'private', reply };
  }
  const writtenIn = ctx.from.thread ?? (ctx.from.kind === 'channel' ? ctx.from.channel : undefined);
  await answerConversation(ctx, id, { text, seen: undefined, writtenIn });
  return { answers: 'public', reply: show(sentInThreadCard(ctx, await getConversation(ctx.store.db, id))) };
}
