/** When a reader is reminded: at their local morning some days before, or some hours before, outside their quiet hours. Pure. */
import { DateTime } from 'luxon';
import { isQuiet, morningOf, type Preferences } from '../preferences.ts';
import type { Offset } from '../reminder.ts';

export interface ReaderTime {
  /** IANA zone. */
  readonly timeZone: string;
  readonly preferences: Pick<Preferences, 'quiet' | 'morning'>;
}

/** All of a source's offsets for one reader, by their ids. The longer before, the earlier: what quiet hours move does not overtake. */
export function reminderTimes(date: Date, offsets: readonly Offset[], reader: ReaderTime): ReadonlyMap<string, Date> {
  const times = new Map<string, Date>();
  let before = new Date(0);
  for (const offset of offsets.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    const own = reminderTime(date, offset, reader);
    const at = offset.urgent === true || own > before ? own : before;
    times.set(offset.id, at);
    if (at > before) before = at;
  }
  return times;
}

/**
 * Days are counted on the reader's own calendar: the morning of the day so many days before the day of the date. Hours are
 * exact where it is urgent; else what would come in quiet hours comes before they begin. Never after the date.
 */
export function reminderTime(date: Date, offset: Offset, { timeZone, preferences }: ReaderTime): Date {
  const local = DateTime.fromJSDate(date, { zone: timeZone });
  if (offset.days === undefined) {
    const then = local.minus({ hours: offset.hours ?? 0 });
    return (offset.urgent === true ? then : calm(then, preferences)).toJSDate();
  }
  const morning = calm(at(local.minus({ days: offset.days }), morningOf(preferences)), preferences);
  return (morning <= local ? morning : calm(local, preferences)).toJSDate();
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

const lengthOf = ({ days = 0, hours = 0 }: Offset): number => days * 24 + hours;
const minuteOf = (local: DateTime): number => local.hour * 60 + local.minute;

/** On the clock on the wall; of a time that a change of the clocks swallows, the first moment that exists. */
function at(day: DateTime, minute: number): DateTime {
  let found = day.set({ hour: Math.floor(minute / 60), minute: minute % 60, second: 0, millisecond: 0 });
  // luxon goes on by as much as is missing.
  if (minuteOf(found) === minute) return found;
  for (let before = found.minus({ minutes: 1 }); before.offset === found.offset; before = found.minus({ minutes: 1 })) found = before;
  return found;
}

/** That moment, or the last one before the quiet hours that it lies in. */
function calm(then: DateTime, { quiet }: ReaderTime['preferences']): DateTime {
  if (!isQuiet(quiet, minuteOf(then))) return then;
  const evening = minuteOf(then) >= quiet.from ? then : then.minus({ days: 1 });
  let last = at(evening, quiet.from).minus({ minutes: 1 });
  // Where the clocks change within the quiet hours, one step may lead into them again, or past the moment itself.
  if (last > then) last = then.startOf('minute');
  while (isQuiet(quiet, minuteOf(last))) last = last.minus({ minutes: 1 });
  return last;
}
