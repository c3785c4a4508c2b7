/** /call edit: opens the main form of a call with what it says filled in. Phases and questions are chosen on /call show. */
import { callNamed, completeCalls, editing } from '../src/features/call/actions.ts';
import { authorize, may } from '../src/features/call/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const callEdit = defineCommand({
  name: 'call edit',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'call.edit'),
  options: { call: { kind: 'text', required: true, max: 60, complete: completeCalls } },
  async run(ctx, { call }) {
    authorize(ctx.actor, 'call.edit');
    return editing(ctx, await callNamed(ctx, call));
  },
});
