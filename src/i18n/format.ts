/** Periods, dates and lists in the reader's language. */
import { isEdtf } from './dates.ts';

/** EDTF level 0 in words: `2016`, `May 2016`, `31 May 2016`; anything else as it stands. */
export function formatDate(edtf: string, locale: string): string {
  if (!isEdtf(edtf)) return edtf;
  const [year = '', month, day] = edtf.split('-');
  if (month === undefined) return year;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1));
  return formatter(locale, day !== undefined).format(at);
}

/** `May 2016 – 2018`, `since 2016`; the words for an open end are the caller's: `since` gets the start. */
export function formatPeriod(startsOn: string, endsOn: string, ongoing: boolean, locale: string, since: (start: string) => string): string {
  const start = formatDate(startsOn, locale);
  if (ongoing) return start === '' ? '' : since(start);
  const end = formatDate(endsOn, locale);
  if (end === '' || end === start) return start;
  return start === '' ? end : `${start} – ${end}`;
}

/** An instant as it stands on the clocks of a zone, with the zone's name: `Tuesday, 31 March 2026 at 18:00 CEST`. */
export const formatMoment = (at: Date, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(british(locale), {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    timeZone,
  }).format(at);

/** The day of an instant on the clocks of a zone: `31 March 2026`. */
export const formatDay = (at: Date, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(british(locale), { dateStyle: 'long', timeZone }).format(at);

/** Its time of day there: `18:00`. */
export const formatClock = (at: Date, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(british(locale), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);

export const formatList = (
  items: readonly string[],
  locale: string,
  type: 'conjunction' | 'disjunction' | 'unit' = 'conjunction',
): string => new Intl.ListFormat(locale, { type, style: type === 'unit' ? 'narrow' : 'long' }).format(items);

/** Languages have names of their own in every language: the platform knows them. */
export const languageName = (language: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;

function formatter(locale: string, withDay: boolean): Intl.DateTimeFormat {
  const day = withDay ? ({ day: 'numeric' } as const) : {};
  return new Intl.DateTimeFormat(british(locale), { year: 'numeric', month: 'long', ...day, timeZone: 'UTC' });
}

/** English without a region: day before month, 24 hours. */
const british = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);
