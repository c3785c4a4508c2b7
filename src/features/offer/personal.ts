/** What somebody offers and needs, with how to reach them. */
import { definePersonal } from '../personal.ts';
import { absorbListings } from './service.ts';

export const offerRecords = definePersonal({
  name: 'offer',
  // What was proposed goes with either side.
  held: [{ model: 'Listing', column: 'personId', onErasure: 'deleted' }],
  absorb: (_ctx, tx, from, to) => absorbListings(tx, from, to),
});
