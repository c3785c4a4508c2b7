/** The doctor examines once the bot has started, and every morning. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { tellChanges } from './service.ts';

export const examination = defineFeatureJob({
  job: defineJob({ name: 'doctor.examine', retries: 2, parse: (data) => z.null().parse(data) }),
  cron: '20 5 * * *',
  atStart: true,
  async run(ctx) {
    if (ctx.doctor.regularly) await tellChanges(ctx, await ctx.doctor.examine());
  },
});
