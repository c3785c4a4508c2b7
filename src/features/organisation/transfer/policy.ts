/** Who may move the list of members in and out, and who sees its contacts on the way. */
import { defineRights } from '../../rights.ts';

export const { table, authorize, may } = defineRights({
  'members.import': 'admin',
  'members.export': 'secretariat',
  'members.exportContacts': 'secretariat',
});
