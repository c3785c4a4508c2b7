/** Who may do what with candidacies: by role, and by whose they are. */
import { UserError } from '../../errors.ts';
import type { Actor } from '../context.ts';
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'candidacy.apply': 'member',
  'candidacy.submit': 'member',
  'candidacy.mine': 'member',
  'candidacy.read': 'member',
  'candidacy.withdraw': 'member',
  'candidacy.remind': 'member',
  'candidacy.useLateCode': 'member',
  'candidacy.counts': 'secretariat',
  'candidacy.queue': 'secretariat',
  'candidacy.decide': 'secretariat',
  'candidacy.lateCodes': 'secretariat',
});

export interface Owned {
  readonly ownerId: string | null;
}

/** Its answers and contacts are for whoever sent it in and for the secretariat. */
export const maySee = (actor: Actor, { ownerId }: Owned): boolean => ownerId === actor.id || may(actor, 'candidacy.queue');

/** @throws UserError not-found: what one may not see does not exist for them */
export function authorizeRead(actor: Actor, candidacy: Owned): void {
  authorize(actor, 'candidacy.read');
  if (!maySee(actor, candidacy)) throw new UserError('candidacy.not-found');
}

/** @throws UserError not-found for what is somebody else's */
export function authorizeWithdraw(actor: Actor, { ownerId }: Owned): void {
  authorize(actor, 'candidacy.withdraw');
  if (ownerId !== actor.id) throw new UserError('candidacy.not-found');
}

/** Nobody checks what they sent in themselves. */
export const mayDecide = (actor: Actor, { ownerId }: Owned): boolean => may(actor, 'candidacy.decide') && ownerId !== actor.id;

/** @throws UserError own */
export function authorizeDecide(actor: Actor, candidacy: Owned): void {
  authorize(actor, 'candidacy.decide');
  if (!mayDecide(actor, candidacy)) throw new UserError('candidacy.own');
}
