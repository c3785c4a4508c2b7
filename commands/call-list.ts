/** /call list: every edition, drafts included. */
import { listReply } from '../src/features/call/actions.ts';
import { may } from '../src/features/call/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const callList = defineCommand({
  name: 'call list',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'call.list'),
  options: {},
  run: (ctx) => listReply(ctx),
});
