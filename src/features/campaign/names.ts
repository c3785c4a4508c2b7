/** Names of the actions of a campaign's cards. Pure. */
import { buttonsOf } from '../../chat/compose.ts';

export const actionNames = {
  review: 'campaign.review',
  criteria: 'campaign.criteria',
  start: 'campaign.start',
  show: 'campaign.show',
  cancel: 'campaign.cancel',
  list: 'campaign.list',
  bringBack: 'campaign.bringBack',
  bringAllBack: 'campaign.bringAllBack',
  keep: 'campaign.keep',
  update: 'campaign.update',
  leave: 'campaign.leave',
} as const;

export const button = buttonsOf(actionNames);

/** A page of those with one outcome: `<campaign>/<outcome>/<page>`. */
export const listRef = (campaign: string, outcome: string, page: number): string => `${campaign}/${outcome}/${page}`;
