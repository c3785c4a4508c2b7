/** Who may do what with calls. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'call.show': 'guest',
  'call.list': 'secretariat',
  'call.create': 'secretariat',
  'call.edit': 'secretariat',
  'call.open': 'secretariat',
  'call.extend': 'secretariat',
  'call.check': 'secretariat',
});
