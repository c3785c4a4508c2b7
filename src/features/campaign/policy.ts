/** Who may look for inactive members and ask them, and who answers. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'campaign.review': 'secretariat',
  'campaign.criteria': 'secretariat',
  'campaign.start': 'secretariat',
  'campaign.cancel': 'secretariat',
  'campaign.bringBack': 'secretariat',
  'campaign.answer': 'guest',
});
