/** /membership queue: applications that wait for the secretariat. */
import { defineCommand } from '../src/features/context.ts';
import { queueReply } from '../src/features/membership/check.ts';
import { may } from '../src/features/membership/policy.ts';

export const membershipQueue = defineCommand({
  name: 'membership queue',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'application.queue'),
  options: {},
  run: (ctx) => queueReply(ctx, 0),
});
