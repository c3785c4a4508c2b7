/** The form of a candidacy, made of its call: category and size, the call's own questions in its own pages, summary, contacts. */
import { type AnyForm, choice, confirm, type Field, type FormFamily, number, type Problem, text } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import { never } from '../../errors.ts';
import { languageName } from '../../i18n/format.ts';
import { type Asked, type Intake, intakeIfAny, type Labelled } from '../call/intake/service.ts';
import { type AppContext, defineForm } from '../context.ts';
import { contentFrom, type Given } from './answers.ts';
import { lateUntil } from './late/queries.ts';
import { experienceTitle, ownExperience, withCall } from './queries.ts';
import { receiptCard } from './receipt-card.ts';
import { FAMILY, formIdOf } from './ref.ts';
import { reviewBlocks } from './review.ts';
import { fieldFor } from './rules.ts';
import { remindUnfinished, submitCandidacy } from './service.ts';
import { pagesOf, textsOf } from './texts.ts';

export const SUMMARY = 1500;
export const CONTACTS = 1000;
/** A text of this length fits on one line. */
const LINE = 120;
/** The draft's subject is the experience. */
export const candidacyForms: FormFamily<AppContext> = {
  id: FAMILY,
  form: async (ctx, callId) => {
    const call = await intakeIfAny(ctx.store.db, callId, ctx.locale, ctx.now);
    return call && candidacyForm(call);
  },
};

export function candidacyForm(call: Intake): AnyForm {
  return defineForm({
    id: formIdOf(call.id),
    version: call.questionSet,
    texts: (t) => textsOf(t, call),
    fields: fieldsOf(call),
    pages: pagesOf(call),
    draftTitle: (ctx, { subject = '' }) => experienceTitle(ctx.store.db, subject),
    begun: (ctx) => remindUnfinished(ctx, call),
    check: async (_ctx, given) => unconfirmed(call, given),
    async review(ctx, given, { subject = '' }) {
      const { db } = ctx.store;
      const experience = await ownExperience(db, ctx.actor.id, subject);
      const late = await lateUntil(db, call.id, ctx.actor.id, ctx.now);
      return reviewBlocks(ctx, { call, experience, content: contentFrom(call, given, ctx.locale), late });
    },
    async submit(ctx, values, { subject = '' }) {
      const id = await submitCandidacy(ctx, call.id, subject, contentFrom(call, values, ctx.locale));
      return show(receiptCard(ctx, await withCall(ctx, id)));
    },
  });
}

function fieldsOf(call: Intake): Readonly<Record<string, Field<AppContext>>> {
  const options = (list: readonly Labelled[]) => () => list.map(({ key, label }) => ({ value: key, label }));
  const asked = (question: Asked): Field<AppContext> => {
    const { required } = question;
    switch (question.kind) {
      case 'text':
        return text({ required, max: question.max, lines: question.max > LINE ? 'many' : 'one' });
      case 'number':
        return number({ required, min: question.min, max: question.max });
      case 'confirm':
        return confirm();
      case 'choice':
        return choice({ required, options: options(question.options) });
      default:
        return never(question);
    }
  };
  return {
    ...(call.categories.length > 0 ? { category: choice({ options: options(call.categories) }) } : {}),
    ...(call.sizes.length > 0 ? { size: choice({ options: options(call.sizes) }) } : {}),
    ...Object.fromEntries(call.questions.map((question) => [fieldFor(question.id), asked(question)])),
    summary: text({ lines: 'many', min: 20, max: SUMMARY }),
    contacts: text({ lines: 'many', min: 5, max: CONTACTS }),
    language: choice({
      required: false,
      options: (ctx: AppContext) => ctx.locales.map((locale) => ({ value: locale, label: languageName(locale, ctx.locale) })),
    }),
  };
}

/** What has to be confirmed before it can be sent. */
const unconfirmed = (call: Intake, given: Given): readonly Problem[] =>
  call.questions
    .filter(({ kind, required, id }) => kind === 'confirm' && required && given[fieldFor(id)] !== true)
    .map(({ id }) => ({ field: fieldFor(id), code: 'candidacy.confirm' }));
