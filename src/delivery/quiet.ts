/** When somebody may be written to again: the end of their quiet hours, on the clocks of their zone. Pure. */
import { DateTime } from 'luxon';
import { isQuiet, type Quiet } from './preferences.ts';

/** Undefined: these are no quiet hours, nothing has to wait. Where the clocks jump over that time of day, the next one there is. */
export function endOfQuiet(now: Date, quiet: Quiet, timeZone: string): Date | undefined {
  const there = DateTime.fromJSDate(now, { zone: timeZone });
  // A platform may tell a zone that nobody knows.
  const local = there.isValid ? there : DateTime.fromJSDate(now, { zone: 'UTC' });
  if (!isQuiet(quiet, local.hour * 60 + local.minute)) return undefined;
  const at = { hour: Math.floor(quiet.until / 60), minute: quiet.until % 60 };
  const today = local.startOf('day').set(at);
  return (today > local ? today : local.plus({ days: 1 }).startOf('day').set(at)).toJSDate();
}
