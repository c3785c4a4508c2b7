/** /call create: opens the form of a new call; with `like`, one that asks what an earlier one asked. */
import { callNamed, completeCalls, creating } from '../src/features/call/actions.ts';
import { authorize, may } from '../src/features/call/policy.ts';
import { defineCommand } from '../src/features/context.ts';

export const callCreate = defineCommand({
  name: 'call create',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'call.create'),
  options: { like: { kind: 'text', required: false, max: 60, complete: completeCalls } },
  async run(ctx, { like }) {
    authorize(ctx.actor, 'call.create');
    return creating(ctx, like === undefined ? undefined : await callNamed(ctx, like));
  },
});
