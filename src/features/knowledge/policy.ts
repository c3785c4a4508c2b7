/** Who may do what with what is known. Answers are given to everybody by the feature that answers questions; this is for those who write them. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'knowledge.read': 'editor',
  'knowledge.write': 'editor',
  'knowledge.publish': 'editor',
  'knowledge.attach': 'editor',
  'knowledge.import': 'admin',
  'knowledge.export': 'admin',
});
