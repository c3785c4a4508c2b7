/** /award counts: candidacies of an edition by state, category and country. */
import { show } from '../src/chat/reply.ts';
import { completeCalls } from '../src/features/call/actions.ts';
import { callFor } from '../src/features/candidacy/apply.ts';
import { countsOf } from '../src/features/candidacy/counts.ts';
import { countsCard } from '../src/features/candidacy/counts-card.ts';
import { authorize, may } from '../src/features/candidacy/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const awardCounts = defineCommand({
  name: 'award counts',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'candidacy.counts'),
  options: { call: { kind: 'text', required: false, max: 60, complete: completeCalls } },
  async run(ctx, { call }) {
    authorize(ctx.actor, 'candidacy.counts');
    const found = await callFor(ctx, call);
    return show(countsCard(ctx, found, await countsOf(ctx.store.db, found.id, ctx.now)));
  },
});
