/** Who may suggest an organisation, who decides and invites, and who answers an invitation. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'prospect.suggest': 'member',
  'prospect.read': 'secretariat',
  'prospect.decide': 'secretariat',
  'prospect.contact': 'secretariat',
});
