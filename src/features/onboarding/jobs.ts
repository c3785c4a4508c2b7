/** At each start, and once a day for channels that were bound since: the card with the Start button. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { keepDoors } from './service.ts';

export const doors = defineFeatureJob({
  job: defineJob({ name: 'onboarding.doors', retries: 3, parse: (data) => z.null().parse(data) }),
  atStart: true,
  cron: '15 5 * * *',
  run: (ctx) => keepDoors(ctx),
});
