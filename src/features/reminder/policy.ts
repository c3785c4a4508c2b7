/** What somebody may do with reminders; always only with their own, which the service's queries see to. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'reminder.read': 'guest',
  'reminder.snooze': 'guest',
  'reminder.mute': 'guest',
});
