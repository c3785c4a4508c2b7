/** An application as one of the secretariat reads it, with what they may decide; and the queue. */
import { type CardReply, show } from '../../chat/reply.ts';
import type { AppContext } from '../context.ts';
import { lookAt } from './look.ts';
import { authorize, mayDecide } from './policy.ts';
import { categories, getApplication, toBeDecided } from './queries.ts';
import { checkCard, queueListCard } from './queue-card.ts';

export async function checkedReply(ctx: AppContext, id: string): Promise<CardReply> {
  authorize(ctx.actor, 'application.queue');
  const { db } = ctx.store;
  const application = await getApplication(db, id);
  return show(checkCard(ctx, await lookAt(db, application, await categories(db)), mayDecide(ctx.actor, application)));
}

export async function queueReply(ctx: AppContext, page: number): Promise<CardReply> {
  authorize(ctx.actor, 'application.queue');
  return show(queueListCard(ctx, await toBeDecided(ctx.store.db, page)));
}
