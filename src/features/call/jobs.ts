/** What calls do on their own: every minute, their cards keep up with the phases. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { drawTurned } from './upkeep/service.ts';

export const callUpkeep = defineFeatureJob({
  job: defineJob({ name: 'calls.upkeep', retries: 1, parse: (data) => z.null().parse(data) }),
  cron: '* * * * *',
  run: (ctx) => drawTurned(ctx),
});
