/** What a command and several buttons of a campaign show, read anew each time. */
import { show } from '../../chat/reply.ts';
import type { AppContext } from '../context.ts';
import { emptyCard, reviewCard } from './card.ts';
import { criteriaOf, suspectsOf } from './facts.ts';
import { authorize } from './policy.ts';
import { lastCampaign, runningCampaign, tallyOf } from './queries.ts';
import { progressCard } from './report-card.ts';

export async function reviewReply(ctx: AppContext, page: number) {
  authorize(ctx.actor, 'campaign.review');
  const { db } = ctx.store;
  const criteria = await criteriaOf(db);
  const running = (await runningCampaign(db)) !== null;
  return show(reviewCard(ctx, await suspectsOf(db, criteria, ctx.now), criteria, running, page));
}

export async function campaignReply(ctx: AppContext) {
  authorize(ctx.actor, 'campaign.review');
  const campaign = await lastCampaign(ctx.store.db);
  return show(campaign === null ? emptyCard(ctx) : progressCard(ctx, campaign, await tallyOf(ctx.store.db, campaign.id)));
}
