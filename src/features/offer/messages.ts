/** What is said on its own of offers and needs, drawn with what is true when it is read. */
import { z } from 'zod';
import { defineMessage, type MessageContext } from '../../delivery/message.ts';
import { endedCard, proposalCard, resultCard, sharedCard } from './card.ts';
import { counterpart, kinds } from './content.ts';
import { matchIfAny } from './record.ts';

const Params = z.object({ match: z.string(), side: z.enum(kinds) });
const parse = (params: unknown) => Params.parse(params);

export const proposed = defineMessage({
  name: 'offer.proposed',
  parse,
  render: async (ctx, { match: id, side }) => {
    const match = await matchIfAny(ctx.db, id);
    return match ? proposalCard(ctx, match, side) : undefined;
  },
});

export const shared = defineMessage({
  name: 'offer.shared',
  parse,
  render: async (ctx, { match: id, side }) => {
    const match = await matchIfAny(ctx.db, id);
    return match?.sharedAt ? sharedCard(ctx, match, side, await nameOf(ctx, counterpart(match, side).personId)) : undefined;
  },
});

export const askResult = defineMessage({
  name: 'offer.result',
  parse,
  render: async (ctx, { match: id, side }) => {
    const match = await matchIfAny(ctx.db, id);
    return match?.sharedAt ? resultCard(ctx, match, side, await nameOf(ctx, counterpart(match, side).personId)) : undefined;
  },
});

export const ended = defineMessage({
  name: 'offer.ended',
  parse: (params) => z.object({ id: z.string() }).parse(params),
  render: async (ctx, { id }) => {
    const listing = await ctx.db.listing.findUnique({ where: { id } });
    return listing?.state === 'expired' ? endedCard(ctx, listing) : undefined;
  },
});

export const offerMessages = [proposed, shared, askResult, ended];

const nameOf = async ({ db }: Pick<MessageContext, 'db'>, id: string): Promise<string> =>
  (await db.person.findUnique({ where: { id }, select: { name: true } }))?.name ?? '';
