/** /link: makes one person of accounts on two platforms, by a code shown on one and typed on the other. */
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { codeCard, joinedCard } from '../src/features/link/card.ts';
import { startLink, useLink } from '../src/features/link/service.ts';

export const link = defineCommand({
  name: 'link',
  answers: 'private',
  options: { code: { kind: 'text', required: false, max: 40 } },
  async run(ctx, { code }) {
    if (code === undefined) return show(codeCard(ctx.t, await startLink(ctx)));
    await useLink(ctx, code);
    return show(joinedCard(ctx.t));
  },
});
