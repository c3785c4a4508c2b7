/** Names of the actions that cards of events carry, apart from what they do: cards know the names, actions.ts the deeds. Pure. */
import type { Button, LinkButton } from '../../chat/card.ts';

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
export type ActionName = keyof typeof actionNames;

export const button = (label: string, name: ActionName, id: string, more: Pick<Button, 'style' | 'confirm'> = {}): Button => ({
  type: 'button',
  label,
  action: { name: actionNames[name], id },
  ...more,
});

export const linkButton = (label: string, url: string): LinkButton => ({ type: 'link', label, url });
