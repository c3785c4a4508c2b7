/** What a campaign says on its own: the question to a member, how far it has got, and what came of it. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import { inquiryCard } from './letter.ts';
import { askedBy, tallyOf } from './queries.ts';
import { progressCard } from './report-card.ts';

/** `round`: 1 for the first message, then the reminders. */
const asked = z.object({ token: z.string(), round: z.number() });

export const inquiry = defineMessage({
  name: 'campaign.inquiry',
  parse: (params) => asked.parse(params),
  async render(ctx, { token, round }) {
    const found = await askedBy(ctx.db, token);
    // Whoever has answered meanwhile is not asked again.
    if (found?.inquiry.state !== 'asked' || found.inquiry.campaign.state !== 'running') return undefined;
    return inquiryCard(ctx, found, round, ctx.personId !== undefined);
  },
});

export const progress = defineMessage({
  name: 'campaign.progress',
  parse: (params) => z.object({ id: z.string() }).parse(params),
  async render(ctx, { id }) {
    const campaign = await ctx.db.campaign.findUnique({ where: { id } });
    return campaign === null ? undefined : progressCard(ctx, campaign, await tallyOf(ctx.db, id));
  },
});

export const campaignMessages = [inquiry, progress];
