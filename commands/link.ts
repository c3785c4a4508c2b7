/** /link: what is linked; makes one person of accounts on two platforms and an address, by a code shown or sent to one and typed on another. */
import { tidyAddress } from '../src/chat/mail-address.ts';
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { codeCard, joinedCard, mailSentCard } from '../src/features/link/card.ts';
import { startMail } from '../src/features/link/mail/service.ts';
import { startLink, useLink, whatIsLinked } from '../src/features/link/service.ts';

export const link = defineCommand({
  name: 'link',
  answers: 'private',
  options: { code: { kind: 'text', required: false, max: 254 }, email: { kind: 'text', required: false, max: 254 } },
  async run(ctx, { code, email }) {
    // Typed without its name, as Slack's people do.
    const address = email ?? (code?.includes('@') === true ? code : undefined);
    if (address !== undefined) {
      await startMail(ctx, tidyAddress(address));
      return show(mailSentCard(ctx.t, tidyAddress(address)));
    }
    if (code === undefined) return show(codeCard(ctx.t, await startLink(ctx), await whatIsLinked(ctx)));
    return show(joinedCard(ctx.t, await useLink(ctx, code)));
  },
});
