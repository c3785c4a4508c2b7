/** /need: what somebody looks for in the network. */
import { defineCommand } from '../src/features/context.ts';
import { making } from '../src/features/offer/actions.ts';
import { may } from '../src/features/offer/policy.ts';

export const need = defineCommand({
  name: 'need',
  answers: 'form',
  shownTo: ({ actor }) => may(actor, 'offer.write'),
  options: {},
  run: (ctx) => making(ctx, 'need'),
});
