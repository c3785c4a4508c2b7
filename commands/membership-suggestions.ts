/** /membership suggestions: organisations that were suggested, beside the gaps that they would fill. */
import { defineCommand } from '../src/features/context.ts';
import { may } from '../src/features/prospect/policy.ts';
import { listReply } from '../src/features/prospect/reply.ts';

export const membershipSuggestions = defineCommand({
  name: 'membership suggestions',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'prospect.read'),
  options: {},
  run: (ctx) => listReply(ctx, 'waiting', 0),
});
