/** When a reader is reminded: at their local morning some days before, or some hours before, outside their quiet hours. Pure. */
import { DateTime } from 'luxon';
import { isQuiet, morningOf, type Preferences } from '../preferences.ts';
import type { Offset } from '../reminder.ts';

export interface ReaderTime {
  /** IANA zone. */
  readonly timeZone: string;
  readonly preferences: Pick<Preferences, 'quiet' | 'morning'>;
}

/**
 * Days are counted on the reader's own calendar: the morning of the day so many days before the day of the date. Hours are
 * exact where it is urgent; else what would come in quiet hours comes before they begin. Never after the date.
 */
export function reminderTime(date: Date, offset: Offset, { timeZone, preferences }: ReaderTime): Date {
  const local = DateTime.fromJSDate(date, { zone: timeZone });
  if (offset.days !== undefined) return at(local.minus({ days: offset.days }), morningOf(preferences)).toJSDate();
  const then = local.minus({ hours: offset.hours ?? 0 });
  if (offset.urgent === true || !isQuiet(preferences.quiet, minuteOf(then))) return then.toJSDate();
  const { from } = preferences.quiet;
  const evening = minuteOf(then) >= from ? then : then.minus({ days: 1 });
  return at(evening, from).minus({ minutes: 1 }).toJSDate();
}

export type Snooze = 'hour' | 'tomorrow' | 'week';

/** Tomorrow and next week at the local morning. */
export function snoozedUntil(now: Date, snooze: Snooze, { timeZone, preferences }: ReaderTime): Date {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  if (snooze === 'hour') return local.plus({ hours: 1 }).toJSDate();
  return at(local.plus({ days: snooze === 'tomorrow' ? 1 : 7 }), morningOf(preferences)).toJSDate();
}

/** The end of the same local morning: what is due until then comes in the same message. */
export const GATHERED_HOURS = 3;

const minuteOf = (local: DateTime): number => local.hour * 60 + local.minute;

/** On the clock on the wall; a time that a change of the clocks swallows is as much later. */
const at = (day: DateTime, minute: number): DateTime =>
  day.set({ hour: Math.floor(minute / 60), minute: minute % 60, second: 0, millisecond: 0 });
