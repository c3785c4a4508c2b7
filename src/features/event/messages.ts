/** What Agora says on its own about events. Parameters are ids; the card tells what is true when it is sent or shown again. */
import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import { defineMessage, type MessageContext } from '../../delivery/message.ts';
import { channelCard, overview } from './card.ts';
import { announcedCard, cancelledCard, movedCard, placeCard, thanksCard } from './letter.ts';
import { type DateRecord, dateIfAny } from './queries.ts';
import { viewOf } from './view.ts';

const Params = z.object({ id: z.string() });
const parse = (params: unknown) => Params.parse(params);

export const card = defineMessage({
  name: 'event.card',
  parse,
  render: (ctx, { id }) => about(ctx, id, async (date) => channelCard(ctx, await viewOf(ctx.db, date, ctx.clock.now()))),
});

export const announced = defineMessage({
  name: 'event.announced',
  parse,
  render: (ctx, { id }) =>
    about(ctx, id, async (date) => {
      const view = await viewOf(ctx.db, date, ctx.clock.now());
      return view.standing === 'coming' ? announcedCard(ctx, date, overview(ctx, view)) : undefined;
    }),
});

export const moved = defineMessage({
  name: 'event.moved',
  parse: (params) => z.object({ id: z.string(), from: z.coerce.date(), to: z.coerce.date() }).transform(asTexts).parse(params),
  render: (ctx, { id, from, to }) =>
    about(ctx, id, async (date) => {
      // Moved again since: the newer message says it all.
      if (date.state === 'cancelled' || date.startsAt.getTime() !== Date.parse(to)) return undefined;
      return movedCard(ctx, date, new Date(from));
    }),
});

export const cancelled = defineMessage({
  name: 'event.cancelled',
  parse,
  render: (ctx, { id }) => about(ctx, id, async (date) => (date.state === 'cancelled' ? cancelledCard(ctx, date) : undefined)),
});

export const placeFreed = defineMessage({
  name: 'event.place',
  parse,
  render: (ctx, { id }) =>
    about(ctx, id, async (date) => {
      if (date.state === 'cancelled' || date.startsAt <= ctx.clock.now() || ctx.personId === undefined) return undefined;
      const where = { occurrenceId_personId: { occurrenceId: id, personId: ctx.personId } };
      const mine = await ctx.db.rsvp.findUnique({ where, select: { answer: true } });
      return mine?.answer === 'yes' ? placeCard(ctx, date) : undefined;
    }),
});

export const thanks = defineMessage({
  name: 'event.thanks',
  parse,
  render: (ctx, { id }) => about(ctx, id, async (date) => (date.state === 'cancelled' ? undefined : thanksCard(ctx, date))),
});

export const eventMessages = [card, announced, moved, cancelled, placeFreed, thanks];

async function about(ctx: MessageContext, id: string, say: (date: DateRecord) => Promise<Card | undefined>): Promise<Card | undefined> {
  const date = await dateIfAny(ctx.db, id);
  return date ? say(date) : undefined;
}

function asTexts({ id, from, to }: { id: string; from: Date; to: Date }) {
  return { id, from: from.toISOString(), to: to.toISOString() };
}
