/** /delivery list: what could not be delivered, why, and what to do about it. */
import { defineCommand } from '../src/features/context.ts';
import { failedList } from '../src/features/delivery/actions.ts';
import { may } from '../src/features/delivery/policy.ts';

export const deliveryList = defineCommand({
  name: 'delivery list',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'delivery.list'),
  options: {},
  run: (ctx) => failedList(ctx, 0),
});
