/** /reminders: what one will be reminded of, and what one does not want to be. */
import { defineCommand } from '../src/features/context.ts';
import { own } from '../src/features/reminder/actions.ts';

export const reminders = defineCommand({ name: 'reminders', answers: 'private', options: {}, run: (ctx) => own(ctx) });
