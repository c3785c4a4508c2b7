/** What Agora says on its own about candidacies. Parameters are ids; the card tells what is true when it is sent or shown again. */
import { z } from 'zod';
import { defineMessage, type MessageContext } from '../../delivery/message.ts';
import { intakeIfAny } from '../call/intake/service.ts';
import { decisionCard } from './letter.ts';
import { candidacyIfAny, type WithCall } from './queries.ts';
import { queuedCard } from './queue-card.ts';
import { receiptCard } from './receipt-card.ts';

/** To whoever sent it in: number, when, and what. */
export const receipt = defineMessage({
  name: 'candidacy.receipt',
  parse: (params) => z.object({ id: z.string() }).parse(params),
  render: async (ctx, { id }) => {
    const found = await foundBy(ctx, id);
    return found && receiptCard(ctx, found);
  },
});

/** In the secretariat's channel: to be checked while it waits, then what was decided. */
export const queued = defineMessage({
  name: 'candidacy.queued',
  parse: (params) => z.object({ id: z.string(), revision: z.number().int() }).parse(params),
  render: async (ctx, { id, revision }) => {
    const found = await foundBy(ctx, id);
    return found && queuedCard(ctx, found, revision);
  },
});

export const decided = defineMessage({
  name: 'candidacy.decided',
  parse: (params) => z.object({ id: z.string(), version: z.number().int() }).parse(params),
  render: async (ctx, { id, version }) => {
    const found = await foundBy(ctx, id);
    // Sent in again or withdrawn before this could be told: it is no news any more.
    return found?.candidacy.version === version ? decisionCard(ctx, found) : undefined;
  },
});

export const candidacyMessages = [receipt, queued, decided];

async function foundBy({ db, locale, clock }: MessageContext, id: string): Promise<WithCall | undefined> {
  const candidacy = await candidacyIfAny(db, id);
  const call = candidacy && (await intakeIfAny(db, candidacy.callId, locale, clock.now()));
  return call && { candidacy, call };
}
