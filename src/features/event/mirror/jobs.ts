/** When calendars of platforms are brought up to date: with each change of a date, and every half hour for what went wrong. */
import { defineFeatureJob } from '../../job.ts';
import { checkJob, checkMirrors, mirrorEverywhere, mirrorJob, placeDate, placeJob } from './service.ts';

export const mirrorJobs = [
  defineFeatureJob({ job: mirrorJob, run: (ctx, { occurrence }) => mirrorEverywhere(ctx, occurrence) }),
  defineFeatureJob({ job: placeJob, run: placeDate }),
  defineFeatureJob({ job: checkJob, cron: '*/30 * * * *', atStart: true, run: (ctx) => checkMirrors(ctx) }),
];
