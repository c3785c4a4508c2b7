/** Looks after campaigns: every hour, and when the bot starts. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { tendCampaigns } from './tend/service.ts';

export const campaignTend = defineFeatureJob({
  job: defineJob({ name: 'campaign.tend', retries: 0, parse: (data) => z.null().parse(data) }),
  cron: '7 * * * *',
  atStart: true,
  run: (ctx) => tendCampaigns(ctx),
});
