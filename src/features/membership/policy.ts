/** Who may do what with applications: by role, and by whose they are. */
import { UserError } from '../../errors.ts';
import type { Actor } from '../context.ts';
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'application.submit': 'guest',
  'application.read': 'guest',
  'application.withdraw': 'guest',
  'application.queue': 'secretariat',
  'application.decide': 'secretariat',
});

export interface Owned {
  readonly applicantId: string | null;
}

/** Contacts stand in it: it is for whoever sent it in, and for the secretariat. */
export const maySee = (actor: Actor, { applicantId }: Owned): boolean => applicantId === actor.id || may(actor, 'application.queue');

/** @throws UserError not-found: what one may not see does not exist for them */
export function authorizeRead(actor: Actor, application: Owned): void {
  authorize(actor, 'application.read');
  if (!maySee(actor, application)) throw new UserError('application.not-found');
}

/** @throws UserError not-found for what is somebody else's */
export function authorizeOwn(actor: Actor, action: 'application.submit' | 'application.withdraw', { applicantId }: Owned): void {
  authorize(actor, action);
  if (applicantId !== actor.id) throw new UserError('application.not-found');
}

/** Nobody decides on what they sent in themselves. */
export const mayDecide = (actor: Actor, { applicantId }: Owned): boolean => may(actor, 'application.decide') && applicantId !== actor.id;

/** @throws UserError own */
export function authorizeDecide(actor: Actor, application: Owned): void {
  authorize(actor, 'application.decide');
  if (!mayDecide(actor, application)) throw new UserError('application.own');
}
