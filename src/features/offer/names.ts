/** Names of the buttons on offers, needs and matches, apart from what they do. */
import { buttonsOf } from '../../chat/compose.ts';

export const offerActions = {
  edit: 'offer.edit',
  close: 'offer.close',
  mine: 'offer.mine',
  list: 'offer.list',
  counter: 'offer.counter',
  yes: 'offer.yes',
  no: 'offer.no',
  happened: 'offer.happened',
  planned: 'offer.planned',
  nothing: 'offer.nothing',
} as const;

export const button = buttonsOf(offerActions);
