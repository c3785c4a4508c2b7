/** Who may move many records in and out at once. */
import { defineRights } from '../../rights.ts';

export const { table, authorize, may } = defineRights({
  'transfer.import': 'admin',
  'transfer.export': 'secretariat',
});
