/** What a person may do with drafts; always only with their own, which the service's queries see to. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'draft.read': 'guest',
  'draft.write': 'guest',
  'draft.discard': 'guest',
});
