/** The form run around its reducer: loads the draft, saves what a sheet gave before anything else, shows what comes next. */
import type { Card } from '../../chat/card.ts';
import type { AnyForm, Field, Problem } from '../../chat/form.ts';
import { layOut } from '../../chat/layout.ts';
import type { Limits } from '../../chat/limits.ts';
import type { Inbound, Outcome, PlatformName, RawValues } from '../../chat/platform.ts';
import { controlOf, fieldOf } from '../../chat/present.ts';
import { formActions } from '../../chat/refs.ts';
import type { AnyReply, FormReply } from '../../chat/reply.ts';
import { moment } from '../../chat/text.ts';
import { UserError } from '../../errors.ts';
import type { AppContext } from '../../features/context.ts';
import { beginDraft, discardDraft, findDraft, saveDraft, submittingContext } from '../../features/draft/service.ts';
import { fold } from '../../i18n/fold.ts';
import { privately } from '../boundary.ts';
import type { Forms } from './forms.ts';
import { takeIn } from './intake.ts';
import { infoOf, type OpenDraft, openDraft, withAnswers } from './open-draft.ts';
import { pageOf, reviewCard } from './page.ts';
import { REVIEW, type RunEvent, step } from './run.ts';

export interface FormRun {
  /** A handler asked for a form. */
  begin(ctx: AppContext, reply: FormReply): Promise<Outcome>;
  saved(ctx: AppContext, inbound: Extract<Inbound, { type: 'form.page' | 'form.back' }>): Promise<Outcome>;
  resumed(ctx: AppContext, draft: string, sheet?: string): Promise<Outcome>;
  closed(ctx: AppContext, draft: string): Promise<Outcome>;
  edit(ctx: AppContext, draft: string, page: string | undefined): Promise<Outcome>;
  fix(ctx: AppContext, draft: string): Promise<Outcome>;
  submit(ctx: AppContext, draft: string): Promise<Outcome>;
  later(ctx: AppContext, draft: string): Promise<Outcome>;
  discard(ctx: AppContext, draft: string): Promise<Outcome>;
  complete(ctx: AppContext, inbound: Extract<Inbound, { type: 'complete.field' }>): Promise<Outcome>;
}

/** A form that is sent with its last page is no draft to come back to. */
const DIRECT_DAYS = 1;
const TITLE_LENGTH = 100;

export function createFormRun(
  forms: Forms,
  limitsOf: (platform: PlatformName) => Limits,
  outcomeOf: (ctx: AppContext, reply: AnyReply) => Promise<Outcome>,
): FormRun {
  const open = (ctx: AppContext, id: string): Promise<OpenDraft> => openDraft(ctx, forms, limitsOf(ctx.from.platform), id);

  const show = async (ctx: AppContext, at: OpenDraft, wanted: string, problems: readonly Problem[]): Promise<Outcome> => {
    const plan = at.sheets.find((sheet) => sheet.id === wanted);
    if (plan) return { type: 'page', page: pageOf(ctx, at, plan, problems) };
    return privately(await reviewCard(ctx, at, await allProblems(ctx, at)));
  };

  const go = async (ctx: AppContext, at: OpenDraft, event: RunEvent): Promise<Outcome> => {
    const { next } = step(at.draft, event, () => at.sheets);
    return show(ctx, at, next.type === 'review' ? REVIEW : next.sheet, at.answers.refused);
  };

  const send = async (ctx: AppContext, at: OpenDraft): Promise<Outcome> => {
    const problems = await allProblems(ctx, at);
    const first = at.sheets.find((sheet) => problems.some((problem) => sheet.fields.includes(problem.field)));
    if (problems.length > 0 && at.form.direct === true && first) return show(ctx, at, first.id, problems);
    if (problems.length > 0) return privately(await reviewCard(ctx, at, problems), true);
    const submitting = submittingContext(ctx, at.draft.id);
    const reply: AnyReply = await at.form.submit(submitting.ctx, at.answers.given, infoOf(at));
    await submitting.finish();
    return outcomeOf(ctx, reply);
  };

  return {
    async begin(ctx, reply) {
      if (reply.draft !== undefined) {
        const at = await open(ctx, reply.draft);
        return go(ctx, at, reply.page === undefined ? { type: 'resumed' } : { type: 'edit', page: reply.page });
      }
      const { form } = reply;
      const known = form.direct === true ? undefined : await findDraft(ctx, form.id, reply.subject);
      const limits = limitsOf(ctx.from.platform);
      const taken = await takeIn(ctx, form, { ...reply.initial });
      const id = await beginDraft(ctx, {
        form: form.id,
        formVersion: form.version,
        subject: reply.subject,
        raw: taken.raw,
        labels: taken.labels,
        position: reply.page === undefined || known ? firstSheet(form, limits, reply.page) : REVIEW,
        ...(form.direct === true ? { days: DIRECT_DAYS } : {}),
      });
      if (known) return privately(underWayCard(ctx, forms.texts(ctx.t, form).title, known, id));
      const at = await open(ctx, id);
      return go(ctx, at, reply.page === undefined ? { type: 'resumed' } : { type: 'edit', page: reply.page });
    },

    async saved(ctx, inbound) {
      const before = await open(ctx, inbound.draft);
      const typed = ofSheet(before.form, inbound.sheet, inbound.raw);
      const taken = await takeInSafely(ctx, before, inbound.sheet, typed);
      const raw = { ...before.draft.raw, ...taken.raw };
      const at = withAnswers(ctx, before, raw, { ...before.draft.labels, ...taken.labels });
      const problems = [...at.answers.refused, ...at.answers.missing].filter((problem) => problem.field in typed);
      const event: RunEvent =
        inbound.type === 'form.back'
          ? { type: 'back', sheet: inbound.sheet, raw: taken.raw }
          : { type: 'saved', sheet: inbound.sheet, raw: taken.raw, refused: problems.length > 0 };
      const { run, next } = step(before.draft, event, () => at.sheets);
      if (inbound.type === 'form.page' || Object.keys(typed).length > 0) {
        await saveDraft(ctx, at.draft.id, { ...taken, position: run.position, title: await titleOf(ctx, at, raw) });
        if (at.draft.version === 0) await at.form.begun?.(ctx, infoOf(at));
      }
      const moved = { ...at, draft: { ...at.draft, position: run.position, savedAt: ctx.now } };
      if (next.type === 'sheet') return show(ctx, moved, next.sheet, next.sheet === inbound.sheet ? problems : at.answers.refused);
      if (at.form.direct === true) return send(ctx, moved);
      return privately(await reviewCard(ctx, moved, await allProblems(ctx, moved)), before.draft.position === REVIEW);
    },

    async resumed(ctx, draft, sheet) {
      return go(ctx, await open(ctx, draft), { type: 'resumed', ...(sheet === undefined ? {} : { sheet }) });
    },

    async closed(ctx, draft) {
      const at = await open(ctx, draft);
      if (at.form.direct === true) await discardDraft(ctx, draft);
      return { type: 'none' };
    },

    async edit(ctx, draft, page) {
      return go(ctx, await open(ctx, draft), page === undefined ? { type: 'resumed' } : { type: 'edit', page });
    },

    async fix(ctx, draft) {
      const at = await open(ctx, draft);
      const problems = await allProblems(ctx, at);
      const first = at.sheets.find((sheet) => problems.some((problem) => sheet.fields.includes(problem.field)));
      return show(ctx, at, first?.id ?? REVIEW, problems);
    },

    submit: async (ctx, draft) => replacing(await send(ctx, await open(ctx, draft))),

    async later(ctx, draft) {
      const at = await open(ctx, draft);
      const until = moment(at.draft.expiresAt, 'date');
      return privately({ blocks: [{ type: 'text', text: ctx.t.rich('router.review.kept', { until }) }] }, true);
    },

    async discard(ctx, draft) {
      await discardDraft(ctx, draft);
      return privately({ blocks: [{ type: 'text', text: ctx.t('router.review.discarded') }] }, true);
    },

    async complete(ctx, inbound) {
      const { form, limits } = await open(ctx, inbound.draft);
      const field = fieldOf(form, inbound.field);
      const { count } = limits.choices;
      if (field.kind === 'lookup')
        return { type: 'choices', choices: (await field.search(ctx as never, inbound.typed, count)).slice(0, count) };
      if (field.kind !== 'choice' || controlOf(ctx as never, field, limits).kind !== 'lookup') return { type: 'choices', choices: [] };
      const wanted = fold(inbound.typed);
      const options = field.options(ctx as never).filter((option) => fold(option.label).includes(wanted));
      return { type: 'choices', choices: options.slice(0, count) };
    },
  };
}

/** A name that cannot be looked up just now is no reason to lose a page: it is kept as typed before the trouble is told. */
async function takeInSafely(ctx: AppContext, at: OpenDraft, sheet: string, typed: RawValues) {
  try {
    return await takeIn(ctx, at.form, typed);
  } catch (error) {
    await saveDraft(ctx, at.draft.id, {
      raw: typed,
      labels: {},
      position: at.draft.position === REVIEW ? REVIEW : sheet,
      title: await titleOf(ctx, at, { ...at.draft.raw, ...typed }),
    });
    throw error;
  }
}

async function allProblems(ctx: AppContext, at: OpenDraft): Promise<readonly Problem[]> {
  const own = [...at.answers.refused, ...at.answers.missing];
  const more = (await at.form.check?.(ctx, at.answers.given, infoOf(at))) ?? [];
  return [...own, ...more.filter((problem) => !own.some((one) => one.field === problem.field))];
}

function underWayCard(ctx: AppContext, form: string, known: { readonly id: string; readonly title: string }, fresh: string): Card {
  const { t } = ctx;
  return {
    title: form,
    blocks: [
      { type: 'text', text: t('router.underway.text', { title: known.title === '' ? form : known.title }) },
      {
        type: 'actions',
        controls: [
          { type: 'button', label: t('router.form.continue'), action: formActions.resume(known.id), style: 'primary' },
          { type: 'button', label: t('router.underway.fresh'), action: formActions.resume(fresh) },
        ],
      },
    ],
  };
}

const firstSheet = (form: AnyForm, limits: Limits, page: string | undefined): string =>
  page === undefined ? (layOut(form, limits, {})[0]?.id ?? REVIEW) : `${page}.1`;

/** What a sheet may give: the fields of its page. @throws UserError `draft.gone` for a page that is not there */
function ofSheet(form: AnyForm, sheet: string, raw: RawValues): RawValues {
  const page = form.pages.find((one) => one.id === sheet.slice(0, sheet.lastIndexOf('.')));
  if (!page) throw new UserError('draft.gone');
  return Object.fromEntries(Object.entries(raw).filter(([field]) => page.fields.includes(field)));
}

/**
 * A line of text on the first page that asks for one names the draft in lists, unless the form knows better. What stands filled
 * in on later pages, as the name of a contact, is nobody's title.
 */
async function titleOf(ctx: AppContext, { form, draft }: Pick<OpenDraft, 'form' | 'draft'>, raw: RawValues): Promise<string> {
  const own = await form.draftTitle?.(ctx, infoOf({ draft }));
  const texts = form.pages.map((page) => page.fields.filter((id) => isNaming(fieldOf(form, id)))).find((naming) => naming.length > 0) ?? [];
  const first = own ?? texts.map((id) => raw[id]?.[0]?.trim() ?? '').find((value) => value !== '') ?? '';
  return first.length > TITLE_LENGTH ? `${first.slice(0, TITLE_LENGTH - 1).trimEnd()}…` : first;
}

const isNaming = (field: Field<never>): boolean => field.kind === 'text' && field.format !== 'email';

const replacing = (outcome: Outcome): Outcome => (outcome.type === 'card' ? { ...outcome, replace: true } : outcome);
