/** What of the agenda somebody looks at: from which month, how many, narrowed by what; and what stands there. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Dated, DatedKind } from '../../dated.ts';
import { UserError } from '../../errors.ts';
import { readDate } from '../../i18n/dates.ts';
import type { AppContext } from '../context.ts';
import { daysOf, inOrder, isOfTheYear } from './days.ts';

export interface Filters {
  readonly kind?: DatedKind | undefined;
  /** Key of the vocabulary. */
  readonly theme?: string | undefined;
  /** ISO 3166-1 alpha-2 */
  readonly country?: string | undefined;
}

export interface View extends Filters {
  /** The first month: `2020-07`. */
  readonly month: string;
  readonly months: number;
  /** Items that stand on the pages before. */
  readonly skip: number;
}

export interface Month {
  /** `2020-07` */
  readonly month: string;
  readonly items: readonly Dated[];
}

export interface Agenda {
  readonly view: View;
  readonly months: readonly Month[];
  /** Of the year, with not even a month; where a whole year is looked at. */
  readonly ofTheYear: readonly Dated[];
  /** Before the filters: what there is to narrow by. */
  readonly all: readonly Dated[];
  /** Where nothing is in view: the month of the next thing to come. */
  readonly next: string | undefined;
}

export const kinds = ['event', 'deadline', 'plan'] as const satisfies readonly DatedKind[];
/** Without a month that is asked for: this one and the two that follow. */
const usual = 3;
const wholeYear = 12;
/** How far ahead the next thing is looked for. */
const farMonths = 24;

/** What was typed as a month: "July", "7/2026", "2026-07", a year, or nothing. @throws UserError agenda.month */
export function viewOf(ctx: Pick<AppContext, 'locale' | 'now' | 'timeZone'>, typed: string | undefined, filters: Filters): View {
  const now = DateTime.fromJSDate(ctx.now, { zone: ctx.timeZone });
  const asked = typed?.trim() ?? '';
  if (asked === '') return { ...filters, month: now.toFormat('yyyy-MM'), months: usual, skip: 0 };
  const read = [asked, `${asked} ${now.year}`].map((text) => readDate(text, ctx.locale)).find((date) => date.type === 'date');
  if (read === undefined) throw new UserError('agenda.month', { given: asked });
  const [year = '', month] = read.edtf.split('-');
  return { ...filters, month: `${year}-${month ?? '01'}`, months: month === undefined ? wholeYear : 1, skip: 0 };
}

export async function readAgenda(ctx: Pick<AppContext, 'store' | 't' | 'timeZone' | 'dated' | 'now'>, view: View): Promise<Agenda> {
  const start = DateTime.fromISO(view.month, { zone: ctx.timeZone });
  const end = start.plus({ months: view.months });
  const all = await between(ctx, start, end);
  const shown = narrowed(all, view);
  const names = Array.from({ length: view.months }, (_, n) => start.plus({ months: n }).toFormat('yyyy-MM'));
  const monthOf = (item: Dated): string => {
    const first = daysOf(item.when, ctx.timeZone).first.slice(0, 7);
    // What began before stands in the first month that is looked at.
    return first.localeCompare(view.month) < 0 ? view.month : first;
  };
  const dated = shown.filter(({ when }) => !isOfTheYear(when));
  const months = names.map((month) => ({ month, items: dated.filter((item) => monthOf(item) === month) }));
  const ofTheYear = view.months < wholeYear ? [] : shown.filter(({ when }) => isOfTheYear(when));
  const isEmpty = months.every(({ items }) => items.length === 0);
  return { view, months, ofTheYear, all, next: isEmpty ? await nextMonth(ctx, view, end) : undefined };
}

export const narrowed = (items: readonly Dated[], { kind, theme, country }: Filters): readonly Dated[] =>
  items.filter(
    (item) =>
      (kind === undefined || item.kind === kind) &&
      (theme === undefined || item.themes.includes(theme)) &&
      (country === undefined || item.country === country),
  );

type Reader = Pick<AppContext, 'store' | 't' | 'timeZone' | 'dated'>;

async function between({ store, t, timeZone, dated }: Reader, start: DateTime, end: DateTime): Promise<readonly Dated[]> {
  const range = { from: start.toJSDate(), until: end.toJSDate() };
  const lists = await Promise.all(dated.map((source) => source.list(store.db, t, range)));
  const [from, until] = [start.toFormat('yyyy-MM-dd'), end.toFormat('yyyy-MM-dd')];
  const inView = lists.flat().filter(({ when }) => {
    const { first, last } = daysOf(when, timeZone);
    return first < until && last >= from;
  });
  return inOrder(inView, timeZone);
}

async function nextMonth(ctx: Reader & Pick<AppContext, 'now'>, view: View, after: DateTime): Promise<string | undefined> {
  const today = DateTime.fromJSDate(ctx.now, { zone: ctx.timeZone });
  const from = after > today ? after : today.startOf('month');
  const coming = narrowed(await between(ctx, from, from.plus({ months: farMonths })), view);
  const first = coming.find(({ when, cancelled }) => !cancelled && !isOfTheYear(when));
  const month = first && daysOf(first.when, ctx.timeZone).first.slice(0, 7);
  return month === undefined || month < from.toFormat('yyyy-MM') ? undefined : month;
}

export const moved = (view: View, months: number): View => ({
  ...view,
  month: DateTime.fromISO(view.month, { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM'),
  skip: 0,
});

/** One filter more, another instead, or none: `kind:event`, `theme:youth`, `country:FR`, `all`. @throws UserError agenda.expired */
export function withFilter(view: View, chosen: string): View {
  const [facet = '', value] = chosen.split(':');
  const { month, months } = view;
  if (value === undefined) return { month, months, skip: 0 };
  return readView(writeView({ ...view, skip: 0, [facet]: value }));
}

/** What a button carries. */
export const writeView = ({ month, months, skip, kind, theme, country }: View): string =>
  [month, months, skip, kind ?? '', theme ?? '', country ?? ''].join('.');

const viewSchema = z
  .tuple([
    z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    z.coerce.number().int().min(1).max(wholeYear),
    z.coerce.number().int().min(0).max(10_000),
    z.enum(kinds).or(z.literal('')),
    z.string().regex(/^[a-z0-9-]*$/),
    z.string().regex(/^([A-Z]{2})?$/),
  ])
  .transform(
    ([month, months, skip, kind, theme, country]): View => ({
      month,
      months,
      skip,
      kind: kind === '' ? undefined : kind,
      theme: theme === '' ? undefined : theme,
      country: country === '' ? undefined : country,
    }),
  );

/** @throws UserError agenda.expired for what no button of ours carries */
export function readView(ref: string): View {
  const read = viewSchema.safeParse(ref.split('.'));
  if (!read.success) throw new UserError('agenda.expired');
  return read.data;
}
