/** Who may look for organisations that are in the records twice, and make them one. */
import { defineRights } from '../../rights.ts';

export const { table, authorize, may } = defineRights({
  'organisation.duplicates': 'secretariat',
  'organisation.keepApart': 'secretariat',
  'organisation.merge': 'secretariat',
  'organisation.undoMerge': 'secretariat',
});
