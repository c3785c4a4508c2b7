/** Who may do what with events: by role, and by whether it is theirs. */
import { UserError } from '../../errors.ts';
import type { Actor } from '../context.ts';
import { atLeast } from '../person/roles.ts';
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'event.list': 'guest',
  'event.show': 'guest',
  'event.rsvp': 'guest',
  'event.feedback': 'guest',
  'event.create': 'editor',
  'event.edit': 'editor',
  'event.announce': 'editor',
  'event.move': 'editor',
  'event.cancel': 'editor',
  'event.materials': 'member',
  'event.attendees': 'member',
});
export type EventAction = 'event.edit' | 'event.announce' | 'event.move' | 'event.cancel' | 'event.materials' | 'event.attendees';

export interface Organised {
  readonly organiserId: string | null;
}

/** The organiser keeps what is theirs, also when they are no editor any more; editors answer for all of them. */
export const mayManage = (actor: Pick<Actor, 'id' | 'role'>, action: EventAction, event: Organised): boolean =>
  may(actor, action) && (event.organiserId === actor.id || atLeast(actor.role, 'editor'));

/** @throws UserError forbidden, or not-yours */
export function authorizeEvent(actor: Actor, action: EventAction, event: Organised): void {
  authorize(actor, action);
  if (!mayManage(actor, action, event)) throw new UserError('event.not-yours');
}

/** What is not announced yet is for its organiser and the editors. */
export const maySee = (actor: Pick<Actor, 'id' | 'role'>, event: Organised & { readonly announcedAt: Date | null }): boolean =>
  event.announcedAt !== null || event.organiserId === actor.id || atLeast(actor.role, 'editor');
