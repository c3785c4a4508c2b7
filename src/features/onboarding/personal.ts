/** When somebody was greeted, how far their first steps went, what brings them. */
import { definePersonal } from '../personal.ts';
import { absorbOnboarding } from './service.ts';

export const onboardingRecords = definePersonal({
  name: 'onboarding',
  held: [{ model: 'Onboarding', column: 'personId', onErasure: 'deleted' }],
  absorb: (_ctx, tx, from, to) => absorbOnboarding(tx, from, to),
});
