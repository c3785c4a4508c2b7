/** What Agora says on its own about applications and new members. Parameters are ids; the card tells what is true when it is sent or shown again. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import { agreesTo } from '../consent/service.ts';
import { findOrganisation } from '../organisation/find/service.ts';
import { decisionCard, receiptCard, welcomeCard } from './letter.ts';
import { lookAt } from './look.ts';
import { applicationIfAny, categories } from './queries.ts';
import { queuedCard } from './queue-card.ts';

/** To whoever sent it in: number, when, and what. */
export const receipt = defineMessage({
  name: 'application.receipt',
  parse: (params) => z.object({ id: z.string() }).parse(params),
  render: async (ctx, { id }) => {
    const found = await applicationIfAny(ctx.db, id);
    return found && receiptCard(ctx, found);
  },
});

/** In the secretariat's channel: to be looked at while it waits, then what was decided. */
export const queued = defineMessage({
  name: 'application.queued',
  parse: (params) => z.object({ id: z.string(), revision: z.number().int() }).parse(params),
  render: async (ctx, { id, revision }) => {
    const found = await applicationIfAny(ctx.db, id);
    return found && queuedCard(ctx, await lookAt(ctx.db, found, await categories(ctx.db)), revision);
  },
});

export const decided = defineMessage({
  name: 'application.decided',
  parse: (params) => z.object({ id: z.string(), version: z.number().int() }).parse(params),
  render: async (ctx, { id, version }) => {
    const found = await applicationIfAny(ctx.db, id);
    // Sent in again or withdrawn before this could be told: it is no news any more.
    return found?.version === version ? decisionCard(ctx, found) : undefined;
  },
});

/** In the channels of the network. What it says is what was agreed to, and only as long as that holds. */
export const welcome = defineMessage({
  name: 'membership.welcome',
  parse: (params) => z.object({ organisation: z.string() }).parse(params),
  render: async (ctx, { organisation }) => {
    const found = await findOrganisation(ctx.db, organisation);
    const agreed = found && (await agreesTo(ctx.db, { organisationId: found.id }, 'welcome'));
    return agreed && found.membership?.state === 'active' ? welcomeCard(ctx, found) : undefined;
  },
});

export const membershipMessages = [receipt, queued, decided, welcome];
