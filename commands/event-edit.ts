/** /event edit: opens the form on an event, with what it says filled in. */
import { defineCommand } from '../src/features/context.ts';
import { editing } from '../src/features/event/actions.ts';
import { completeEvents, EVENT_NAME, findDate } from '../src/features/event/find.ts';
import { authorize, may } from '../src/features/event/policy.ts';

export const eventEdit = defineCommand({
  name: 'event edit',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'event.edit'),
  options: { event: { kind: 'text', required: true, max: EVENT_NAME, complete: (ctx, typed) => completeEvents(ctx, typed, 'own') } },
  async run(ctx, { event }) {
    authorize(ctx.actor, 'event.edit');
    return editing(ctx, await findDate(ctx, event, 'own'));
  },
});
