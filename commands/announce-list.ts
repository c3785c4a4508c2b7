/** /announce list: announcements and how they stand. */
import { announcements } from '../src/features/announcement/actions.ts';
import { defineCommand } from '../src/features/context.ts';

export const announceList = defineCommand({
  name: 'announce list',
  answers: 'private',
  options: {},
  run: (ctx) => announcements(ctx, 0),
});
