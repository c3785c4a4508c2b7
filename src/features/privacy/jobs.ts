/** What privacy does on its own: erases those who asked for it, and forgets what was kept long enough. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { eraseDue } from './erasure/service.ts';
import { applyRetention } from './retention/service.ts';

const nothing = (data: unknown) => z.null().parse(data);

export const privacyJobs = [
  defineFeatureJob({
    job: defineJob({ name: 'privacy.erase', retries: 3, parse: nothing }),
    cron: '*/10 * * * *',
    async run(ctx) {
      for (const person of await eraseDue(ctx)) ctx.people.forget(person);
    },
  }),
  defineFeatureJob({
    job: defineJob({ name: 'privacy.retention', retries: 3, parse: nothing }),
    cron: '30 3 * * *',
    run: async (ctx) => void (await applyRetention(ctx)),
  }),
];
