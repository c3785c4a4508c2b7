/** What digests have told somebody already. */
import { definePersonal } from '../personal.ts';
import { absorbDigests } from './service.ts';

export const digestRecords = definePersonal({
  name: 'digest',
  held: [{ model: 'DigestItem', column: 'personId', onErasure: 'deleted' }],
  absorb: (_ctx, tx, from, to) => absorbDigests(tx, from, to),
});
