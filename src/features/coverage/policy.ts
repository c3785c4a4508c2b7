/** Who may see where the network is thin, and say what it wants. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'coverage.read': 'secretariat',
  'coverage.change': 'secretariat',
});
