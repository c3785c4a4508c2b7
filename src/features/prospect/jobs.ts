/** Looks after invitations: every hour, and when the bot starts. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';
import { defineFeatureJob } from '../job.ts';
import { tendInvitations } from './tend/service.ts';

export const invitationTend = defineFeatureJob({
  job: defineJob({ name: 'prospect.tend', retries: 0, parse: (data) => z.null().parse(data) }),
  cron: '23 * * * *',
  atStart: true,
  run: (ctx) => tendInvitations(ctx),
});
