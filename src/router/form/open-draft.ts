/** An open draft together with its form, its answers and its sheets on the reader's platform. */
import type { AnyForm, DraftInfo, FormTexts } from '../../chat/form.ts';
import { layOut, type SheetPlan } from '../../chat/layout.ts';
import type { Limits } from '../../chat/limits.ts';
import type { RawValues } from '../../chat/platform.ts';
import { UserError } from '../../errors.ts';
import type { AppContext } from '../../features/context.ts';
import { carryOver, type DraftRecord, type Labels, readDraft } from '../../features/draft/service.ts';
import { type Answers, readAnswers } from './answers.ts';
import type { Forms } from './forms.ts';
import { takeIn } from './intake.ts';

export interface OpenDraft {
  readonly draft: DraftRecord;
  readonly form: AnyForm;
  readonly texts: FormTexts;
  readonly limits: Limits;
  readonly answers: Answers;
  readonly sheets: readonly SheetPlan[];
}

/** What a form's own rules are told of its draft. */
export const infoOf = ({ draft: { id, subject, savedAt } }: Pick<OpenDraft, 'draft'>): DraftInfo => ({ id, subject, savedAt });

/** @throws UserError `draft.gone`, `draft.submitted` */
export async function openDraft(ctx: AppContext, forms: Forms, limits: Limits, id: string): Promise<OpenDraft> {
  const draft = await readDraft(ctx, id);
  const form = await forms.find(ctx, draft.form);
  if (!form) throw new UserError('draft.gone');
  const current = draft.formVersion === form.version ? draft : await convert(ctx, form, draft);
  return withAnswers(ctx, { draft: current, form, texts: forms.texts(ctx.t, form), limits }, current.raw, current.labels);
}

export function withAnswers(
  ctx: AppContext,
  open: Pick<OpenDraft, 'draft' | 'form' | 'texts' | 'limits'>,
  raw: RawValues,
  labels: Labels,
): OpenDraft {
  const answers = readAnswers(ctx, open.form, raw, labels);
  const { form, texts, limits } = open;
  return { form, texts, limits, draft: { ...open.draft, raw, labels }, answers, sheets: layOut(form, limits, answers.given) };
}

/** The form has changed since these answers were given: those stay that still can be. */
async function convert(ctx: AppContext, form: AnyForm, draft: DraftRecord): Promise<DraftRecord> {
  const known = Object.fromEntries(Object.entries(draft.raw).filter(([id]) => id in form.fields));
  const taken = await takeIn(ctx, form, known);
  const { refused } = readAnswers(ctx, form, taken.raw, taken.labels);
  const raw = Object.fromEntries(Object.entries(taken.raw).filter(([id]) => !refused.some((problem) => problem.field === id)));
  await carryOver(ctx, draft, form.version, { raw, labels: taken.labels });
  return { ...draft, formVersion: form.version, raw, labels: taken.labels };
}
