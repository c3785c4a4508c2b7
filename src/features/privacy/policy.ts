/** Everybody decides on what is held on themselves. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'privacy.read': 'guest',
  'privacy.export': 'guest',
  'privacy.withdraw': 'guest',
  'privacy.erase': 'guest',
});
