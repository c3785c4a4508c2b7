/** /event show: one event, by its title or number. */
import { defineCommand } from '../src/features/context.ts';
import { showing } from '../src/features/event/actions.ts';
import { completeEvents, EVENT_NAME, findDate } from '../src/features/event/find.ts';
import { authorize } from '../src/features/event/policy.ts';

export const eventShow = defineCommand({
  name: 'event show',
  answers: 'private',
  options: { event: { kind: 'text', required: true, max: EVENT_NAME, complete: (ctx, typed) => completeEvents(ctx, typed, 'readable') } },
  async run(ctx, { event }) {
    authorize(ctx.actor, 'event.show');
    return showing(ctx, await findDate(ctx, event, 'readable'));
  },
});
