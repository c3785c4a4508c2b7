/** The first steps: language, zone, what brings somebody, their organisation, and which notices come by which way. */
import { show } from '../../chat/reply.ts';
import type { Text } from '../../chat/text.ts';
import { formatList } from '../../i18n/format.ts';
import { type AppContext, defineForm } from '../context.ts';
import { asksForMail, noticeAnswers, noticeSentences } from '../subscription/newcomer/service.ts';
import { type Answers, fields } from './answers.ts';
import { finishedCard } from './card.ts';
import { FORM } from './funnel.ts';
import { finish } from './service.ts';

export const onboardingForm = defineForm({
  id: FORM,
  version: 1,
  fields,
  pages: [
    { id: 'you', fields: ['language', 'timeZone', 'reasons'] },
    { id: 'notices', fields: ['themes', 'kinds', 'digest', 'channel'] },
    { id: 'mail', fields: ['email'], when: asksForMail },
  ],
  draftTitle: async (ctx) => ctx.t(`forms.${FORM}.title`),
  review: async (ctx, given) => [{ type: 'list', items: await said(ctx, given) }],
  async submit(ctx, values) {
    const { confirmation } = await finish(ctx, values);
    const locale = values.language ?? ctx.locale;
    const reader = { ...ctx, locale, t: ctx.translator(locale) };
    return show(finishedCard(reader.t, await said(reader, values), confirmation ? values.email : undefined));
  },
});

/** What is known already stands there. */
export async function firstAnswers(ctx: AppContext): Promise<Readonly<Record<string, readonly string[]>>> {
  const row = await ctx.store.db.onboarding.findUnique({ where: { personId: ctx.actor.id }, select: { reasons: true } });
  return { ...(await noticeAnswers(ctx)), language: [ctx.locale], reasons: row?.reasons ?? [] };
}

async function said(ctx: AppContext, given: Answers): Promise<readonly Text[]> {
  const { t, vocabulary, translator } = ctx;
  const reasons = (given.reasons ?? []).map((key) => vocabulary.label('reasons', key, t.locale));
  return [
    ...(given.language === undefined
      ? []
      : [t('onboarding.said.language', { language: translator(given.language)('person.language.own') })]),
    ...(reasons.length === 0 ? [] : [t('onboarding.said.reasons', { reasons: formatList(reasons, t.locale) })]),
    ...(await noticeSentences(ctx, given)),
  ];
}
