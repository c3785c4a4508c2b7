/** What Agora says on its own about sheets. Parameters are ids; the card tells what is true when it is sent or shown again. */
import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import { saying } from '../../chat/compose.ts';
import { defineMessage, type MessageContext } from '../../delivery/message.ts';
import { announcementCard, viewOf } from './card.ts';
import { changesCard, declinedCard, invitationCard, receivedCard, yoursPublishedCard } from './letter.ts';
import { underReview } from './look.ts';
import { contentAt, decisionById, lastDecision, sheetIfAny, waiting } from './queries.ts';
import { decidedCard, queueCard, settledCard } from './review-card.ts';

const revisionOf = z.object({ id: z.string(), revision: z.number().int() });
const decisionOf = z.object({ decision: z.string() });

/** In the secretariat's channel: to decide while it waits, then what was decided. */
export const queued = defineMessage({
  name: 'experience.queued',
  parse: (params) => revisionOf.parse(params),
  render: async (ctx, { id, revision }): Promise<Card | undefined> => {
    const sheet = await sheetIfAny(ctx.db, id);
    if (!sheet) return saying(ctx.t('experience.review.erased'));
    const view = viewOf(sheet, revision, await contentAt(ctx.db, sheet, revision));
    if (waiting(sheet) === revision) return queueCard(ctx, await underReview(ctx.db, sheet, revision));
    const decision = await lastDecision(ctx.db, id, revision);
    if (decision) return decidedCard(ctx, view, decision);
    return settledCard(ctx, view, sheet.state === 'withdrawn' ? 'withdrawn' : 'replaced');
  },
});

/** In every experiences channel. */
export const published = defineMessage({
  name: 'experience.published',
  parse: (params) => z.object({ id: z.string() }).parse(params),
  render: async (ctx, { id }) => {
    const sheet = await sheetIfAny(ctx.db, id);
    if (!sheet) return undefined;
    if (sheet.state !== 'published') return saying(ctx.t('experience.announcement.withdrawn', { title: sheet.title }));
    return announcementCard(ctx, viewOf(sheet));
  },
});

export const received = defineMessage({
  name: 'experience.received',
  parse: (params) => revisionOf.parse(params),
  render: (ctx, { id, revision }) =>
    about(ctx, id, async (sheet) => receivedCard(ctx, viewOf(sheet, revision, await contentAt(ctx.db, sheet, revision)))),
});

export const yoursPublished = defineMessage({
  name: 'experience.yoursPublished',
  parse: (params) => revisionOf.parse(params),
  render: (ctx, { id, revision }) =>
    about(ctx, id, async (sheet) => yoursPublishedCard(ctx, viewOf(sheet, revision, await contentAt(ctx.db, sheet, revision)))),
});

export const changesRequested = defineMessage({
  name: 'experience.changesRequested',
  parse: (params) => decisionOf.parse(params),
  render: (ctx, { decision }) => decided(ctx, decision, (sheet, made) => changesCard(ctx, viewOf(sheet), made)),
});

export const declined = defineMessage({
  name: 'experience.declined',
  parse: (params) => decisionOf.parse(params),
  render: (ctx, { decision }) =>
    decided(ctx, decision, (sheet, made) => declinedCard(ctx, viewOf(sheet), made, sheet.state === 'published')),
});

export const invited = defineMessage({
  name: 'experience.invited',
  parse: (params) => z.object({ id: z.string(), by: z.string() }).parse(params),
  render: (ctx, { id, by }) => about(ctx, id, async (sheet) => invitationCard(ctx, viewOf(sheet), by)),
});

export const invitationAnswered = defineMessage({
  name: 'experience.invitationAnswered',
  parse: (params) => z.object({ id: z.string(), who: z.string(), yes: z.boolean() }).parse(params),
  render: (ctx, { id, who, yes }) =>
    about(ctx, id, async (sheet) =>
      saying(ctx.t(yes ? 'experience.invitation.accepted' : 'experience.invitation.refused', { who, title: sheet.title })),
    ),
});

export const experienceMessages = [queued, published, received, yoursPublished, changesRequested, declined, invited, invitationAnswered];

type Found = NonNullable<Awaited<ReturnType<typeof sheetIfAny>>>;
type Made = NonNullable<Awaited<ReturnType<typeof decisionById>>>;

async function about(ctx: MessageContext, id: string, say: (sheet: Found) => Promise<Card>): Promise<Card | undefined> {
  const sheet = await sheetIfAny(ctx.db, id);
  return sheet ? say(sheet) : undefined;
}

async function decided(ctx: MessageContext, decision: string, say: (sheet: Found, made: Made) => Card): Promise<Card | undefined> {
  const made = await decisionById(ctx.db, decision);
  return made ? about(ctx, made.experienceId, async (sheet) => say(sheet, made)) : undefined;
}
