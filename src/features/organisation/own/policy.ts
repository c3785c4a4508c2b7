/** What those who speak for an organisation do with it. Whether it is theirs is checked beside the role. */
import { UserError } from '../../../errors.ts';
import type { Actor } from '../../context.ts';
import { defineRights } from '../../rights.ts';
import { may as mayAll, mayChange, type Spoken, speaksFor } from '../policy.ts';

export const { table, authorize } = defineRights({
  'ownOrganisation.read': 'guest',
  'ownOrganisation.offer': 'guest',
  'ownOrganisation.answer': 'guest',
  'ownOrganisation.leave': 'guest',
  'ownOrganisation.consent': 'guest',
});

/** Its people and how it stands: for those who speak for it, and for the secretariat. */
export const mayRead = (actor: Actor, organisation: Spoken): boolean => speaksFor(actor, organisation) || mayAll(actor, 'organisation.any');

/** Its owner and the secretariat. @throws UserError not-yours */
export function authorizeOwner(actor: Actor, organisation: Spoken, action: keyof typeof table): void {
  authorize(actor, action);
  if (!mayChange(actor, organisation)) throw new UserError('organisation.not-yours');
}
