/** Once a day: what has expired. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { sweepDrafts } from './sweep/service.ts';

export const sweep = defineFeatureJob({
  job: defineJob({ name: 'drafts.sweep', retries: 3, parse: (data) => z.null().parse(data) }),
  cron: '0 6 * * *',
  run: (ctx) => sweepDrafts(ctx),
});
