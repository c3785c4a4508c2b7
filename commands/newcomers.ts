/** /newcomers: how many were greeted, began and finished their first steps, and where the others stopped. */
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { funnelOf } from '../src/features/onboarding/funnel.ts';
import { funnelCard } from '../src/features/onboarding/funnel-card.ts';
import { authorize, may } from '../src/features/onboarding/policy.ts';

export const newcomers = defineCommand({
  name: 'newcomers',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'onboarding.funnel'),
  options: {},
  async run(ctx) {
    authorize(ctx.actor, 'onboarding.funnel');
    return show(funnelCard(ctx, await funnelOf(ctx.store.db, ctx.now)));
  },
});
