/** What members may do with offers and needs; always only with their own, which the service sees to. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'offer.search': 'member',
  'offer.write': 'member',
  'offer.close': 'member',
  'offer.answer': 'member',
});
