/** What events do on their own: every minute what the clock brings, every night the series, and cards drawn anew. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { drawJob } from './notices.ts';
import { drawCards, extendSeries, keepUp } from './upkeep/service.ts';

const nothing = (data: unknown): null => z.null().parse(data);

export const upkeep = defineFeatureJob({
  job: defineJob({ name: 'events.upkeep', retries: 1, parse: nothing }),
  cron: '* * * * *',
  run: (ctx) => keepUp(ctx),
});

export const extension = defineFeatureJob({
  job: defineJob({ name: 'events.extend', retries: 3, parse: nothing }),
  cron: '20 2 * * *',
  run: (ctx) => extendSeries(ctx),
});

export const drawing = defineFeatureJob({ job: drawJob, run: (ctx, { occurrence }) => drawCards(ctx, occurrence) });

export const eventJobs = [upkeep, extension, drawing];
