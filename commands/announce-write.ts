/** /announce write: opens the form of a new announcement. */

import { writingAnnouncement } from '../src/features/announcement/form.ts';
import { defineCommand } from '../src/features/context.ts';

export const announceWrite = defineCommand({
  name: 'announce write',
  answers: 'form',
  options: {},
  run: async (ctx) => writingAnnouncement(ctx),
});
