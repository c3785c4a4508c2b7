/** /event attendees: who comes and who waits, for the organiser and the editors. */
import { defineCommand } from '../src/features/context.ts';
import { listAttendees } from '../src/features/event/actions.ts';
import { completeEvents, EVENT_NAME, findDate } from '../src/features/event/find.ts';
import { authorize } from '../src/features/event/policy.ts';

export const eventAttendees = defineCommand({
  name: 'event attendees',
  answers: 'private',
  options: { event: { kind: 'text', required: true, max: EVENT_NAME, complete: (ctx, typed) => completeEvents(ctx, typed, 'own') } },
  async run(ctx, { event }) {
    authorize(ctx.actor, 'event.attendees');
    return listAttendees(ctx, await findDate(ctx, event, 'own'), 0);
  },
});
