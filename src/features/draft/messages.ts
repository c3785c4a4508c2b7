/** A draft's owner is told before it expires. */
import { z } from 'zod';
import { formActions } from '../../chat/refs.ts';
import { defineMessage } from '../../delivery/message.ts';
import { draftLine } from './card.ts';
import { parse } from './record.ts';

const Params = z.object({ draft: z.string() });

export const expiring = defineMessage({
  name: 'draft.expiring',
  parse: (params) => Params.parse(params),
  render: async ({ t, db, clock }, { draft: id }) => {
    const row = await db.draft.findFirst({ where: { id, state: 'open', expiresAt: { gt: clock.now() } } });
    if (!row) return undefined;
    return {
      title: t('draft.expiring.title'),
      blocks: [
        { type: 'text', text: draftLine(t, parse(row)) },
        { type: 'text', text: t('draft.expiring.text') },
        { type: 'actions', controls: [{ type: 'button', label: t('draft.continue'), action: formActions.resume(id), style: 'primary' }] },
      ],
    };
  },
});
