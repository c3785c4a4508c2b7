/** Reads what was typed: every field's raw strings to its value, or to what is wrong with it. */
import type { Choice } from '../../chat/card.ts';
import type { AnyForm, Field, Problem } from '../../chat/form.ts';
import type { FieldValue, Given } from '../../chat/layout.ts';
import { isMailAddress } from '../../chat/mail-address.ts';
import type { RawValues } from '../../chat/platform.ts';
import { fieldOf } from '../../chat/present.ts';
import { isWebAddress } from '../../chat/web-address.ts';
import { never } from '../../errors.ts';
import type { AppContext } from '../../features/context.ts';
import type { Labels } from '../../features/draft/service.ts';
import { isEdtf } from '../../i18n/dates.ts';
import { isPlainNumber, writeNumber } from '../../i18n/numbers.ts';

export interface Answers {
  /** Values of the fields of every page that applies. */
  readonly given: Given;
  /** What was typed and cannot be. */
  readonly refused: readonly Problem[];
  /** Required fields on the way that have nothing; not yet an error while the form is being filled. */
  readonly missing: readonly Problem[];
}

type Read = { readonly value: FieldValue } | { readonly problem: Omit<Problem, 'field'> } | undefined;

/** Page by page, so that a page which does not apply gives nothing to the ones after it. */
export function readAnswers(ctx: AppContext, form: AnyForm, raw: RawValues, labels: Labels): Answers {
  const given: Record<string, FieldValue> = {};
  const refused: Problem[] = [];
  const missing: Problem[] = [];
  for (const page of form.pages) {
    if (page.when?.(given) === false) continue;
    const touched = page.fields.some((id) => filled(raw[id]));
    for (const id of page.fields) {
      const field = fieldOf(form, id);
      const read = readField(ctx, field, raw[id], labels[id] ?? {});
      if (read === undefined) {
        if (field.required && (page.optional !== true || touched)) missing.push({ field: id, code: 'required' });
      } else if ('value' in read) given[id] = read.value;
      else refused.push({ field: id, ...read.problem });
    }
  }
  return { given, refused, missing };
}

const filled = (values: readonly string[] | undefined): boolean => values?.some((value) => value.trim() !== '') ?? false;

/** Undefined: nothing was given. */
function readField(
  ctx: AppContext,
  field: Field<never>,
  raw: readonly string[] | undefined,
  labels: Readonly<Record<string, string>>,
): Read {
  if (field.kind === 'confirm') return raw === undefined ? undefined : { value: filled(raw) && raw[0] !== 'false' };
  const values = (raw ?? []).map((value) => value.trim()).filter((value) => value !== '');
  const [first] = values;
  if (first === undefined) return undefined;
  switch (field.kind) {
    case 'text':
      return readText(field, first);
    case 'number': {
      if (!isPlainNumber(first)) return refusal('number');
      const value = Number(first);
      return value < field.min || value > field.max ? refusal('number.range', { min: field.min, max: field.max }) : { value };
    }
    case 'date':
      return isEdtf(first) ? { value: first } : refusal('date');
    case 'choice': {
      const options = field.options(ctx as never);
      return readChosen(field.many, field.many ? field.max : 1, values, (value) => options.some((option) => option.value === value));
    }
    case 'lookup':
      return readChosen(field.many, field.max, values, (value) => labels[value] !== undefined);
    default:
      return never(field);
  }
}

function readText(field: Extract<Field<never>, { kind: 'text' }>, text: string): Read {
  if (text.length < field.min) return refusal('text.short', { min: field.min });
  if (text.length > field.max) return refusal('text.long', { max: field.max, length: text.length });
  if (field.format === 'url' && !isWebAddress(text)) return refusal('url');
  if (field.format === 'email' && !isMailAddress(text)) return refusal('email');
  return { value: text };
}

function readChosen(many: boolean, max: number, values: readonly string[], known: (value: string) => boolean): Read {
  const strange = values.find((value) => !known(value));
  if (strange !== undefined) return refusal('choice', { given: strange.slice(0, 100) });
  if (!many) return values[0] === undefined ? undefined : { value: values[0] };
  const chosen = [...new Set(values)];
  return chosen.length > max ? refusal('choice.many', { max }) : { value: chosen };
}

const refusal = (code: string, args?: Problem['args']): Read => ({ problem: { code, ...(args ? { args } : {}) } });

/** What a field shows when it is opened again. */
export function showAnswers(
  ctx: AppContext,
  field: Field<never>,
  raw: readonly string[],
  labels: Readonly<Record<string, string>>,
): readonly Choice[] {
  const options = field.kind === 'choice' ? field.options(ctx as never) : [];
  return raw
    .filter((value) => value !== '')
    .map((value) => {
      const typed = field.kind === 'number' && isPlainNumber(value) ? writeNumber(Number(value), ctx.locale) : value;
      return { value: typed, label: labels[value] ?? options.find((option) => option.value === value)?.label ?? typed };
    });
}
