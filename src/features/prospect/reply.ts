/** What commands and several buttons show of suggestions, read anew each time. */
import { type CardReply, show } from '../../chat/reply.ts';
import type { AppContext } from '../context.ts';
import { gapFinder } from '../coverage/fill/service.ts';
import type { Group } from './content.ts';
import { checkCard, listCard } from './desk-card.ts';
import { lookAt } from './look.ts';
import { authorize } from './policy.ts';
import { getProspect, listProspects } from './queries.ts';

export async function listReply(ctx: AppContext, group: Group, page: number): Promise<CardReply> {
  authorize(ctx.actor, 'prospect.read');
  const { db } = ctx.store;
  const gapsOf = await gapFinder(db, ctx);
  return show(listCard(ctx, await listProspects(db, group, page), (prospect) => gapsOf(prospect).length));
}

export async function checkReply(ctx: AppContext, id: string): Promise<CardReply> {
  authorize(ctx.actor, 'prospect.read');
  const { db } = ctx.store;
  return show(checkCard(ctx, await lookAt(db, ctx, await getProspect(db, id))));
}
