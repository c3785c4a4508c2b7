/** What somebody is reminded of, does not want to be reminded of, and was told the date of. */
import { replanPerson } from '../../delivery/reminder.ts';
import { definePersonal } from '../personal.ts';
import { absorbReminders } from './service.ts';

export const reminderRecords = definePersonal({
  name: 'reminder',
  held: [
    { model: 'Reminder', column: 'personId', onErasure: 'deleted', onLink: 'derived', withheld: ['key', 'bundle'] },
    { model: 'Mute', column: 'personId', onErasure: 'deleted' },
    { model: 'Told', column: 'personId', onErasure: 'deleted', withheld: ['reader'] },
  ],
  absorb: absorbReminders,
  settle: (ctx, tx, person) => replanPerson(ctx, tx, person),
});
