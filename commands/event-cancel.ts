/** /event cancel: a whole event, or one date of a series; says first who will be told. */
import { defineCommand } from '../src/features/context.ts';
import { cancelling } from '../src/features/event/actions.ts';
import { completeDates, completeEvents, dateAmong, EVENT_NAME, findDate } from '../src/features/event/find.ts';
import { authorize, may } from '../src/features/event/policy.ts';

export const eventCancel = defineCommand({
  name: 'event cancel',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'event.cancel'),
  options: {
    event: { kind: 'text', required: true, max: EVENT_NAME, complete: (ctx, typed) => completeEvents(ctx, typed, 'own') },
    date: { kind: 'text', required: false, max: 100, complete: completeDates },
  },
  async run(ctx, { event, date }) {
    authorize(ctx.actor, 'event.cancel');
    const next = await findDate(ctx, event, 'own');
    return date === undefined ? cancelling(ctx, next, true) : cancelling(ctx, await dateAmong(ctx, next, date), false);
  },
});
