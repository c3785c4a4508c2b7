/** /announce write: opens the form of a new announcement. */

import { writingAnnouncement } from '../src/features/announcement/form.ts';
import { may } from '../src/features/announcement/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const announceWrite = defineCommand({
  name: 'announce write',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'announcement.write'),
  options: {},
  run: async (ctx) => writingAnnouncement(ctx),
});
