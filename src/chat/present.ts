/** One sheet with its texts and controls in the reader's language, ready for a platform. */
import type { Context } from './context.ts';
import type { AnyForm, Field, FormTexts } from './form.ts';
import type { SheetPlan } from './layout.ts';
import type { Limits } from './limits.ts';
import type { Sheet, SheetControl, SheetField } from './sheet.ts';
import type { Translate } from './translate.ts';

export function catalogueTexts(t: Translate, form: string): FormTexts {
  const given = (key: string): string | undefined => (t.has(key) ? t(key) : undefined);
  return {
    title: t(`forms.${form}.title`),
    page: (page) => t(`forms.${form}.pages.${page}`),
    label: (field) => t(`forms.${form}.fields.${field}.label`),
    hint: (field) => given(`forms.${form}.fields.${field}.hint`),
    placeholder: (field) => given(`forms.${form}.fields.${field}.placeholder`),
  };
}

export function presentSheet(ctx: Context, form: AnyForm, plan: SheetPlan, limits: Limits, texts: FormTexts): Sheet {
  return {
    id: plan.id,
    title: texts.page(plan.page),
    fields: plan.fields.map((id) => presentField(ctx, id, fieldOf(form, id), limits, texts)),
  };
}

/** @throws when a page names a field that the form has not. */
export function fieldOf(form: AnyForm, id: string): Field<never> {
  const field: Field<never> | undefined = form.fields[id];
  if (!field) throw new Error(`form ${form.id} has no field ${id}`);
  return field;
}

function presentField(ctx: Context, id: string, field: Field<never>, limits: Limits, texts: FormTexts): SheetField {
  const hint = texts.hint(id);
  const placeholder = texts.placeholder(id);
  return {
    id,
    label: texts.label(id),
    required: field.required,
    ...(hint === undefined ? {} : { hint }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...controlOf(ctx as never, field, limits),
  };
}

/** A list that is too long for the platform's choice is asked as a lookup. */
export function controlOf<Ctx extends Context>(ctx: Ctx, field: Field<Ctx>, limits: Limits): SheetControl {
  switch (field.kind) {
    case 'text':
      return { kind: 'text', lines: field.lines, min: field.min, max: Math.min(field.max, limits.form.text) };
    case 'number':
      return { kind: 'number', min: field.min, max: field.max };
    case 'date':
    case 'confirm':
      return { kind: field.kind };
    case 'choice': {
      const options = field.options(ctx);
      const max = field.many ? field.max : 1;
      if (options.length > limits.form.options) return { kind: 'lookup', many: field.many, max };
      return { kind: 'choice', many: field.many, max: Math.min(max, options.length), options };
    }
    case 'lookup':
      return { kind: 'lookup', many: field.many, max: field.max };
  }
}
