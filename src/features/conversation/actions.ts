/** What the buttons of conversations do, and what /questions answers. */
import { saying } from '../../chat/compose.ts';
import { type CardReply, show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { draftedCard, queueCard, sentCard, takenCard, wholeCard } from './desk-card.ts';
import { makeDraft } from './draft/service.ts';
import { answerForm, writeForm } from './form.ts';
import { actionNames, numberedRef, readNumbered } from './names.ts';
import { authorize, authorizeOwn } from './policy.ts';
import { type Filter, filters, getConversation, listConversations, sentIn, triedTitles } from './queries.ts';
import { closeConversation, dropHeld, sendHeld, settleConversation, takeConversation } from './service.ts';

const take = defineAction({
  name: actionNames.take,
  answers: 'private',
  typed: 'questions',
  async run(ctx, id) {
    await takeConversation(ctx, id);
    return wholeReply(ctx, id, 1);
  },
});

/** Who has taken it answers it; whoever else wants to is told so first. */
const answer = defineAction({
  name: actionNames.answer,
  answers: 'form',
  typed: 'questions',
  async run(ctx, ref) {
    authorize(ctx.actor, 'conversation.answer');
    const conversation = await getConversation(ctx.store.db, readNumbered(ref).id);
    const { handlerId } = conversation;
    if (handlerId !== null && handlerId !== ctx.actor.id) return show(takenCard(ctx, conversation));
    return answering(ctx, conversation.id);
  },
});

const answerAnyway = defineAction({
  name: actionNames.answerAnyway,
  answers: 'form',
  typed: 'questions',
  async run(ctx, ref) {
    authorize(ctx.actor, 'conversation.answer');
    return answering(ctx, readNumbered(ref).id);
  },
});

/** From here on they have read what stands there now. */
async function answering(ctx: AppContext, id: string) {
  const seen = sentIn(await getConversation(ctx.store.db, id)).at(-1)?.number ?? 1;
  return { type: 'form', form: answerForm, subject: numberedRef(id, seen) } as const;
}

const send = defineAction({
  name: actionNames.send,
  answers: 'update',
  typed: 'questions',
  async run(ctx, ref) {
    const { id } = readNumbered(ref);
    await sendHeld(ctx, id);
    return show(sentCard(ctx, await getConversation(ctx.store.db, id)));
  },
});

const drop = defineAction({
  name: actionNames.drop,
  answers: 'update',
  typed: 'questions',
  async run(ctx, ref) {
    await dropHeld(ctx, readNumbered(ref).id);
    return show(saying(ctx.t('conversation.held.dropped')));
  },
});

const read = defineAction({
  name: actionNames.show,
  answers: 'private',
  typed: 'questions',
  run(ctx, ref) {
    const { id, number } = readNumbered(ref);
    return wholeReply(ctx, id, number);
  },
});

const close = defineAction({
  name: actionNames.close,
  answers: 'private',
  typed: 'questions',
  async run(ctx, id) {
    await closeConversation(ctx, id);
    return wholeReply(ctx, id, 1);
  },
});

const draft = defineAction({
  name: actionNames.draft,
  answers: 'private',
  typed: 'questions',
  run: async (ctx, id) => show(draftedCard(ctx, await makeDraft(ctx, id))),
});

const write = defineAction({
  name: actionNames.write,
  answers: 'form',
  typed: 'ask',
  async run(ctx, id) {
    authorizeOwn(ctx.actor, 'conversation.write', await getConversation(ctx.store.db, id));
    return { type: 'form', form: writeForm, subject: id };
  },
});

const helped = defineAction({
  name: actionNames.helped,
  answers: 'private',
  typed: 'ask',
  async run(ctx, id) {
    await settleConversation(ctx, id, true);
    return show(saying(ctx.t('conversation.settled.helped')));
  },
});

const unneeded = defineAction({
  name: actionNames.unneeded,
  answers: 'private',
  typed: 'ask',
  async run(ctx, id) {
    await settleConversation(ctx, id, false);
    return show(saying(ctx.t('conversation.settled.unneeded')));
  },
});

/** Turned, or another filter chosen. */
const list = defineAction({
  name: actionNames.list,
  answers: 'update',
  typed: 'questions',
  run(ctx, ref, [chosen]) {
    const { id, number } = readNumbered(chosen ?? ref);
    const filter = filters.find((one) => one === id);
    if (filter === undefined) throw new UserError('conversation.not-found');
    return queueReply(ctx, filter, number);
  },
});

export const conversationActions = [take, answer, answerAnyway, send, drop, read, close, draft, write, helped, unneeded, list];

export async function queueReply(ctx: AppContext, filter: Filter, page: number): Promise<CardReply> {
  authorize(ctx.actor, 'conversation.read');
  const listed = await listConversations(ctx.store.db, filter, ctx.actor.id, page);
  return show(queueCard(ctx, { filter, listed, now: ctx.now }));
}

async function wholeReply(ctx: AppContext, id: string, page: number): Promise<CardReply> {
  authorize(ctx.actor, 'conversation.read');
  const conversation = await getConversation(ctx.store.db, id);
  return show(wholeCard(ctx, conversation, await triedTitles(ctx.store.db, conversation, ctx.locale), page));
}
