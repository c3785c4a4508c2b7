/** /membership review: who looks inactive, and why. */

import { may } from '../src/features/campaign/policy.ts';
import { reviewReply } from '../src/features/campaign/reply.ts';
import { defineCommand } from '../src/features/context.ts';

export const membershipReview = defineCommand({
  name: 'membership review',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'campaign.review'),
  options: {},
  run: (ctx) => reviewReply(ctx, 0),
});
