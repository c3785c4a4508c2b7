/** Splits a form into the sheets that a platform can hold. Pure: the same form, limits and answers give the same sheets. */
import type { AnyForm } from './form.ts';
import type { Limits } from './limits.ts';

/** One sheet: which fields of which page. */
export interface SheetPlan {
  /** `<page>.<n>`, n from 1. */
  readonly id: string;
  readonly page: string;
  readonly fields: readonly string[];
  /** Not on the way; reached from the review card. */
  readonly optional: boolean;
}

export type FieldValue = string | number | boolean | readonly string[];
/** What has been given, parsed. */
export type Given = Readonly<Record<string, FieldValue>>;

/** Every sheet of every page that applies, in order. The fields of a page that needs several are spread evenly. */
export function layOut(form: AnyForm, limits: Limits, given: Given): readonly SheetPlan[] {
  return form.pages
    .filter((page) => page.when?.(given) ?? true)
    .flatMap((page) =>
      spread(page.fields, limits.form.fieldsPerSheet).map((fields, at) => ({
        id: `${page.id}.${at + 1}`,
        page: page.id,
        fields,
        optional: page.optional ?? false,
      })),
    );
}

/** The sheets that are asked one after the other. */
export const chain = (sheets: readonly SheetPlan[]): readonly SheetPlan[] => sheets.filter((sheet) => !sheet.optional);

function spread<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / most);
  const each = Math.ceil(items.length / Math.max(count, 1));
  return Array.from({ length: count }, (_, at) => items.slice(at * each, (at + 1) * each));
}
