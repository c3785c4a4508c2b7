/** Once an hour, since mornings come at other times in other zones. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { planDigests } from './service.ts';

export const digests = defineFeatureJob({
  job: defineJob({ name: 'digest.plan', retries: 3, parse: (data) => z.null().parse(data) }),
  cron: '5 * * * *',
  run: (ctx) => planDigests(ctx),
});
