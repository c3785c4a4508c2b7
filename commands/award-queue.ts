/** /award queue: candidacies that wait for the formal check. */
import { completeCalls } from '../src/features/call/actions.ts';
import { queueReply } from '../src/features/candidacy/actions.ts';
import { may } from '../src/features/candidacy/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const awardQueue = defineCommand({
  name: 'award queue',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'candidacy.queue'),
  options: { call: { kind: 'text', required: false, max: 60, complete: completeCalls } },
  run: (ctx, { call }) => queueReply(ctx, call, 0),
});
