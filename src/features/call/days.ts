/** Phases of whole days: in them nobody has anything to send by an hour, and midnight in one zone is another day in the next. Pure. */
import { DateTime } from 'luxon';
import type { PhaseKind } from './content.ts';
import type { Phase } from './queries.ts';

/** What somebody has to do by its end counts by the minute, on the clocks of whoever does it. */
const byTheMinute: readonly string[] = ['submission', 'comments', 'vote'] satisfies PhaseKind[];

/** First and last day as the call's own zone has them, `2026-09-21`; undefined for what begins or ends at an hour. */
export function daysOf(
  { kind, opensAt, closesAt }: Pick<Phase, 'kind' | 'opensAt' | 'closesAt'>,
  timeZone: string,
): { readonly first: string; readonly last?: string } | undefined {
  if (opensAt === null || byTheMinute.includes(kind)) return undefined;
  const opens = DateTime.fromJSDate(opensAt, { zone: timeZone });
  const closes = closesAt === null ? undefined : DateTime.fromJSDate(closesAt, { zone: timeZone });
  const endsWithTheDay = closes === undefined || (closes.hour === 23 && closes.minute === 59);
  if (opens.toMillis() !== opens.startOf('day').toMillis() || !endsWithTheDay) return undefined;
  const [first, last] = [opens.toFormat(DAY), closes?.toFormat(DAY)];
  return last === undefined ? { first } : { first, last };
}

const DAY = 'yyyy-MM-dd';
