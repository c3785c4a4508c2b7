/** When places follow memberships: with each change, and every hour for what ended, was configured or went wrong. */
import { defineFeatureJob } from '../job.ts';
import { checkJob, checkPlaces, personJob, placePerson, takeBack, takeBackJob } from './service.ts';

export const placeJobs = [
  defineFeatureJob({ job: personJob, run: placePerson }),
  defineFeatureJob({ job: takeBackJob, run: (ctx, due) => takeBack(ctx, due) }),
  defineFeatureJob({ job: checkJob, cron: '25 * * * *', atStart: true, run: (ctx) => checkPlaces(ctx) }),
];
