/** Names of the actions on the cards of one's own organisation, apart from what they do. Pure. */
import { buttonsOf } from '../../../chat/compose.ts';

export const actionNames = {
  show: 'ownOrganisation.show',
  people: 'ownOrganisation.people',
  contacts: 'ownOrganisation.contacts',
  request: 'ownOrganisation.request',
  edit: 'ownOrganisation.edit',
  list: 'ownOrganisation.list',
  unlist: 'ownOrganisation.unlist',
  leave: 'ownOrganisation.leave',
  accept: 'ownOrganisation.accept',
  refuse: 'ownOrganisation.refuse',
} as const;

export const button = buttonsOf(actionNames);
