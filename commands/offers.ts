/** /offers: what is offered and needed in the network now, or one's own. */
import { defineCommand } from '../src/features/context.ts';
import { listReply, mineReply } from '../src/features/offer/actions.ts';
import { may } from '../src/features/offer/policy.ts';
import { completeTerms, termOf } from '../src/features/vocabulary/service.ts';

export const offers = defineCommand({
  name: 'offers',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'offer.search'),
  options: {
    theme: { kind: 'text', required: false, max: 60, complete: async (ctx, typed) => completeTerms(ctx, 'themes', typed) },
    form: { kind: 'text', required: false, max: 60, complete: async (ctx, typed) => completeTerms(ctx, 'cooperationForms', typed) },
    which: { kind: 'choice', required: false, values: ['offer', 'need', 'mine'] },
  },
  async run(ctx, { theme, form, which }) {
    if (which === 'mine') return mineReply(ctx);
    return listReply(ctx, {
      kind: which,
      theme: theme === undefined ? undefined : termOf(ctx, 'themes', theme),
      form: form === undefined ? undefined : termOf(ctx, 'cooperationForms', form),
    });
  },
});
