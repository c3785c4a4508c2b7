/** Who may agree to something, and take it back: everybody for themselves; for an organisation those who may change it. */
import { defineRights } from '../rights.ts';

export const { table, authorize } = defineRights({
  'consent.give': 'guest',
  'consent.withdraw': 'guest',
});
