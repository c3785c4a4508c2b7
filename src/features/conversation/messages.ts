/** What Agora says on its own in conversations. Parameters are ids and numbers; the card tells what is true when it is sent or drawn anew. */
import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import { saying } from '../../chat/compose.ts';
import { defineMessage, type MessageContext } from '../../delivery/message.ts';
import { deskCard, endedCard, saidCard } from './desk-card.ts';
import { closedCard, longerCard, replyCard } from './letter.ts';
import { DESK, REPLY } from './names.ts';
import { type Conversation, conversationIfAny, type Said, sentIn, triedTitles } from './queries.ts';

const Of = z.object({ id: z.string() });
const Numbered = z.object({ id: z.string(), number: z.number().int() });

/** In the secretariat's channel. */
export const desk = defineMessage({
  name: DESK,
  parse: (params) => Of.parse(params),
  render: async (ctx, { id }): Promise<Card | undefined> => {
    const conversation = await conversationIfAny(ctx.db, id);
    if (!conversation) return saying(ctx.t('conversation.gone'));
    return deskCard(ctx, conversation, await triedTitles(ctx.db, conversation, ctx.locale));
  },
});

/** Under it. */
export const said = defineMessage({
  name: 'conversation.said',
  parse: (params) => Numbered.parse(params),
  render: async (ctx, { id, number }) =>
    (await messageIn(ctx, id, number, (conversation, one) => saidCard(ctx, conversation, one))) ?? saying(ctx.t('conversation.gone')),
});

/** To the asker. */
export const reply = defineMessage({
  name: REPLY,
  parse: (params) => Numbered.parse(params),
  render: (ctx, { id, number }) => messageIn(ctx, id, number, (conversation, one) => replyCard(ctx, conversation, one)),
});

export const ended = defineMessage({
  name: 'conversation.ended',
  parse: (params) => Of.parse(params),
  render: async (ctx, { id }) => {
    const conversation = await conversationIfAny(ctx.db, id);
    return conversation?.state === 'closed' ? endedCard(ctx, conversation) : undefined;
  },
});

export const closed = defineMessage({
  name: 'conversation.closed',
  parse: (params) => z.object({ id: z.string(), by: z.string() }).parse(params),
  render: async (ctx, { id, by }) => {
    const conversation = await conversationIfAny(ctx.db, id);
    return conversation?.state === 'closed' ? closedCard(ctx, conversation, by) : undefined;
  },
});

/** Planned with the question; there is nothing to say where it has been answered by then. */
export const longer = defineMessage({
  name: 'conversation.longer',
  parse: (params) => z.object({ id: z.string(), since: z.iso.datetime() }).parse(params),
  render: async (ctx, { id, since }) => {
    const conversation = await conversationIfAny(ctx.db, id);
    if (conversation?.state !== 'waiting' || conversation.waitingSince?.toISOString() !== since) return undefined;
    return longerCard(ctx, conversation);
  },
});

export const conversationMessages = [desk, said, reply, ended, closed, longer];

async function messageIn(
  { db }: MessageContext,
  id: string,
  number: number,
  say: (conversation: Conversation, message: Said) => Card,
): Promise<Card | undefined> {
  const conversation = await conversationIfAny(db, id);
  const message = conversation && sentIn(conversation).find((one) => one.number === number);
  return message && say(conversation, message);
}
