/** The form in which anybody of the network suggests an organisation to invite. */
import { headingBlocks, short } from '../../chat/compose.ts';
import { tidyAddress } from '../../chat/mail-address.ts';
import { show } from '../../chat/reply.ts';
import { oneLine } from '../../chat/typed.ts';
import { defineForm } from '../context.ts';
import { nameFor } from '../organisation/names.ts';
import type { Content } from './content.ts';
import { hasSize, type Suggestion, suggestionFields } from './fields.ts';
import { nearTo } from './look.ts';
import { getProspect } from './queries.ts';
import { sentCard } from './sent-card.ts';
import { suggestOrganisation } from './service.ts';
import { factsOf } from './words.ts';

/** Of the reason, on a review that says more. */
const EXCERPT = 500;

export const suggestionForm = defineForm({
  id: 'suggestion',
  version: 1,
  fields: suggestionFields,
  pages: [
    { id: 'what', fields: ['name', 'kind', 'country', 'city', 'website'] },
    { id: 'size', fields: ['sizeBand'], when: (given) => hasSize(given.kind) },
    { id: 'why', fields: ['why', 'themes'] },
    { id: 'contact', fields: ['contactName', 'contactEmail', 'language', 'nameable'] },
  ],
  async review(ctx, given) {
    const content = contentFrom(given, ctx.locale);
    const { near, alike } = await nearTo(ctx.store.db, content);
    const members = near.filter(({ membership }) => membership === 'active');
    return [
      ...(content.name === '' ? [] : headingBlocks(content.name)),
      { type: 'fields', fields: factsOf(ctx, content) },
      ...(content.why === '' ? [] : [{ type: 'quote', text: short(content.why, EXCERPT) } as const]),
      ...members.map(
        (one) => ({ type: 'text', text: ctx.t('prospect.review.member', { name: short(nameFor(one, ctx.locale), 110) }) }) as const,
      ),
      ...(alike.length === 0 ? [] : [{ type: 'text', text: ctx.t('prospect.review.suggested', { count: alike.length }) } as const]),
      { type: 'note', text: ctx.t(content.nameable ? 'prospect.review.named' : 'prospect.review.unnamed') },
      ...(content.contactName + content.contactEmail === '' ? [] : [{ type: 'note', text: ctx.t('prospect.review.contact') } as const]),
    ];
  },
  async submit(ctx, values) {
    const id = await suggestOrganisation(ctx, contentFrom(values, ctx.locale));
    return show(sentCard(ctx, await getProspect(ctx.store.db, id)));
  },
});

function contentFrom(given: Suggestion, locale: string): Content {
  return {
    name: oneLine(given.name),
    kind: given.kind ?? 'other',
    country: given.country ?? '',
    city: oneLine(given.city),
    sizeBand: hasSize(given.kind) ? (given.sizeBand ?? '') : '',
    themes: [...(given.themes ?? [])],
    website: given.website?.trim() ?? '',
    why: given.why?.trim() ?? '',
    contactName: oneLine(given.contactName),
    contactEmail: tidyAddress(given.contactEmail ?? ''),
    nameable: given.nameable === true,
    locale: given.language ?? locale,
  };
}
