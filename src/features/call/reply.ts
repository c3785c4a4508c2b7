/** A call as it is shown to somebody: where it stands, or, for those who run it, with everything that can be done. */
import type { CardReply } from '../../chat/card.ts';
import { show } from '../../chat/reply.ts';
import type { AppContext } from '../context.ts';
import { callCard, type Own } from './card.ts';
import type { Saved } from './change/service.ts';
import { deskCard } from './desk-card.ts';
import { authorize, may } from './policy.ts';
import { type Call, getCall } from './queries.ts';
import { checkCall, checkOpening, type Finding } from './rules.ts';
import { readDates } from './service.ts';

/** What is shown of it makes its reader one who knows its closing. `own`: what they have to do with it. */
export async function standingReply(ctx: AppContext, call: Call, own?: Own): Promise<CardReply> {
  await readDates(ctx, call);
  return show(callCard(ctx.t, call, ctx.now, own));
}

export async function deskReply(ctx: AppContext, call: Call, said = ''): Promise<CardReply> {
  authorize(ctx.actor, 'call.show');
  await readDates(ctx, call);
  const rights = {
    edit: may(ctx.actor, 'call.edit'),
    open: may(ctx.actor, 'call.open'),
    extend: may(ctx.actor, 'call.extend'),
    check: may(ctx.actor, 'call.check'),
  };
  return show(deskCard(ctx.t, call, findingsOf(call, ctx.now), rights, ctx.now, said));
}

export const savedReply = async (ctx: AppContext, { id }: Saved, said = ctx.t('call.saved')): Promise<CardReply> =>
  deskReply(ctx, await getCall(ctx.store.db, id), said);

/** Of a draft also what keeps it from being opened. */
export const findingsOf = (call: Call, now: Date): readonly Finding[] => [
  ...checkCall(call),
  ...(call.state === 'draft' ? checkOpening(call, now) : []),
];
