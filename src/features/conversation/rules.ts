/** Until when the secretariat answers: two working days, on the clocks of its zone. Pure. */
import { DateTime } from 'luxon';

/** What comes outside of these hours comes at the beginning of the next working day. */
const OFFICE = { from: 9, until: 18 };
export const WORKING_DAYS = 2;
const SATURDAY = 6;

/**
 * Saturdays and Sundays do not count. Public holidays do: the network's members and its secretariat keep different ones, and no
 * source of them is at hand.
 */
export function answerBy(since: Date, timeZone: string): Date {
  let at = atWork(DateTime.fromJSDate(since, { zone: timeZone }));
  for (let days = 0; days < WORKING_DAYS; ) {
    at = at.plus({ days: 1 });
    if (isWorkingDay(at)) days += 1;
  }
  return at.toJSDate();
}

/** That moment, or the beginning of the next working day. */
function atWork(local: DateTime): DateTime {
  const opens = { hour: OFFICE.from, minute: 0, second: 0, millisecond: 0 };
  let at = local.hour >= OFFICE.until ? local.plus({ days: 1 }).set(opens) : local.hour < OFFICE.from ? local.set(opens) : local;
  while (!isWorkingDay(at)) at = at.plus({ days: 1 }).set(opens);
  return at;
}

const isWorkingDay = (at: DateTime): boolean => at.weekday < SATURDAY;
