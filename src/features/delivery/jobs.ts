/** Each morning: whether something was not delivered since yesterday. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { reportFailures } from './service.ts';

export const failureReport = defineFeatureJob({
  job: defineJob({ name: 'delivery.report', retries: 3, parse: (data) => z.null().parse(data) }),
  cron: '0 7 * * *',
  run: (ctx) => reportFailures(ctx),
});
