/** What the command and the buttons show of where the network is thin, counted anew each time. */
import type { Card } from '../../chat/card.ts';
import type { AppContext } from '../context.ts';
import { dimensionCard, overviewCard } from './card.ts';
import { authorize } from './policy.ts';
import { coverageOf } from './queries.ts';
import type { Dimension } from './rules.ts';
import { reportToken } from './service.ts';

export async function overviewReply(ctx: AppContext): Promise<Card> {
  authorize(ctx.actor, 'coverage.read');
  return overviewCard(ctx, await coverageOf(ctx.store.db, ctx.vocabulary), await reportToken(ctx));
}

export async function dimensionReply(ctx: AppContext, dimension: Dimension, page: number): Promise<Card> {
  authorize(ctx.actor, 'coverage.read');
  return dimensionCard(ctx, await coverageOf(ctx.store.db, ctx.vocabulary), dimension, page);
}
