/** The form run as a pure reducer: what is saved, and which sheet comes next. */
import { chain, type SheetPlan } from '../../chat/layout.ts';
import type { RawValues } from '../../chat/platform.ts';
import { never } from '../../errors.ts';

/** Position of a run whose sheets have all been gone through; stays while a part is edited from the review. */
export const REVIEW = 'review';

export interface Run {
  readonly raw: RawValues;
  /** A sheet's id, or `review`. */
  readonly position: string;
}

export type RunEvent =
  /** A sheet was submitted. `refused`: something on it cannot be taken as it is; it is kept all the same. */
  | { readonly type: 'saved'; readonly sheet: string; readonly raw: RawValues; readonly refused: boolean }
  | { readonly type: 'back'; readonly sheet: string; readonly raw: RawValues }
  | { readonly type: 'resumed'; readonly sheet?: string }
  | { readonly type: 'edit'; readonly page: string };

export type Next = { readonly type: 'sheet'; readonly sheet: string } | { readonly type: 'review' };

export interface Step {
  readonly run: Run;
  readonly next: Next;
}

/** Which sheets there are, given what was typed. */
export type Plan = (raw: RawValues) => readonly SheetPlan[];

export function step(run: Run, event: RunEvent, plan: Plan): Step {
  switch (event.type) {
    case 'saved': {
      const raw = { ...run.raw, ...event.raw };
      const next = event.refused ? sheet(event.sheet) : following(run, event.sheet, plan(raw));
      return { run: { raw, position: positionOf(run, next) }, next };
    }
    case 'back': {
      const raw = { ...run.raw, ...event.raw };
      const next = preceding(run, event.sheet, plan(raw));
      return { run: { raw, position: positionOf(run, next) }, next };
    }
    case 'resumed':
      return { run, next: nearest(event.sheet ?? run.position, plan(run.raw)) };
    case 'edit':
      return { run, next: nearest(`${event.page}.1`, plan(run.raw)) };
    default:
      return never(event);
  }
}

/** Whether there is somewhere to go back to. */
export const hasBack = (run: Run, at: string, sheets: readonly SheetPlan[]): boolean =>
  run.position === REVIEW || before(at, chain(sheets)).length > 0;

const sheet = (id: string): Next => ({ type: 'sheet', sheet: id });
const review: Next = { type: 'review' };
const pageOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));
const numberOf = (id: string): number => Number(id.slice(id.lastIndexOf('.') + 1));

/** Editing from the review goes back to the review, whatever sheet was shown. */
const positionOf = (run: Run, next: Next): string => (next.type === 'review' || run.position === REVIEW ? REVIEW : next.sheet);

function following(run: Run, at: string, sheets: readonly SheetPlan[]): Next {
  // From the review: the rest of the same page, then the review again.
  const among = run.position === REVIEW || isOptional(at, sheets) ? ofPage(at, sheets) : chain(sheets);
  const next = after(at, among)[0];
  return next ? sheet(next.id) : review;
}

function preceding(run: Run, at: string, sheets: readonly SheetPlan[]): Next {
  const editing = run.position === REVIEW || isOptional(at, sheets);
  const previous = before(at, editing ? ofPage(at, sheets) : chain(sheets)).at(-1);
  if (previous) return sheet(previous.id);
  return editing ? review : sheet(at);
}

/** The sheet itself; where another platform or an answer has changed the split, its page; else the review. */
function nearest(wanted: string, sheets: readonly SheetPlan[]): Next {
  if (wanted === REVIEW) return review;
  const found = sheets.find((one) => one.id === wanted) ?? sheets.find((one) => one.page === pageOf(wanted));
  if (found) return sheet(found.id);
  const first = chain(sheets)[0];
  return first ? sheet(first.id) : review;
}

const ofPage = (at: string, sheets: readonly SheetPlan[]): readonly SheetPlan[] => sheets.filter((one) => one.page === pageOf(at));
const isOptional = (at: string, sheets: readonly SheetPlan[]): boolean => ofPage(at, sheets).some((one) => one.optional);

/** A sheet that this platform does not have (another one split the page) counts as the end of its page. */
const indexOf = (at: string, among: readonly SheetPlan[]): number => {
  const exact = among.findIndex((one) => one.id === at);
  return exact >= 0 ? exact : among.findLastIndex((one) => one.page === pageOf(at) && numberOf(one.id) <= numberOf(at));
};
const after = (at: string, among: readonly SheetPlan[]): readonly SheetPlan[] => among.slice(indexOf(at, among) + 1);
const before = (at: string, among: readonly SheetPlan[]): readonly SheetPlan[] => among.slice(0, Math.max(0, indexOf(at, among)));
