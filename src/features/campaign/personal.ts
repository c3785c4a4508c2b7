/** By which persons members were asked whether they still belong. */
import { definePersonal } from '../personal.ts';

export const campaignRecords = definePersonal({
  name: 'campaign',
  held: [{ model: 'CampaignAsked', column: 'personId', onErasure: 'deleted', withheld: ['token'] }],
});
