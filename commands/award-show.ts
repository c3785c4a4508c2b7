/** /award: where the edition stands, what closes when in the reader's zone, what they have open, what to do next. */
import { callNamed, completeCalls } from '../src/features/call/actions.ts';
import { standingReply } from '../src/features/call/reply.ts';
import { ownIn } from '../src/features/candidacy/own.ts';
import { defineCommand } from '../src/features/context.ts';

export const awardShow = defineCommand({
  name: 'award show',
  byDefault: true,
  answers: 'private',
  options: { call: { kind: 'text', required: false, max: 60, complete: completeCalls } },
  async run(ctx, options) {
    const call = await callNamed(ctx, options.call);
    return standingReply(ctx, call, await ownIn(ctx, call.id));
  },
});
