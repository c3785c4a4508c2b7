/** Names of the actions that cards of events carry, apart from what they do: cards know the names, actions.ts the deeds. Pure. */
import type { LinkButton } from '../../chat/card.ts';
import { buttonsOf } from '../../chat/compose.ts';

export const actionNames = {
  show: 'event.show',
  text: 'event.text',
  yes: 'event.yes',
  maybe: 'event.maybe',
  no: 'event.no',
  remind: 'event.remind',
  forget: 'event.forget',
  edit: 'event.edit',
  announce: 'event.announce',
  announceNow: 'event.announceNow',
  move: 'event.move',
  cancel: 'event.cancel',
  cancelAll: 'event.cancelAll',
  attendees: 'event.attendees',
  dates: 'event.dates',
  materials: 'event.materials',
  stars: 'event.stars',
  comment: 'event.comment',
  list: 'event.list',
} as const;

export const button = buttonsOf(actionNames);

export const linkButton = (label: string, url: string): LinkButton => ({ type: 'link', label, url });
