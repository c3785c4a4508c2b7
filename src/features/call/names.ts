/** Names of the actions that cards of calls carry, apart from what they do: cards know the names, actions.ts the deeds. Pure. */
import { buttonsOf } from '../../chat/compose.ts';

export const actionNames = {
  show: 'call.show',
} as const;

export const button = buttonsOf(actionNames);
