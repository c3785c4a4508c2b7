/** Names of the actions that cards of calls carry, apart from what they do: cards know the names, actions.ts the deeds. Pure. */
import { buttonsOf } from '../../chat/compose.ts';

export const actionNames = {
  show: 'call.show',
  desk: 'call.desk',
  read: 'call.read',
  check: 'call.check',
  edit: 'call.edit',
  phase: 'call.phase',
  question: 'call.question',
  open: 'call.open',
  openNow: 'call.openNow',
  extend: 'call.extend',
} as const;

export const button = buttonsOf(actionNames);
