/** /call show: a call with its phases, and for those who run it everything that can be done with it. */
import { callNamed, completeCalls } from '../src/features/call/actions.ts';
import { deskReply } from '../src/features/call/reply.ts';
import { defineCommand } from '../src/features/context.ts';

export const callShow = defineCommand({
  name: 'call show',
  answers: 'private',
  options: { call: { kind: 'text', required: false, max: 60, complete: completeCalls } },
  run: async (ctx, { call }) => deskReply(ctx, await callNamed(ctx, call)),
});
