/** What a person may do with their own account. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'person.language': 'guest',
  'person.timeZone': 'guest',
  'person.profile': 'guest',
  'person.find': 'member',
});
