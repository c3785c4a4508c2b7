/** /call extend: a later closing, with who was told the old one and what they are sent. */
import { callNamed, completeCalls, extending } from '../src/features/call/actions.ts';
import { authorize, may } from '../src/features/call/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const callExtend = defineCommand({
  name: 'call extend',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'call.extend'),
  options: {
    call: { kind: 'text', required: true, max: 60, complete: completeCalls },
    phase: { kind: 'text', required: false, max: 32 },
  },
  async run(ctx, { call, phase }) {
    authorize(ctx.actor, 'call.extend');
    return extending(ctx, await callNamed(ctx, call), phase);
  },
});
