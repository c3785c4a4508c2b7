/** Everything that changes a conversation: begun, taken, answered, written back to, closed. One transaction each, one at a time for each conversation. */
import { pieces } from '../../chat/pages.ts';
import type { Address } from '../../chat/platform.ts';
import { type CardReply, show } from '../../chat/reply.ts';
import type { Translate } from '../../chat/translate.ts';
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { settleHandedOver } from '../question/handed/service.ts';
import { openedCard } from './letter.ts';
import * as notices from './notices.ts';
import { authorize, authorizeOwn } from './policy.ts';
import { type Conversation, getConversation, type Said, sentIn } from './queries.ts';
import { answerBy } from './rules.ts';

export interface Asked {
  /** Of the question that the bot was asked. */
  readonly id: string;
  readonly text: string;
  /** The language that it was asked in. */
  readonly locale: string;
}

/** What the asker is shown of the one that their question became. @throws UserError not-found */
export async function openedReply(ctx: AppContext, t: Translate, questionId: string): Promise<CardReply> {
  authorize(ctx.actor, 'conversation.open');
  const found = await ctx.store.db.conversation.findUnique({ where: { questionId } });
  if (!found || found.askerId !== ctx.actor.id) throw new UserError('conversation.not-found');
  return show(openedCard({ t }, found));
}

/** Within the write of the question. Asked to twice, it is the same one. */
export async function openConversation(ctx: AppContext, tx: Transaction, asked: Asked): Promise<Pick<Conversation, 'id' | 'answerBy'>> {
  authorize(ctx.actor, 'conversation.open');
  const known = await tx.conversation.findUnique({ where: { questionId: asked.id }, select: { id: true, answerBy: true } });
  if (known) return known;
  const now = ctx.clock.now();
  const id = ctx.newId();
  await tx.conversation.create({
    data: {
      id,
      questionId: asked.id,
      askerId: ctx.actor.id,
      address: { ...(await directTo(ctx, tx)) },
      locale: asked.locale,
      ...waitingFrom(ctx, now),
      createdAt: now,
    },
  });
  await write(ctx, tx, id, { text: asked.text, fromAsker: true });
  await audit(ctx, tx, 'conversation.open', `conversation:${id}`);
  const conversation = await getConversation(tx, id);
  await notices.opened(ctx, tx, conversation);
  return conversation;
}

/** @throws UserError taken, by somebody else; closed */
export async function takeConversation(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'conversation.take');
  await ctx.store.write(ctx, 'conversation.take', async (tx) => {
    const before = await held(tx, id);
    if (before.state === 'closed') throw new UserError('conversation.closed');
    if (before.handlerId === ctx.actor.id) return;
    if (before.handlerId !== null) throw new UserError('conversation.taken', { who: before.handler?.name ?? '' });
    await take(ctx, tx, id);
    await audit(ctx, tx, 'conversation.take', `conversation:${id}`);
    await notices.changed(ctx, tx, id);
  });
}

export interface Answered {
  /** Somebody else has answered since: this one is kept under that number, and not sent. */
  readonly held: number | undefined;
}

export interface Answer {
  readonly text: string;
  /** The last message that had been read; undefined where it was written among the others. */
  readonly seen: number | undefined;
  /** The thread of the secretariat's that it was written in. */
  readonly writtenIn?: string | undefined;
}

export async function answerConversation(ctx: AppContext, id: string, { text, seen, writtenIn }: Answer): Promise<Answered> {
  authorize(ctx.actor, 'conversation.answer');
  const result = await ctx.store.write(ctx, `conversation.answer ${id}`, async (tx) => {
    const before = await held(tx, id);
    if (before.state === 'closed' && seen === undefined) throw new UserError('conversation.closed');
    const others = sentIn(before).filter(
      ({ fromAsker, authorId, number }) => !fromAsker && authorId !== ctx.actor.id && number > (seen ?? number),
    );
    if (others.length > 0) {
      const [first] = await write(ctx, tx, id, { text, fromAsker: false, held: true });
      return { held: first ?? null };
    }
    await send(ctx, tx, id, await write(ctx, tx, id, { text, fromAsker: false }), writtenIn);
    return { held: null };
  });
  return { held: result.held ?? undefined };
}

/** One's own that was held back is sent after all. @throws UserError not-found: it was sent or thrown away already */
export async function sendHeld(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'conversation.answer');
  await ctx.store.write(ctx, 'conversation.sendHeld', async (tx) => {
    const { messages } = await held(tx, id);
    const own = messages.filter((one) => one.held && one.authorId === ctx.actor.id);
    if (own.length === 0) throw new UserError('conversation.not-found');
    let number = Math.max(...messages.map((one) => one.number));
    const sent: number[] = [];
    for (const one of own) {
      number += 1;
      await tx.conversationMessage.update({ where: { id: one.id }, data: { held: false, number, at: ctx.clock.now() } });
      sent.push(number);
    }
    await send(ctx, tx, id, sent);
  });
}

export async function dropHeld(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'conversation.answer');
  await ctx.store.write(ctx, 'conversation.dropHeld', async (tx) => {
    await tx.conversationMessage.deleteMany({ where: { conversationId: id, held: true, authorId: ctx.actor.id } });
  });
}

/** The asker writes, before an answer or back to one. What was closed is open again. */
export async function writeToConversation(ctx: AppContext, id: string, text: string): Promise<void> {
  authorize(ctx.actor, 'conversation.write');
  await ctx.store.write(ctx, `conversation.write ${id}`, async (tx) => {
    const before = await held(tx, id);
    authorizeOwn(ctx.actor, 'conversation.write', before);
    const numbers = await write(ctx, tx, id, { text, fromAsker: true });
    const again = before.state !== 'waiting';
    if (again)
      await tx.conversation.update({ where: { id }, data: { ...waitingFrom(ctx, ctx.clock.now()), helped: false, closedAt: null } });
    await audit(ctx, tx, 'conversation.write', `conversation:${id}`);
    const after = await getConversation(tx, id);
    for (const one of named(after, numbers)) await notices.said(ctx, tx, after, one);
    await notices.changed(ctx, tx, id);
    if (again) await notices.waits(ctx, tx, after);
    if (before.state === 'closed') await notices.repliesChanged(ctx, tx, id);
  });
}

/** By the asker: it helped, or it is not needed any more. Said twice, it is said once. */
export async function settleConversation(ctx: AppContext, id: string, helped: boolean): Promise<void> {
  authorize(ctx.actor, 'conversation.settle');
  await ctx.store.write(ctx, 'conversation.settle', async (tx) => {
    const before = await held(tx, id);
    authorizeOwn(ctx.actor, 'conversation.settle', before);
    if (before.state === 'closed') return;
    await close(ctx, tx, before, helped);
    await notices.ended(ctx, tx, await getConversation(tx, id));
  });
}

/** By one of the secretariat; the asker is told, and may write back. @throws UserError closed */
export async function closeConversation(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'conversation.close');
  await ctx.store.write(ctx, 'conversation.close', async (tx) => {
    const before = await held(tx, id);
    if (before.state === 'closed') throw new UserError('conversation.closed');
    await close(ctx, tx, before, undefined);
    await notices.closed(ctx, tx, await getConversation(tx, id), ctx.actor.name);
  });
}

/** Its cards say that it is gone; the rest goes with the rows. */
export async function eraseConversations(
  ctx: Pick<AppContext, 'queue' | 'newId' | 'clock'>,
  tx: Transaction,
  persons: readonly string[],
): Promise<void> {
  const theirs = await tx.conversation.findMany({ where: { askerId: { in: [...persons] } }, select: { id: true } });
  for (const { id } of theirs) await notices.changed(ctx, tx, id);
}

/** The conversation, held until the end of this write: two who answer at once do so one after the other. */
async function held(tx: Transaction, id: string): Promise<Conversation> {
  await tx.$queryRaw`select id from "Conversation" where id = ${id} for update`;
  return getConversation(tx, id);
}

const waitingFrom = ({ network }: AppContext, since: Date) =>
  ({ state: 'waiting', waitingSince: since, answerBy: answerBy(since, network.timeZone) }) as const;

/** Whoever answers has taken it, unless somebody else has. */
async function send(ctx: AppContext, tx: Transaction, id: string, numbers: readonly number[], writtenIn?: string): Promise<void> {
  await tx.conversation.update({
    where: { id },
    data: { state: 'answered', waitingSince: null, answerBy: null, closedAt: null },
  });
  await take(ctx, tx, id);
  await audit(ctx, tx, 'conversation.answer', `conversation:${id}`);
  const after = await getConversation(tx, id);
  for (const one of named(after, numbers)) {
    await notices.replied(ctx, tx, after, one);
    await notices.said(ctx, tx, after, one, writtenIn);
  }
  await notices.changed(ctx, tx, id);
}

const take = (ctx: AppContext, tx: Transaction, id: string) =>
  tx.conversation.updateMany({ where: { id, handlerId: null }, data: { handlerId: ctx.actor.id, takenAt: ctx.clock.now() } });

async function close(ctx: AppContext, tx: Transaction, { id, questionId }: Conversation, helped: boolean | undefined): Promise<void> {
  const now = ctx.clock.now();
  await tx.conversation.update({
    where: { id },
    data: { state: 'closed', waitingSince: null, answerBy: null, closedAt: now, ...(helped === undefined ? {} : { helped }) },
  });
  if (questionId !== null) await settleHandedOver(tx, questionId, now, helped === true ? true : undefined);
  await audit(ctx, tx, 'conversation.close', `conversation:${id}`);
  await notices.changed(ctx, tx, id);
  await notices.repliesChanged(ctx, tx, id);
}

interface Written {
  readonly text: string;
  readonly fromAsker: boolean;
  readonly held?: boolean;
}

/** What does not fit one message of the smallest platform becomes several: nothing that was typed is cut. Gives their numbers. */
async function write(
  ctx: AppContext,
  tx: Transaction,
  conversationId: string,
  { text, fromAsker, held: kept = false }: Written,
): Promise<readonly number[]> {
  const last = await tx.conversationMessage.aggregate({ where: { conversationId }, _max: { number: true } });
  const from = (last._max.number ?? 0) + 1;
  const parts = pieces(text);
  if (parts.length === 0) throw new UserError('conversation.empty');
  await tx.conversationMessage.createMany({
    data: parts.map((part, at) => ({
      id: ctx.newId(),
      conversationId,
      number: from + at,
      fromAsker,
      authorId: ctx.actor.id,
      text: part,
      held: kept,
      at: ctx.clock.now(),
    })),
  });
  return parts.map((_, at) => from + at);
}

const named = ({ messages }: Conversation, numbers: readonly number[]): readonly Said[] =>
  messages.filter(({ number }) => numbers.includes(number));

/** Where they asked: from a channel, to their direct messages in the same place. */
async function directTo({ from, actor }: AppContext, tx: Transaction): Promise<Address> {
  const { platform, workspace } = from;
  if (from.kind === 'direct') return { kind: 'direct', platform, workspace, user: from.user };
  const accounts = await tx.identity.findMany({ where: { personId: actor.id, platform }, orderBy: { seenAt: 'desc' } });
  const here = accounts.find((one) => one.workspace === workspace) ?? accounts[0];
  if (!here) throw new Error(`whoever asked on ${platform} has no account there`);
  return { kind: 'direct', platform, workspace, user: here.externalId };
}
