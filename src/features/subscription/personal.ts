/** How somebody wants to be written to, and of what. */
import { definePersonal } from '../personal.ts';
import { absorbSubscription } from './service.ts';

export const subscriptionRecords = definePersonal({
  name: 'subscription',
  held: [
    { model: 'Preference', column: 'personId', onErasure: 'deleted', withheld: ['mailToken'] },
    { model: 'Subscription', column: 'personId', onErasure: 'deleted' },
  ],
  absorb: (_ctx, tx, from, to) => absorbSubscription(tx, from, to),
});
