/** In channels that are bound to the purpose `help`: what looks like a question gets one small reply with a button, never an answer. */

import type { Address } from '../../../chat/platform.ts';
import { nothing, show } from '../../../chat/reply.ts';
import type { Database } from '../../../store/store.ts';
import type { Listener } from '../../listener.ts';
import { offerCard } from './card.ts';
import { looksLikeQuestion } from './looks.ts';
import { keepOffer } from './service.ts';

export const helpListener: Listener = {
  // The words are looked at first: of what does not look like a question nobody learns anything.
  listens: async (db, from, text) => looksLikeQuestion(text) && (await isHelp(db, from)),

  async hears(ctx, { text, called }) {
    if (called || !looksLikeQuestion(text) || !(await isHelp(ctx.store.db, ctx.from))) return undefined;
    const id = await keepOffer(ctx, text);
    return { answers: 'private', reply: id === undefined ? nothing : show(offerCard(ctx.t, id)) };
  },
};

/** What is said in a thread answers somebody already. */
async function isHelp(db: Database, from: Address): Promise<boolean> {
  if (from.kind === 'direct' || from.thread !== undefined) return false;
  const { platform, workspace, channel } = from;
  const where = { purpose: 'help', externalId: channel, workspace: { platform, externalId: workspace } };
  return (await db.channel.count({ where })) > 0;
}
