/** /announce list: announcements and how they stand. */
import { announcements } from '../src/features/announcement/actions.ts';
import { may } from '../src/features/announcement/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const announceList = defineCommand({
  name: 'announce list',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'announcement.read'),
  options: {},
  run: (ctx) => announcements(ctx, 0),
});
