/** Who may look after messages that were not delivered. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'delivery.list': 'secretariat',
  'delivery.retry': 'secretariat',
  'delivery.skip': 'secretariat',
  'delivery.read': 'guest',
});
