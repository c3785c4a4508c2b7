/** The application of an organisation: who it is, what it needs, what it agrees to, whom to reach. Each page is saved as it is sent. */
import type { Block } from '../../chat/card.ts';
import { headingBlocks, short } from '../../chat/compose.ts';
import type { DraftInfo, Problem } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import { oneLine } from '../../chat/typed.ts';
import { inLanguage } from '../../i18n/localized.ts';
import { type Asked, askedOf } from '../consent/service.ts';
import { type AppContext, defineForm } from '../context.ts';
import { findOrganisation } from '../organisation/find/service.ts';
import { nameFor } from '../organisation/names.ts';
import { contentFrom, purposes } from './answers.ts';
import type { Content } from './content.ts';
import { fields, type Given, governs } from './fields.ts';
import { sentCard } from './join-card.ts';
import { near } from './look.ts';
import { button } from './names.ts';
import { nearBlocks } from './near-blocks.ts';
import { categories, isFor } from './queries.ts';
import { readSubject } from './ref.ts';
import { submitApplication } from './service.ts';
import { categoryName, factsOf, kindName } from './words.ts';

export const applicationForm = defineForm({
  id: 'application',
  version: 1,
  fields,
  pages: [
    { id: 'who', fields: ['name', 'kind'] },
    { id: 'where', fields: ['country', 'city', 'website'] },
    { id: 'size', fields: ['sizeBand'], when: (given) => governs(given.kind) },
    { id: 'work', fields: ['languages', 'themes'] },
    { id: 'network', fields: ['category', 'needs'] },
    { id: 'consent', fields: ['directory', 'welcome'] },
    { id: 'contact', fields: ['title', 'contactName', 'contactEmail', 'contactPhone'] },
    { id: 'second', fields: ['secondName', 'secondRole', 'secondEmail', 'secondPhone'], optional: true },
    { id: 'names', fields: ['nameEn', 'nameEs', 'nameFr', 'namePt'], optional: true },
    { id: 'same', fields: ['organisation'], optional: true },
    { id: 'language', fields: ['language'], optional: true },
  ],
  check: async (_ctx, given) => problemsOf(given),
  async review(ctx, given, draft) {
    const asked = await askedOf(ctx.store.db, 'organisation');
    const content = contentFrom(given, ctx.locale, versions(asked));
    return [
      ...(given.name === undefined ? [] : headingBlocks(oneLine(given.name))),
      { type: 'fields', fields: factsOf(ctx, content.answers.organisation) },
      ...(content.answers.organisation.needs === ''
        ? []
        : [{ type: 'text', text: short(content.answers.organisation.needs, EXCERPT) } as const]),
      ...(await eligibility(ctx, content)),
      ...agreed(ctx, given, asked),
      { type: 'note', text: ctx.t('membership.review.contacts') },
      ...(await sameOrNew(ctx, content, draft)),
    ];
  },
  async submit(ctx, values, draft) {
    const { db } = ctx.store;
    const content = contentFrom(values, ctx.locale, versions(await askedOf(db, 'organisation')));
    const seen = content.organisationId === undefined ? await near(db, content.answers.organisation) : [];
    const { application } = readSubject(draft.subject);
    const sent = await submitApplication(ctx, { ...content, notThese: seen.map(({ id }) => id) }, application);
    return show(await sentCard(ctx, sent));
  },
});

/** Pages that the secretariat can point at, in the form's order. */
export const formPages: readonly string[] = applicationForm.pages.map(({ id }) => id);

/** Of what is needed, on a review that holds the words of the consents too. */
const EXCERPT = 300;

const versions = (asked: readonly Asked[]): ReadonlyMap<string, string> => new Map(asked.map(({ purpose, version }) => [purpose, version]));

/** Rules over several answers. */
export function problemsOf(given: Given): readonly Problem[] {
  const second = [given.secondRole, given.secondEmail, given.secondPhone].some((part) => oneLine(part) !== '');
  return second && oneLine(given.secondName) === '' ? [{ field: 'secondName', code: 'application.second-name' }] : [];
}

/** Whom the category is for: said, and not enforced. */
async function eligibility(ctx: AppContext, { category, answers }: Omit<Content, 'notThese'>): Promise<readonly Block[]> {
  if (category === '') return [];
  const all = await categories(ctx.store.db);
  const explains = all.find(({ key }) => key === category)?.explains ?? {};
  const labels = { category: categoryName(ctx, category), kind: kindName(ctx, answers.organisation.kind) };
  return [
    { type: 'note', text: ctx.t('membership.category', { ...labels, explains: inLanguage(explains, ctx.locale, 'en').text }) },
    ...(isFor(all, category, answers.organisation.kind) ? [] : [{ type: 'text', text: ctx.t('membership.review.unfit', labels) } as const]),
  ];
}

/** The very words that sending it in agrees to, with their version; and what was left out. */
function agreed({ t, locale }: AppContext, given: Given, asked: readonly Asked[]): readonly Block[] {
  return purposes.flatMap((purpose): readonly Block[] => {
    const words = asked.find((one) => one.purpose === purpose);
    if (words === undefined) return [];
    if (given[purpose] !== true) return [{ type: 'note', text: t(`membership.review.without.${purpose}`) }];
    return [
      { type: 'text', text: t('membership.review.agree', { version: words.version }) },
      { type: 'quote', text: inLanguage(words.texts, locale, 'en').text },
    ];
  });
}

/** "Is this you?"; or, once that was said, what sending it in means. */
async function sameOrNew(
  ctx: AppContext,
  { organisationId, answers }: Omit<Content, 'notThese'>,
  draft: DraftInfo,
): Promise<readonly Block[]> {
  const { db } = ctx.store;
  const { t } = ctx;
  if (organisationId !== undefined) {
    const found = await findOrganisation(db, organisationId);
    if (!found) return [];
    const theirs = found.persons.some(({ personId }) => personId === ctx.actor.id);
    const asks = found.membership?.state === 'active' && !theirs;
    return [{ type: 'text', text: t(asks ? 'membership.review.asks' : 'membership.review.same', { name: nameFor(found, ctx.locale) }) }];
  }
  const alike = await near(db, answers.organisation);
  return nearBlocks(ctx, alike, t('membership.near.applicant', { count: alike.length }), (one) =>
    button(t('membership.buttons.thatsUs'), 'thatsUs', `${draft.id}/${one.id}`),
  );
}
