/** Messages that were sent to somebody, with what they said. */
import { definePersonal } from '../personal.ts';

export const deliveryRecords = definePersonal({
  name: 'delivery',
  held: [{ model: 'Delivery', column: 'personId', onErasure: 'deleted', withheld: ['claim', 'lane'] }],
});
