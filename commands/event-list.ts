/** /event list: what is coming, what has been, and for editors what is not announced yet. */
import { defineCommand } from '../src/features/context.ts';
import { listDated } from '../src/features/event/actions.ts';

export const eventList = defineCommand({
  name: 'event list',
  answers: 'private',
  options: { which: { kind: 'choice', required: false, values: ['coming', 'past'] } },
  run: (ctx, { which }) => listDated(ctx, which ?? 'coming', 0),
});
