/** /experience queue: what waits for an editor. */
import { defineCommand } from '../src/features/context.ts';
import { listQueue } from '../src/features/experience/actions.ts';

export const experienceQueue = defineCommand({
  name: 'experience queue',
  answers: 'private',
  options: {},
  run: (ctx) => listQueue(ctx, 0),
});
