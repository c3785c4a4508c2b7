/** /membership gaps: where the network is thin, by region, country, kind, size and theme. */
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { may } from '../src/features/coverage/policy.ts';
import { overviewReply } from '../src/features/coverage/reply.ts';

export const membershipGaps = defineCommand({
  name: 'membership gaps',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'coverage.read'),
  options: {},
  run: async (ctx) => show(await overviewReply(ctx)),
});
