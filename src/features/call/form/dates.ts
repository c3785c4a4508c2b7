/** Written dates of a call as instants: a day alone begins with its first minute and ends with its last. Pure. */

import { DateTime } from 'luxon';
import type { Problem } from '../../../chat/form.ts';
import { type ReadWhen, readWhen, type When, type WhenProblem } from '../../../i18n/when.ts';
import { whenProblem } from '../../../i18n/when-problem.ts';

export const WHEN = 120;

export interface Reader {
  readonly locale: string;
  readonly now: Date;
}
/** What "tomorrow" is counted from. */
export interface Said {
  readonly savedAt: Date;
}
export type End = 'opens' | 'closes';

/** Null: nothing was written, or it cannot be understood. */
export function momentOf(end: End, typed: string | undefined, zone: string, reader: Reader, said: Said): Date | null {
  const read = readEnd(end, typed, zone, reader, said);
  return read?.type === 'at' ? read.at : null;
}

/** What cannot be understood, or could be two moments; of a closing also what is over already, unless it was so `before`. */
export function dateProblems(
  end: End,
  typed: string | undefined,
  zone: string,
  reader: Reader,
  said: Said,
  before: Date | null = null,
): readonly Problem[] {
  const read = readEnd(end, typed, zone, reader, said);
  if (read === undefined) return [];
  if (read.type === 'problem') return [whenProblem(end, read, reader.locale)];
  if (end === 'opens' || read.at > reader.now || read.at.getTime() === before?.getTime()) return [];
  return [whenProblem(end, { type: 'problem', code: 'past', candidates: [read] }, reader.locale)];
}

function readEnd(
  end: End,
  typed: string | undefined,
  timeZone: string,
  { locale }: Reader,
  { savedAt }: Said,
): When | WhenProblem | undefined {
  const text = typed?.trim() ?? '';
  if (text === '') return undefined;
  const how: ReadWhen = { locale, timeZone, now: savedAt, past: 'allowed' };
  if (end === 'closes') return readWhen(text, { ...how, withoutTime: 'end-of-day' });
  const read = readWhen(text, how);
  if (read.type === 'at' || read.code !== 'no-time') return read;
  const day = readWhen(text, { ...how, withoutTime: 'end-of-day' });
  return day.type === 'at' ? { ...day, at: DateTime.fromJSDate(day.at, { zone: day.timeZone }).startOf('day').toJSDate() } : day;
}

/** `2027-03-15 23:59`: read alike in every language. */
export const written = (at: Date | null, timeZone: string): readonly string[] =>
  at === null ? [] : [DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm')];
