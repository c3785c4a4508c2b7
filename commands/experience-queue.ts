/** /experience queue: what waits for an editor. */
import { defineCommand } from '../src/features/context.ts';
import { listQueue } from '../src/features/experience/actions.ts';
import { may } from '../src/features/experience/policy.ts';

export const experienceQueue = defineCommand({
  name: 'experience queue',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'experience.queue'),
  options: {},
  run: (ctx) => listQueue(ctx, 0),
});
