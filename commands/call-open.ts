/** /call open: what contradicts itself and what would go where, then a button that opens the edition. */
import { callNamed, completeCalls, opening } from '../src/features/call/actions.ts';
import { authorize, may } from '../src/features/call/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const callOpen = defineCommand({
  name: 'call open',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'call.open'),
  options: { call: { kind: 'text', required: true, max: 60, complete: completeCalls } },
  async run(ctx, { call }) {
    authorize(ctx.actor, 'call.open');
    return opening(ctx, await callNamed(ctx, call));
  },
});
