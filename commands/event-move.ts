/** /event move: another date for the next one of an event, or for one date of a series. */
import { defineCommand } from '../src/features/context.ts';
import { moving } from '../src/features/event/actions.ts';
import { completeDates, completeEvents, dateAmong, EVENT_NAME, findDate } from '../src/features/event/find.ts';
import { authorize, may } from '../src/features/event/policy.ts';

export const eventMove = defineCommand({
  name: 'event move',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'event.move'),
  options: {
    event: { kind: 'text', required: true, max: EVENT_NAME, complete: (ctx, typed) => completeEvents(ctx, typed, 'own') },
    date: { kind: 'text', required: false, max: 100, complete: completeDates },
  },
  async run(ctx, { event, date }) {
    authorize(ctx.actor, 'event.move');
    const next = await findDate(ctx, event, 'own');
    return moving(ctx, date === undefined ? next : await dateAmong(ctx, next, date));
  },
});
