/** The request of a member to be a promoter: what it contributes. Subject: the organisation, or the request that was sent in. */
import { choices, text } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { formatList } from '../../i18n/format.ts';
import { inLanguage } from '../../i18n/localized.ts';
import { type AppContext, defineForm } from '../context.ts';
import { contentOf } from '../organisation/content.ts';
import { findOrganisation, getOrganisation } from '../organisation/find/service.ts';
import { nameFor } from '../organisation/names.ts';
import { contributions } from './content.ts';
import { LONG, PROMOTER } from './fields.ts';
import { sentCard } from './join-card.ts';
import { applicationIfAny, categories, getApplication, isFor } from './queries.ts';
import { readSubject } from './ref.ts';
import { submitApplication } from './service.ts';
import { categoryName, kindName } from './words.ts';

export const promoterForm = defineForm({
  id: 'promoter',
  version: 1,
  fields: {
    contributions: choices({
      max: contributions.length,
      options: ({ t }: AppContext) => contributions.map((value) => ({ value, label: t(`membership.contributions.${value}`) })),
    }),
    offers: text({ lines: 'many', min: 20, max: LONG }),
    title: text({ max: 80 }),
  },
  pages: [{ id: 'offer', fields: ['contributions', 'offers', 'title'] }],
  draftTitle: async (ctx, { subject }) => {
    const found = await organisationOf(ctx, subject);
    return found ? nameFor(found, ctx.locale) : '';
  },
  async review(ctx, given, { subject }) {
    const { t, locale } = ctx;
    const found = await organisationOf(ctx, subject);
    const all = await categories(ctx.store.db);
    const explains = inLanguage(all.find(({ key }) => key === PROMOTER)?.explains ?? {}, locale, 'en').text;
    const labels = { category: categoryName(ctx, PROMOTER), kind: found ? kindName(ctx, found.kind) : '' };
    return [
      ...(found ? [{ type: 'heading', text: nameFor(found, locale) } as const] : []),
      { type: 'note', text: t('membership.category', { ...labels, explains }) },
      ...(found && !isFor(all, PROMOTER, found.kind) ? [{ type: 'text', text: t('membership.review.unfit', labels) } as const] : []),
      ...((given.contributions ?? []).length === 0
        ? []
        : [
            {
              type: 'text',
              text: formatList(
                (given.contributions ?? []).map((one) => t(`membership.contributions.${one}`)),
                locale,
              ),
            } as const,
          ]),
      ...(given.offers === undefined ? [] : [{ type: 'text', text: given.offers } as const]),
    ];
  },
  async submit(ctx, values, { subject }) {
    const { application } = readSubject(subject);
    const found = await organisationOf(ctx, subject);
    if (!found) throw new UserError('organisation.not-found');
    const given = contributions.filter((one) => values.contributions.includes(one));
    const sent = await submitApplication(
      ctx,
      {
        kind: 'promoter',
        category: PROMOTER,
        organisationId: found.id,
        locale: ctx.locale,
        answers: { organisation: { ...contentOf(found), offers: values.offers.trim() }, title: values.title.trim(), contributions: given },
        contacts: [],
        consents: {},
        notThese: [],
      },
      application,
    );
    return show(await sentCard(ctx, sent));
  },
});

async function organisationOf(ctx: AppContext, subject: string | undefined) {
  const { organisation, application } = readSubject(subject);
  const id = organisation ?? (application === undefined ? undefined : (await applicationIfAny(ctx.store.db, application))?.organisationId);
  return id === undefined || id === null ? undefined : findOrganisation(ctx.store.db, id);
}

/** A request that was sent in, as first values of the form. */
export async function promoterInitial(ctx: AppContext, id: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { answers } = await getApplication(ctx.store.db, id);
  return { contributions: answers.contributions, offers: [answers.organisation.offers], title: [answers.title] };
}

/** Whether somebody may ask: their organisation is a member, and not a promoter yet. */
export async function mayPromote(ctx: AppContext, organisationId: string): Promise<boolean> {
  const { membership, persons } = await getOrganisation(ctx.store.db, organisationId);
  return membership?.state === 'active' && membership.category !== PROMOTER && persons.some(({ personId }) => personId === ctx.actor.id);
}
