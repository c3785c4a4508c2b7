/** Answers /award show and /call list, show and check, and what their buttons do. */
import type { Button } from '../../chat/card.ts';
import { type CardReply, show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { callCard, checkCard, listCard, type Own } from './card.ts';
import { authorize, may } from './policy.ts';
import { allCalls, type Call, callByKey, currentCall, getCall } from './queries.ts';
import { checkCall, checkOpening } from './rules.ts';
import { readDates } from './service.ts';

/** The call that was named, else the current award. @throws UserError call.not-found, call.none */
export async function callNamed(ctx: AppContext, given: string | undefined): Promise<Call> {
  authorize(ctx.actor, 'call.show');
  const { db } = ctx.store;
  const call = given === undefined ? await currentCall(db) : await callByKey(db, given);
  if (!call) throw new UserError('call.none');
  if (call.state === 'draft' && !may(ctx.actor, 'call.list')) throw new UserError('call.not-found', { given: given ?? '' });
  return call;
}

export async function completeCalls(ctx: AppContext, typed: string) {
  const drafts = may(ctx.actor, 'call.list');
  const calls = (await allCalls(ctx.store.db)).filter(
    ({ state, key }) => (drafts || state !== 'draft') && key.includes(typed.toLowerCase()),
  );
  return calls.map(({ key }) => ({ value: key, label: key }));
}

/** `own`: what the reader has to do with it. */
export async function standingReply(ctx: AppContext, call: Call, own?: Own): Promise<CardReply> {
  await readDates(ctx, call);
  return show(callCard(ctx.t, call, ctx.now, own));
}

export async function listReply(ctx: AppContext): Promise<CardReply> {
  authorize(ctx.actor, 'call.list');
  const button = ({ id }: Call): Button => ({ type: 'button', label: ctx.t('call.buttons.show'), action: showCall.with(id) });
  return show(listCard(ctx.t, await allCalls(ctx.store.db), button));
}

export async function checkReply(ctx: AppContext, given: string | undefined): Promise<CardReply> {
  authorize(ctx.actor, 'call.check');
  const call = await callNamed(ctx, given);
  const opening = call.state === 'draft' ? checkOpening(call, ctx.now) : [];
  return show(checkCard(ctx.t, call, [...checkCall(call), ...opening]));
}

export const showCall = defineAction({
  name: 'call.show',
  answers: 'private',
  run: async (ctx, id) => standingReply(ctx, await callNamed(ctx, (await getCall(ctx.store.db, id)).key)),
});
