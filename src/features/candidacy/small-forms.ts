/** The small forms of candidacies: what more is needed, why one is not eligible, a late code typed, a late code made. */
import { type AnyForm, choice, type FormFamily, text } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import { moment, strong } from '../../chat/text.ts';
import { oneLine } from '../../chat/typed.ts';
import { formatMoment } from '../../i18n/format.ts';
import { readWhen } from '../../i18n/when.ts';
import { whenProblem } from '../../i18n/when-problem.ts';
import { getIntake, type Intake, intakeIfAny } from '../call/intake/service.ts';
import { type AppContext, defineForm } from '../context.ts';
import { checkedReply } from './check.ts';
import { madeCodeCard, usedCodeCard } from './late/card.ts';
import { writeCode } from './late/code.ts';
import { makeLateCode, useLateCode } from './late/service.ts';
import { readRef } from './ref.ts';
import { decideCandidacy } from './service.ts';
import { formPages, textsOf } from './texts.ts';

const COMMENT = 1500;
const NOTE = 80;
const WHEN = 120;
const CODE = 40;

/** One of each call: it names the pages of that call's form. Subject: the candidacy and the version that was looked at. */
export const askMoreForms: FormFamily<AppContext> = {
  id: 'candidacy-more',
  form: async (ctx, callId) => {
    const call = await intakeIfAny(ctx.store.db, callId, ctx.locale, ctx.now);
    return call && askMoreForm(call);
  },
};

export const askMoreForm = (call: Intake): AnyForm =>
  defineForm({
    id: `${askMoreForms.id}/${call.id}`,
    version: 1,
    direct: true,
    texts: (t) => ({
      title: t('forms.candidacy-more.title'),
      page: () => t('candidacy.more.page'),
      label: (field) => t(field === 'page' ? 'candidacy.more.part' : 'candidacy.more.reason'),
      hint: (field) => (field === 'page' ? undefined : t('candidacy.more.hint')),
      placeholder: () => undefined,
    }),
    fields: {
      reason: text({ lines: 'many', min: 10, max: COMMENT }),
      page: choice({
        required: false,
        options: ({ t }: AppContext) => formPages(call).map((value) => ({ value, label: textsOf(t, call).page(value) })),
      }),
    },
    pages: [{ id: 'reason', fields: ['reason', 'page'] }],
    review: async (_ctx, given) => [{ type: 'quote', text: given.reason ?? '' }],
    async submit(ctx, values, draft) {
      const { id, version } = readRef(draft.subject ?? '');
      await decideCandidacy(ctx, id, version, 'changesRequested', { reason: values.reason.trim(), page: values.page ?? '' });
      return checkedReply(ctx, id);
    },
  });

export const refuseForm = defineForm({
  id: 'candidacy-refuse',
  version: 1,
  direct: true,
  fields: { reason: text({ lines: 'many', min: 10, max: COMMENT }) },
  pages: [{ id: 'reason', fields: ['reason'] }],
  review: async (_ctx, given) => [{ type: 'quote', text: given.reason ?? '' }],
  async submit(ctx, values, draft) {
    const { id, version } = readRef(draft.subject ?? '');
    await decideCandidacy(ctx, id, version, 'refused', { reason: values.reason.trim(), page: '' });
    return checkedReply(ctx, id);
  },
});

export const typeLateCodeForm = defineForm({
  id: 'candidacy-late',
  version: 1,
  direct: true,
  fields: { code: text({ max: CODE }) },
  pages: [{ id: 'code', fields: ['code'] }],
  review: async () => [],
  submit: (ctx, values) => lateCodeReply(ctx, values.code),
});

/** Typed as a command or into the form. */
export async function lateCodeReply(ctx: AppContext, typed: string) {
  const { callId, endsAt } = await useLateCode(ctx, typed);
  return show(usedCodeCard(ctx, await getIntake(ctx, callId), new Date(endsAt)));
}

/** Subject: the call. The date that was understood is read before the code is made. */
export const makeLateCodeForm = defineForm({
  id: 'candidacy-code',
  version: 1,
  fields: { note: text({ max: NOTE }), until: text({ max: WHEN }) },
  pages: [{ id: 'whom', fields: ['note', 'until'] }],
  async check(ctx, given, draft) {
    if (given.until === undefined) return [];
    const read = await untilOf(ctx, given.until, draft);
    if (read.type === 'problem') return [whenProblem('until', read, ctx.locale)];
    return read.at > ctx.now ? [] : [whenProblem('until', { type: 'problem', code: 'past', candidates: [read] }, ctx.locale)];
  },
  async review(ctx, given, draft) {
    const read = given.until === undefined ? undefined : await untilOf(ctx, given.until, draft);
    return [
      ...(given.note === undefined ? [] : [{ type: 'text', text: strong(oneLine(given.note)) } as const]),
      ...(read?.type === 'at'
        ? [
            { type: 'text', text: ctx.t('candidacy.late.until', { at: formatMoment(read.at, ctx.locale, read.timeZone) }) } as const,
            { type: 'note', text: ctx.t.rich('candidacy.late.yours', { at: moment(read.at), left: moment(read.at, 'relative') }) } as const,
          ]
        : []),
    ];
  },
  async submit(ctx, values, draft) {
    const call = await getIntake(ctx, draft.subject ?? '');
    const read = await untilOf(ctx, values.until, draft);
    if (read.type === 'problem') throw new Error('a date that was checked cannot be read any more');
    const code = await makeLateCode(ctx, call.id, oneLine(values.note), read.at);
    return show(madeCodeCard(ctx, call, { note: oneLine(values.note), code: writeCode(code), endsAt: read.at }));
  },
});

/** In the call's own zone; a day without a time ends with its last minute. */
async function untilOf(
  ctx: AppContext,
  typed: string,
  { subject = '', savedAt }: { readonly subject: string | undefined; readonly savedAt: Date },
) {
  const { timeZone } = await getIntake(ctx, subject);
  return readWhen(typed, { locale: ctx.locale, timeZone, now: savedAt, past: 'allowed', withoutTime: 'end-of-day' });
}
