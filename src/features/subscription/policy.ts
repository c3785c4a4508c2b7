/** What a person may choose about what reaches them; always only for themselves. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'subscription.read': 'guest',
  'subscription.choose': 'guest',
});
