/** /call check: contradictory dates and figures of an edition. */
import { callNamed, checkReply, completeCalls } from '../src/features/call/actions.ts';
import { authorize, may } from '../src/features/call/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const callCheck = defineCommand({
  name: 'call check',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'call.check'),
  options: { call: { kind: 'text', required: false, max: 60, complete: completeCalls } },
  async run(ctx, { call }) {
    authorize(ctx.actor, 'call.check');
    return checkReply(ctx, await callNamed(ctx, call));
  },
});
