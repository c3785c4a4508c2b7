/** /offer: what somebody can give others in the network. */
import { defineCommand } from '../src/features/context.ts';
import { making } from '../src/features/offer/actions.ts';
import { may } from '../src/features/offer/policy.ts';

export const offer = defineCommand({
  name: 'offer',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'offer.write'),
  options: {},
  run: (ctx) => making(ctx, 'offer'),
});
