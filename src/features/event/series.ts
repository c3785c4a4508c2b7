/** The dates of a series: RRULE (RFC 5545) in the event's own zone, so that six in the evening stays six when the clocks change. Pure. */
import { DateTime } from 'luxon';
import { RRuleTemporal } from 'rrule-temporal';

export interface Series {
  readonly startsAt: Date;
  readonly timeZone: string;
  /** Empty: this one date. */
  readonly rule: string;
}

/** Of a series without an end so much is written down ahead. */
export const AHEAD_MONTHS = 12;
/** More than ten years of every day. */
const MOST = 4000;

/** Starts from the first on, in order: those until `until`, and the first in any case. */
export function startsOf({ startsAt, timeZone, rule }: Series, until: Date): readonly Date[] {
  if (rule === '') return [startsAt];
  const starts: Date[] = [];
  ruleOf({ startsAt, timeZone, rule }).all((date, at) => {
    const start = new Date(epochOf(date));
    if (at > 0 && (start > until || at >= MOST)) return false;
    starts.push(start);
    return true;
  });
  return starts;
}

export const ahead = (now: Date): Date => DateTime.fromJSDate(now, { zone: 'utc' }).plus({ months: AHEAD_MONTHS }).toJSDate();

/** Whether a rule as somebody typed it can be followed: days at the most often, and it has a second date. */
export function isRule(rule: string, startsAt: Date, timeZone: string): boolean {
  if (!/^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*$/.test(rule)) return false;
  if (/BY(HOUR|MINUTE|SECOND)=/.test(rule)) return false;
  try {
    return ruleOf({ startsAt, timeZone, rule }).all((_date, at) => at < 2).length > 1;
  } catch {
    return false;
  }
}

/** `RRULE:` in front, spaces and small letters are forgiven. */
export const tidyRule = (typed: string): string =>
  typed
    .replace(/^\s*RRULE:/i, '')
    .replace(/\s+/g, '')
    .toUpperCase();

export const cadences = ['weekly', 'fortnightly', 'monthlyDay', 'monthlyWeekday'] as const;
export type Cadence = (typeof cadences)[number];

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** The rule of a usual rhythm that begins then. `times`: how many dates there are; undefined for no end. */
export function ruleFor(cadence: Cadence, startsAt: Date, timeZone: string, times: number | undefined): string {
  const local = DateTime.fromJSDate(startsAt, { zone: timeZone });
  const end = times === undefined ? '' : `;COUNT=${times}`;
  const weekday = WEEKDAYS[local.weekday - 1] ?? 'MO';
  switch (cadence) {
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${weekday}${end}`;
    case 'fortnightly':
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}${end}`;
    case 'monthlyDay':
      return `FREQ=MONTHLY;BYMONTHDAY=${monthDay(local.day)}${end}`;
    case 'monthlyWeekday':
      return `FREQ=MONTHLY;BYDAY=${nth(local)}${weekday}${end}`;
  }
}

/** Which rhythm a rule is, to be said in words; undefined for one of somebody's own. */
export function cadenceOf(rule: string): { readonly cadence: Cadence; readonly times: number | undefined } | undefined {
  const match = /^(?<body>.*?)(?:;COUNT=(?<times>\d+))?$/.exec(rule);
  const body = match?.groups?.body ?? '';
  const cadence = shapes.find(([, shape]) => shape.test(body))?.[0];
  if (cadence === undefined) return undefined;
  const times = match?.groups?.times;
  return { cadence, times: times === undefined ? undefined : Number(times) };
}

const shapes: readonly (readonly [Cadence, RegExp])[] = [
  ['weekly', /^FREQ=WEEKLY;BYDAY=[A-Z]{2}$/],
  ['fortnightly', /^FREQ=WEEKLY;INTERVAL=2;BYDAY=[A-Z]{2}$/],
  ['monthlyDay', /^FREQ=MONTHLY;BYMONTHDAY=-?\d+(,\d+)*(;BYSETPOS=-1)?$/],
  ['monthlyWeekday', /^FREQ=MONTHLY;BYDAY=-?\d[A-Z]{2}$/],
];

/** The 29th to 31st are the last such day of a shorter month, rather than no day at all. */
const monthDay = (day: number): string =>
  day <= 28 ? String(day) : `${Array.from({ length: day - 27 }, (_, at) => 28 + at).join(',')};BYSETPOS=-1`;

/** First to fourth; a fifth is the last, since most months have no fifth. */
function nth(local: DateTime): number {
  const week = Math.ceil(local.day / 7);
  return week > 4 ? -1 : week;
}

function ruleOf({ startsAt, timeZone, rule }: Series) {
  const start = DateTime.fromJSDate(startsAt, { zone: timeZone }).toFormat("yyyyMMdd'T'HHmmss");
  return new RRuleTemporal({ rruleString: `DTSTART;TZID=${timeZone}:${start}\nRRULE:${rule}`, includeDtstart: true });
}

/** Of a start that the clocks show twice the rule takes the first; so do its dates. */
const epochOf = (date: { readonly epochMilliseconds: number }): number => date.epochMilliseconds;
