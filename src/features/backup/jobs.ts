/** Each hour: whether the night's backup is there. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { keepBackups } from './service.ts';

export const backupJob = defineFeatureJob({
  job: defineJob({ name: 'backup.keep', retries: 0, parse: (data) => z.null().parse(data) }),
  cron: '15 * * * *',
  run: (ctx) => keepBackups(ctx),
});
