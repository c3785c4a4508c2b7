/** /membership campaign: how the campaign stands that asks inactive members, or what came of the last one. */

import { may } from '../src/features/campaign/policy.ts';
import { campaignReply } from '../src/features/campaign/reply.ts';
import { defineCommand } from '../src/features/context.ts';

export const membershipCampaign = defineCommand({
  name: 'membership campaign',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'campaign.review'),
  options: {},
  run: (ctx) => campaignReply(ctx),
});
