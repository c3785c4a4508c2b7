/** What a form says of a date and time that could not be taken as it was written. */
import type { Problem } from '../chat/form.ts';
import { formatMoment } from './format.ts';
import { type ReadWhen, readWhen, type WhenCode, type WhenProblem } from './when.ts';

const codes = {
  unreadable: 'when.unreadable',
  'no-date': 'when.no-date',
  'no-time': 'when.no-time',
  past: 'when.past',
  ambiguous: 'when.ambiguous',
  gap: 'when.gap',
  twice: 'when.twice',
  midnight: 'when.midnight',
  span: 'when.span',
  weekday: 'when.weekday',
  zone: 'when.zone',
} as const satisfies Readonly<Record<WhenCode, string>>;

/** For a form's `check`: nothing where the text can be read, or where none was given. */
export function checkWhen(field: string, typed: string | undefined, how: ReadWhen): readonly Problem[] {
  if (typed === undefined || typed.trim() === '') return [];
  const read = readWhen(typed, how);
  return read.type === 'at' ? [] : [whenProblem(field, read, how.locale)];
}

/** `problems.when.<code>`, with what it could have meant. */
export function whenProblem(field: string, { code, candidates }: WhenProblem, locale: string): Problem {
  const [first = '', second = ''] = candidates.map(({ at, timeZone }) => formatMoment(at, locale, timeZone));
  return { field, code: codes[code], args: { first, second } };
}
