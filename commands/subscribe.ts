/** /subscribe: what somebody hears of, where and when. */
import { defineCommand } from '../src/features/context.ts';
import { answersFrom, subscriptionForm } from '../src/features/subscription/form.ts';
import { authorize } from '../src/features/subscription/policy.ts';
import { chosenBy } from '../src/features/subscription/queries.ts';

export const subscribe = defineCommand({
  name: 'subscribe',
  answers: 'form',
  options: {},
  async run(ctx) {
    authorize(ctx.actor, 'subscription.read');
    const chosen = await chosenBy(ctx.store.db, ctx.actor.id, ctx.timeZone);
    return { type: 'form', form: subscriptionForm, initial: answersFrom(ctx, chosen) };
  },
});
