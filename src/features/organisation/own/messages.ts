/** What Agora says on its own about who speaks for an organisation. The card tells what is true when it is sent or shown again. */
import { z } from 'zod';
import { saying } from '../../../chat/compose.ts';
import { defineMessage } from '../../../delivery/message.ts';
import { findOrganisation } from '../find/service.ts';
import { nameFor } from '../names.ts';
import { offerCard } from './offer-card.ts';
import { offerById } from './queries.ts';

const offerOf = z.object({ offer: z.string() });

/** To whoever is asked. */
export const offered = defineMessage({
  name: 'organisation.offered',
  parse: (params) => offerOf.parse(params),
  render: async (ctx, { offer }) => {
    const found = await offerById(ctx.db, offer);
    return found ? offerCard(ctx.t, found) : undefined;
  },
});

/** To whoever asked. */
export const offerAnswered = defineMessage({
  name: 'organisation.offerAnswered',
  parse: (params) => offerOf.parse(params),
  render: async (ctx, { offer }) => {
    const found = await offerById(ctx.db, offer);
    if (!found) return undefined;
    const names = { who: found.person.name, organisation: nameFor(found.organisation, ctx.locale) };
    return saying(ctx.t(`organisation.offer.${found.kind}.${found.state === 'accepted' ? 'yes' : 'no'}`, names));
  },
});

/** In the secretariat's channel. */
export const nobodyLeft = defineMessage({
  name: 'organisation.nobodyLeft',
  parse: (params) => z.object({ organisation: z.string() }).parse(params),
  render: async (ctx, { organisation }) => {
    const found = await findOrganisation(ctx.db, organisation);
    if (!found || found.persons.length > 0) return undefined;
    return saying(ctx.t('organisation.nobodyLeft', { organisation: nameFor(found, ctx.locale), number: found.number }));
  },
});

export const ownMessages = [offered, offerAnswered, nobodyLeft];
