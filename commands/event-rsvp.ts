/** /event rsvp: whether somebody comes; without an answer it shows the event with its buttons. */
import { defineCommand } from '../src/features/context.ts';
import { answering, showing } from '../src/features/event/actions.ts';
import { completeEvents, EVENT_NAME, findDate } from '../src/features/event/find.ts';
import { authorize } from '../src/features/event/policy.ts';

export const eventRsvp = defineCommand({
  name: 'event rsvp',
  answers: 'private',
  options: {
    event: { kind: 'text', required: true, max: EVENT_NAME, complete: (ctx, typed) => completeEvents(ctx, typed, 'coming') },
    answer: { kind: 'choice', required: false, values: ['yes', 'maybe', 'no'] },
  },
  async run(ctx, { event, answer }) {
    authorize(ctx.actor, 'event.rsvp');
    const date = await findDate(ctx, event, 'coming');
    return answer === undefined ? showing(ctx, date) : answering(ctx, date.id, answer);
  },
});
