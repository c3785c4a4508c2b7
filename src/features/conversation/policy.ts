/** Who may do what with conversations: everybody with their own, the secretariat with all. */
import { UserError } from '../../errors.ts';
import type { Actor } from '../context.ts';
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'conversation.open': 'guest',
  'conversation.write': 'guest',
  'conversation.settle': 'guest',
  'conversation.read': 'secretariat',
  'conversation.take': 'secretariat',
  'conversation.answer': 'secretariat',
  'conversation.close': 'secretariat',
  'conversation.draft': 'secretariat',
});

/** @throws UserError not-found: what is somebody else's does not exist for them */
export function authorizeOwn(
  actor: Actor,
  action: 'conversation.write' | 'conversation.settle',
  { askerId }: { readonly askerId: string | null },
): void {
  authorize(actor, action);
  if (askerId !== actor.id) throw new UserError('conversation.not-found');
}
