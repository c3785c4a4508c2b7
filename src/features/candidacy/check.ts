/** A candidacy as one of the secretariat reads it, with what they may decide. */
import { type CardReply, show } from '../../chat/reply.ts';
import type { AppContext } from '../context.ts';
import { authorize, mayDecide } from './policy.ts';
import { withCall } from './queries.ts';
import { checkCard } from './queue-card.ts';

export async function checkedReply(ctx: AppContext, id: string): Promise<CardReply> {
  authorize(ctx.actor, 'candidacy.queue');
  const found = await withCall(ctx, id);
  return show(checkCard(ctx, found, mayDecide(ctx.actor, found.candidacy)));
}
