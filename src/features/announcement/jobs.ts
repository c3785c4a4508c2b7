/** What announcements do by themselves: go out to each recipient, begin at their time, show how far they have got. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { sendJob } from './send-job.ts';
import { dispatchAnnouncement, tendAnnouncements } from './service.ts';

const dispatch = defineFeatureJob({ job: sendJob, run: (ctx, { id }) => dispatchAnnouncement(ctx, id) });

const tend = defineFeatureJob({
  job: defineJob({ name: 'announcement.tend', retries: 0, parse: (data) => z.null().parse(data) }),
  // Every fifteen seconds: somebody watches the figures grow.
  cron: '*/15 * * * * *',
  run: (ctx) => tendAnnouncements(ctx),
});

export const announcementJobs = [dispatch, tend];
