/** One sheet of an open draft as a platform shows it, and the review card that follows the last one. */
import type { Block, Card, Choice } from '../../chat/card.ts';
import type { Problem } from '../../chat/form.ts';
import { chain, type SheetPlan } from '../../chat/layout.ts';
import { fieldOf, presentSheet } from '../../chat/present.ts';
import { formActions } from '../../chat/refs.ts';
import type { Page, PageText } from '../../chat/sheet.ts';
import { strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import type { AppContext } from '../../features/context.ts';
import { showAnswers } from './answers.ts';
import { infoOf, type OpenDraft } from './open-draft.ts';
import { hasBack } from './run.ts';

export function pageOf(ctx: AppContext, open: OpenDraft, plan: SheetPlan, problems: readonly Problem[]): Page {
  const { draft, form, texts, limits, sheets } = open;
  const part = partOf(plan, sheets);
  const own = problems.filter((problem) => plan.fields.includes(problem.field));
  const shown = plan.fields.map((id) => [id, showAnswers(ctx, fieldOf(form, id), draft.raw[id] ?? [], draft.labels[id] ?? {})] as const);
  return {
    draft: draft.id,
    sheet: presentSheet(ctx, form, plan, limits, texts),
    filled: Object.fromEntries(shown.filter(([, choices]) => choices.length > 0)),
    problems: own.map((problem) => ({ field: problem.field, message: problemText(ctx.t, problem) })),
    part,
    back: hasBack(draft, plan.id, sheets) && form.direct !== true,
    text: pageText(ctx.t, open, part, own.length),
  };
}

function pageText(t: Translate, open: OpenDraft, part: Page['part'], refused: number): PageText {
  const last = part.at === part.of;
  const next = last ? (open.form.direct === true ? 'send' : 'review') : 'next';
  return {
    form: open.texts.title,
    next: t(`router.form.${next}`),
    back: t('router.form.back'),
    close: t(open.form.direct === true ? 'router.form.cancel' : 'router.form.close'),
    saved: t('router.form.saved', part),
    resume: t('router.form.continue'),
    refused: t('router.form.refused', { count: refused }),
    fix: t('router.form.fix'),
  };
}

/** Of the sheets on the way; a part edited from the review counts its own sheets. */
function partOf(plan: SheetPlan, sheets: readonly SheetPlan[]): Page['part'] {
  const among = plan.optional ? sheets.filter((one) => one.page === plan.page) : chain(sheets);
  return { at: among.findIndex((one) => one.id === plan.id) + 1, of: among.length };
}

export const problemText = (t: Translate, problem: Problem): string => t(`problems.${problem.code}`, problem.args ?? {});

export async function reviewCard(ctx: AppContext, open: OpenDraft, problems: readonly Problem[]): Promise<Card> {
  const { t } = ctx;
  const { draft, form, answers } = open;
  const blocks: readonly Block[] = await form.review(ctx, answers.given, infoOf(open));
  const confirm = {
    title: t('router.review.discard.title'),
    text: t('router.review.discard.text'),
    yes: t('router.review.discard.yes'),
    no: t('router.review.discard.no'),
  };
  return {
    title: open.texts.title,
    blocks: [
      ...blocks,
      ...problemBlocks(t, open, problems),
      {
        type: 'actions',
        controls: [
          problems.length === 0
            ? { type: 'button', label: t('router.review.submit'), action: formActions.submit(draft.id), style: 'primary' }
            : { type: 'button', label: t('router.review.fix'), action: formActions.fix(draft.id), style: 'primary' },
          { type: 'button', label: t('router.review.later'), action: formActions.later(draft.id) },
          { type: 'button', label: t('router.review.discard'), action: formActions.discard(draft.id), style: 'danger', confirm },
        ],
      },
      {
        type: 'actions',
        controls: [{ type: 'select', placeholder: t('router.review.edit'), action: formActions.edit(draft.id), options: parts(t, open) }],
      },
    ],
  };
}

function problemBlocks(t: Translate, open: OpenDraft, problems: readonly Problem[]): readonly Block[] {
  if (problems.length === 0) return [];
  return [
    { type: 'heading', text: t('router.review.problems', { count: problems.length }) },
    { type: 'list', items: problems.map((problem) => [strong(open.texts.label(problem.field)), `: ${problemText(t, problem)}`]) },
  ];
}

/** Every page that applies; the ones that have not been filled are offered to be added. */
function parts(t: Translate, open: OpenDraft): readonly Choice[] {
  const pages = [...new Set(open.sheets.map((sheet) => sheet.page))];
  return pages.map((page) => {
    const own = open.sheets.filter((sheet) => sheet.page === page);
    const empty = own.every((sheet) => sheet.optional && sheet.fields.every((id) => (open.draft.raw[id] ?? []).length === 0));
    const title = open.texts.page(page);
    return { value: page, label: empty ? t('router.review.add', { page: title }) : title };
  });
}
