/** /event create: opens the form of a new event. */
import { defineCommand } from '../src/features/context.ts';
import { eventForm } from '../src/features/event/form.ts';
import { authorize, may } from '../src/features/event/policy.ts';

export const eventCreate = defineCommand({
  name: 'event create',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'event.create'),
  options: {},
  async run(ctx) {
    authorize(ctx.actor, 'event.create');
    const initial = { language: [ctx.locale], timeZone: [ctx.timeZone], duration: ['60'], repeats: ['no'] };
    return { type: 'form', form: eventForm, initial };
  },
});
