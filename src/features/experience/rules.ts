/** The rules of a sheet that need nothing but the sheet: period, completeness, and how two edits of one sheet meet. Pure. */
import { type Content, type ContentField, changedFields, contentFields, sameValue } from './content.ts';

export const completenessLevels = ['stub', 'partial', 'complete'] as const;
export type CompletenessLevel = (typeof completenessLevels)[number];

export interface Completeness {
  readonly level: CompletenessLevel;
  /** Fields that would make it more useful to others, the most useful first. */
  readonly missing: readonly ContentField[];
}

/** The quick form. Without one of these a reader cannot place the experience at all. */
const basics = ['title', 'summary', 'country', 'startsOn', 'types', 'themes'] as const satisfies readonly ContentField[];
/** What makes it possible to learn from it. */
const depth = [
  'description',
  'results',
  'methods',
  'participants',
  'objectives',
  'scale',
  'evaluation',
] as const satisfies readonly ContentField[];
const PARTIAL_FROM = 3;

export function completeness(content: Content): Completeness {
  const missing = [...basics, ...depth].filter((field) => isEmpty(content[field]));
  if (missing.length === 0) return { level: 'complete', missing };
  const enough = basics.every((field) => !isEmpty(content[field])) && depth.length - missing.length >= PARTIAL_FROM;
  return { level: enough ? 'partial' : 'stub', missing };
}

export const isEmpty = (value: Content[ContentField]): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Years that the period covers; `undefined` where it is open or unknown. */
export function years(content: Pick<Content, 'startsOn' | 'endsOn' | 'ongoing'>): {
  readonly startYear: number | null;
  readonly endYear: number | null;
} {
  const startYear = year(content.startsOn);
  // A sheet with a beginning, no end and no "still going on" says only when it began.
  const endYear = content.ongoing ? null : year(content.endsOn);
  return { startYear, endYear };
}

const year = (edtf: string): number | null => (/^\d{4}/.test(edtf) ? Number(edtf.slice(0, 4)) : null);

/** Whether a period ends before it begins. Dates are compared as far as both are known: 2016 does not end before 2016-05. */
export function endsBeforeStart(startsOn: string, endsOn: string): boolean {
  const known = Math.min(startsOn.length, endsOn.length);
  return known > 0 && endsOn.slice(0, known) < startsOn.slice(0, known);
}

export interface Merged {
  readonly content: Content;
  /** Fields that both sides changed differently; `mine` stands in the content. */
  readonly conflicts: readonly ContentField[];
}

/** Two people edited one sheet from the same beginning: each keeps what only they changed. */
export function merge(base: Content, theirs: Content, mine: Content): Merged {
  const byThem = new Set(changedFields(base, theirs));
  const byMe = new Set(changedFields(base, mine));
  const content: Content = { ...mine };
  for (const field of contentFields) if (!byMe.has(field)) take(content, theirs, field);
  const conflicts = contentFields.filter((field) => byMe.has(field) && byThem.has(field) && !sameValue(theirs[field], mine[field]));
  return { content, conflicts };
}

function take<F extends ContentField>(into: Content, from: Content, field: F): void {
  into[field] = from[field];
}
