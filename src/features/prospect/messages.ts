/** What Agora says on its own about suggestions: to the secretariat, to the organisation, to whoever suggested it. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import { gapFinder } from '../coverage/fill/service.ts';
import { networkWords } from '../network/service.ts';
import { told } from './content.ts';
import { deskCard, heardCard } from './desk-card.ts';
import { invitationCard, newsCard } from './letter.ts';
import { prospectBehind, prospectIfAny } from './queries.ts';

const whats = ['interested', 'returned'] as const;
export type Heard = (typeof whats)[number];

export const suggested = defineMessage({
  name: 'prospect.suggested',
  parse: (params) => z.object({ id: z.string() }).parse(params),
  render: async (ctx, { id }) => {
    const found = await prospectIfAny(ctx.db, id);
    return found === null ? undefined : deskCard(ctx, found, (await gapFinder(ctx.db, ctx))(found));
  },
});

/** By e-mail to the organisation. `round`: 0 for the first, then its reminders. */
export const invitation = defineMessage({
  name: 'prospect.invitation',
  parse: (params) => z.object({ token: z.string(), round: z.number().int() }).parse(params),
  async render(ctx, { token, round }) {
    const found = await prospectBehind(ctx.db, token);
    // Whoever has answered meanwhile is not asked again.
    if (found?.state !== 'invited') return undefined;
    return invitationCard(ctx, found, await networkWords(ctx.db, ctx.t.locale), round);
  },
});

export const news = defineMessage({
  name: 'prospect.news',
  parse: (params) => z.object({ id: z.string(), state: z.enum(told) }).parse(params),
  async render(ctx, { id, state }) {
    const found = await prospectIfAny(ctx.db, id);
    return found?.state === state ? newsCard(ctx, found, state) : undefined;
  },
});

export const heard = defineMessage({
  name: 'prospect.heard',
  parse: (params) => z.object({ id: z.string(), what: z.enum(whats) }).parse(params),
  async render(ctx, { id, what }) {
    const found = await prospectIfAny(ctx.db, id);
    return found === null ? undefined : heardCard(ctx, found, what);
  },
});

export const prospectMessages = [suggested, invitation, news, heard];
