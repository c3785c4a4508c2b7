/** Gathers what the cards of one's own organisation show. Reads only. */
import type { Card } from '../../../chat/card.ts';
import { inLanguage } from '../../../i18n/localized.ts';
import { askedOf } from '../../consent/service.ts';
import type { AppContext } from '../../context.ts';
import { contentOf } from '../content.ts';
import type { Organisation } from '../find/service.ts';
import { nameFor } from '../names.ts';
import { mayChange } from '../policy.ts';
import { organisationCard, peopleCard } from './card.ts';
import { isListed, peopleOf } from './queries.ts';
import { DIRECTORY } from './service.ts';

export async function ownCard(ctx: AppContext, organisation: Organisation): Promise<Card> {
  const { db } = ctx.store;
  const { id, membership } = organisation;
  const words = (await askedOf(db, 'organisation')).find(({ purpose }) => purpose === DIRECTORY);
  return organisationCard(ctx, {
    entry: { ...contentOf(organisation), id, category: membership?.category ?? '' },
    membership: membership?.state ?? '',
    listed: await isListed(db, id),
    consent: words === undefined ? '' : inLanguage(words.texts, ctx.locale, 'en').text,
    mine: mayChange(ctx.actor, organisation),
  });
}

export async function peopleCardOf(ctx: AppContext, organisation: Organisation): Promise<Card> {
  const { id } = organisation;
  return peopleCard(ctx, {
    id,
    name: nameFor(organisation, ctx.locale),
    people: await peopleOf(ctx, id),
    mine: mayChange(ctx.actor, organisation),
  });
}
