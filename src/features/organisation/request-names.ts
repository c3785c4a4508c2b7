/** Names of the actions with which a request to belong is answered, apart from what they do; and what they carry. Pure. */
import { buttonsOf } from '../../chat/compose.ts';
import { UserError } from '../../errors.ts';

export const actionNames = { letIn: 'organisation.letIn', keepOut: 'organisation.keepOut' } as const;
export const button = buttonsOf(actionNames);

export const requestRef = (organisation: string, person: string): string => `${organisation}/${person}`;

/** @throws UserError not-found: a reference that no card of ours carries. */
export function readRequest(ref: string): { readonly organisation: string; readonly person: string } {
  const [organisation, person, ...more] = ref.split('/');
  if (!organisation || !person || more.length > 0) throw new UserError('organisation.not-found');
  return { organisation, person };
}
