/** Days and months of what is dated: where it stands in a reader's calendar, and which of its dates are open. Pure. */
import { DateTime } from 'luxon';
import type { Dated, When } from '../../dated.ts';

/** `2020-07` to `2020-07-01`: the first day that a date may be. EDTF level 0. */
export function firstDayOf(edtf: string): string {
  const [year = '', month = '01', day = '01'] = edtf.split('-');
  return `${year}-${month}-${day}`;
}

/** `2020-02` to `2020-02-29`. */
export function lastDayOf(edtf: string): string {
  const [year = '', month = '12', day] = edtf.split('-');
  if (day !== undefined) return edtf;
  const last = DateTime.utc(Number(year), Number(month)).endOf('month').day;
  return `${year}-${month}-${String(last).padStart(2, '0')}`;
}

/** A month or a year is known, and no day. */
export const isOpen = (when: When): boolean => when.kind === 'date' && when.start.split('-').length < 3;

/** Only the year is known. */
export const isOfTheYear = (when: When): boolean => when.kind === 'date' && when.start.length === 4;

/** First and last day on a reader's calendar. */
export function daysOf(when: When, timeZone: string): { readonly first: string; readonly last: string } {
  if (when.kind === 'date') return { first: firstDayOf(when.start), last: lastDayOf(when.end ?? when.start) };
  const day = (at: Date) => DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd');
  // Midnight at the end belongs to the day before.
  const end = when.end !== undefined && when.end > when.start ? new Date(when.end.getTime() - 1) : when.start;
  return { first: day(when.start), last: day(end) };
}

/** As they come; what has a month and no day stands at the end of its month. */
export function inOrder(items: readonly Dated[], timeZone: string): readonly Dated[] {
  const place = new Map(items.map((item) => [item, orderOf(item.when, timeZone)]));
  return items.toSorted((a, b) => (place.get(a) ?? '').localeCompare(place.get(b) ?? '') || a.uid.localeCompare(b.uid));
}

function orderOf(when: When, timeZone: string): string {
  if (when.kind === 'instant') return DateTime.fromJSDate(when.start, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm");
  return isOpen(when) ? `${lastDayOf(when.start)}~` : when.start;
}
