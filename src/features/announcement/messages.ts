/** What Agora says of announcements on its own: the announcement itself, and to those who send it how far it has got. */
import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import { defineMessage, type MessageContext } from '../../delivery/message.ts';
import { approvalCard, newsCard, progressCard } from './card.ts';
import { type Announcement, announcementIfAny, progressOf } from './record.ts';

const idOf = z.object({ id: z.string() });

export const news = defineMessage({
  name: 'announcement.news',
  shared: true,
  parse: (params) => idOf.parse(params),
  render: (ctx, { id }) => about(ctx, id, async (found) => (found.state === 'cancelled' ? undefined : newsCard(ctx.t, found))),
});

/** To whoever asked for a test, whatever its state. */
export const test = defineMessage({
  name: 'announcement.test',
  parse: (params) => idOf.parse(params),
  render: (ctx, { id }) => about(ctx, id, async (found) => newsCard(ctx.t, found)),
});

export const approval = defineMessage({
  name: 'announcement.approval',
  parse: (params) => idOf.parse(params),
  render: (ctx, { id }) => about(ctx, id, async (found) => approvalCard(ctx.t, found)),
});

export const progress = defineMessage({
  name: 'announcement.progress',
  parse: (params) => idOf.parse(params),
  render: (ctx, { id }) => about(ctx, id, async (found) => progressCard(ctx.t, found, await progressOf(ctx.db, id))),
});

export const announcementMessages = [news, test, approval, progress];

async function about(ctx: MessageContext, id: string, say: (found: Announcement) => Promise<Card | undefined>): Promise<Card | undefined> {
  const found = await announcementIfAny(ctx.db, id);
  return found ? say(found) : undefined;
}
