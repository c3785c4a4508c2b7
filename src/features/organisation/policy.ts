/** Who may do what with organisations: by role, and by who speaks for them. */
import { UserError } from '../../errors.ts';
import type { Actor } from '../context.ts';
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'organisation.create': 'guest',
  'organisation.ask': 'guest',
  'organisation.change': 'guest',
  'organisation.answer': 'guest',
  'organisation.any': 'secretariat',
  'organisation.contacts': 'secretariat',
});

/** Those who speak for it now. */
export interface Spoken {
  readonly persons: readonly { readonly personId: string; readonly role: string }[];
}

export const speaksFor = (actor: Pick<Actor, 'id'>, { persons }: Spoken): boolean => persons.some(({ personId }) => personId === actor.id);
export const owns = (actor: Pick<Actor, 'id'>, { persons }: Spoken): boolean =>
  persons.some(({ personId, role }) => personId === actor.id && role === 'owner');

/** Its owner and the secretariat change what it says, and say who belongs to it. */
export const mayChange = (actor: Actor, organisation: Spoken): boolean => may(actor, 'organisation.any') || owns(actor, organisation);

/** @throws UserError not-yours */
export function authorizeChange(actor: Actor, organisation: Spoken, action: 'organisation.change' | 'organisation.answer'): void {
  authorize(actor, action);
  if (!mayChange(actor, organisation)) throw new UserError('organisation.not-yours');
}
