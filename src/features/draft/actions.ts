/** What the list of drafts offers. Continue is the form run's own. */
import { show } from '../../chat/reply.ts';
import { defineAction } from '../context.ts';
import { DISCARD, draftsCard } from './card.ts';
import { discardDraft, listDrafts } from './service.ts';

export const discard = defineAction({
  name: DISCARD,
  answers: 'update',
  typed: 'drafts',
  async run(ctx, id) {
    await discardDraft(ctx, id);
    return show(draftsCard(ctx.t, await listDrafts(ctx)));
  },
});
