/** The first steps: language, zone, what brings somebody, their organisation, and which notices come by which way. */
import { show } from '../../chat/reply.ts';
import type { Text } from '../../chat/text.ts';
import { formatList } from '../../i18n/format.ts';
import { type AppContext, defineForm } from '../context.ts';
import { findByName } from '../organisation/find/service.ts';
import { asksForMail, noticeAnswers, noticeSentences } from '../subscription/newcomer/service.ts';
import { type Answers, fields } from './answers.ts';
import { finishedCard } from './card.ts';
import { FORM } from './funnel.ts';
import { finish, seatOf } from './service.ts';

export const onboardingForm = defineForm({
  id: FORM,
  version: 1,
  fields,
  pages: [
    { id: 'you', fields: ['language', 'timeZone', 'reasons'] },
    { id: 'organisation', fields: ['organisation', 'organisationName', 'position'] },
    { id: 'notices', fields: ['themes', 'kinds', 'digest', 'channel'] },
    { id: 'mail', fields: ['email'], when: asksForMail },
  ],
  draftTitle: async (ctx) => ctx.t(`forms.${FORM}.title`),
  review: async (ctx, given) => [{ type: 'list', items: await said(ctx, given) }],
  async submit(ctx, values) {
    const { confirmation } = await finish(ctx, values);
    const locale = values.language ?? ctx.locale;
    const reader = { ...ctx, locale, t: ctx.translator(locale) };
    const more = {
      confirmation: confirmation ? values.email : undefined,
      apply: isNew(values) && ctx.commands.some(({ name }) => name === 'join'),
    };
    return show(finishedCard(reader.t, await said(reader, values), more));
  },
});

/** What is known already stands there. */
export async function firstAnswers(ctx: AppContext): Promise<Readonly<Record<string, readonly string[]>>> {
  const { db } = ctx.store;
  const personId = ctx.actor.id;
  const row = await db.onboarding.findUnique({ where: { personId } });
  const seat = await seatOf(db, personId);
  return {
    ...(await noticeAnswers(ctx)),
    language: [ctx.locale],
    reasons: row?.reasons ?? [],
    ...(seat ? { organisation: [seat.organisationId] } : {}),
    ...(seat && seat.title !== '' ? { position: [seat.title] } : {}),
    ...(row && row.organisationName !== '' && !seat ? { organisationName: [row.organisationName] } : {}),
  };
}

const isNew = ({ organisation, organisationName }: Answers): boolean => organisation === undefined && organisationName !== undefined;

async function said(ctx: AppContext, given: Answers): Promise<readonly Text[]> {
  const { t, vocabulary, translator } = ctx;
  const reasons = (given.reasons ?? []).map((key) => vocabulary.label('reasons', key, t.locale));
  return [
    ...(given.language === undefined
      ? []
      : [t('onboarding.said.language', { language: translator(given.language)('person.language.own') })]),
    ...(await belonging(ctx, given)),
    ...(reasons.length === 0 ? [] : [t('onboarding.said.reasons', { reasons: formatList(reasons, t.locale) })]),
    ...(await noticeSentences(ctx, given)),
  ];
}

async function belonging(ctx: AppContext, { organisation, organisationName }: Answers): Promise<readonly Text[]> {
  if (organisation === undefined)
    return organisationName === undefined ? [] : [ctx.t('onboarding.said.newOrganisation', { name: organisationName })];
  const seat = await seatOf(ctx.store.db, ctx.actor.id);
  const found = await findByName(ctx.store.db, ctx.locale, organisation);
  if (!found) return [];
  const belongs = seat?.organisationId === found.value && seat.state === 'active';
  return [ctx.t(belongs ? 'onboarding.said.organisation' : 'onboarding.said.asks', { name: found.label })];
}
