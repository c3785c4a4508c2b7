/** Who may announce something to the network. */
import { UserError } from '../../errors.ts';
import type { Actor } from '../context.ts';
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'announcement.read': 'editor',
  'announcement.write': 'editor',
  'announcement.send': 'editor',
  'announcement.approve': 'editor',
  'announcement.stop': 'editor',
});

/** Four eyes: whoever wrote it does not approve it. @throws UserError `announcement.own` */
export function authorizeApproval(actor: Actor, announcement: { readonly authorId: string | null }): void {
  authorize(actor, 'announcement.approve');
  if (announcement.authorId === actor.id) throw new UserError('announcement.own');
}
