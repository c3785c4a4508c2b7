/** /drafts: forms that were begun and not sent, to continue or to discard. */
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { draftsCard } from '../src/features/draft/card.ts';
import { listDrafts } from '../src/features/draft/service.ts';

export const drafts = defineCommand({
  name: 'drafts',
  answers: 'private',
  options: {},
  async run(ctx) {
    return show(draftsCard(ctx.t, await listDrafts(ctx)));
  },
});
