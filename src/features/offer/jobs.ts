/** Once a day: offers and needs that have ended, and what came of those that met. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { sweepListings } from './service.ts';

export const listings = defineFeatureJob({
  job: defineJob({ name: 'offers.sweep', retries: 3, parse: (data) => z.null().parse(data) }),
  cron: '30 6 * * *',
  run: (ctx) => sweepListings(ctx),
});
