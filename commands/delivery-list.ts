/** /delivery list: what could not be delivered, why, and what to do about it. */
import { defineCommand } from '../src/features/context.ts';
import { failedList } from '../src/features/delivery/actions.ts';

export const deliveryList = defineCommand({
  name: 'delivery list',
  answers: 'private',
  options: {},
  run: (ctx) => failedList(ctx, 0),
});
