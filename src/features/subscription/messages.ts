/** The mail with which somebody shows that an address is theirs. Nothing in it was written by whoever asked for it. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import { mailPageLink } from '../../links.ts';

const Params = z.object({ token: z.string() });

export const confirmAddress = defineMessage({
  name: 'subscription.confirm',
  parse: (params) => Params.parse(params),
  render: async ({ t, db, clock, links }, { token }) => {
    const open = await db.preference.findFirst({
      where: { mailToken: token, emailVerifiedAt: null, confirmBy: { gt: clock.now() } },
      select: { personId: true },
    });
    const url = mailPageLink(links, 'confirm', t.locale, token);
    if (!open || url === undefined) return undefined;
    return {
      title: t('subscription.confirmation.title'),
      blocks: [
        { type: 'text', text: t('subscription.confirmation.text') },
        {
          type: 'actions',
          controls: [{ type: 'link', label: t('subscription.confirmation.button'), url }],
        },
        { type: 'note', text: t('subscription.confirmation.notYou') },
      ],
    };
  },
});
