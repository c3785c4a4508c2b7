/** Dates as people write them to EDTF level 0: `2016`, `2016-05`, `2016-05-31`. */
import { fold } from './fold.ts';

export type DateReading =
  | { readonly type: 'date'; readonly edtf: string }
  | { readonly type: 'ambiguous' }
  | { readonly type: 'unreadable' };

const unreadable: DateReading = { type: 'unreadable' };
const languages = ['en', 'es', 'fr', 'pt'] as const;
/** Words that stand between the parts of a date. */
const fillers = new Set(['de', 'del', 'do', 'da', 'of', 'the', 'le', 'du', 'el', 'o', 'en', 'em', 'in', 'd']);
/** Made when somebody first writes a date: making its formats takes a hundredth of a warm start. */
let names: ReadonlyMap<string, number> | undefined;
const monthsByName = (): ReadonlyMap<string, number> => {
  names ??= monthNames();
  return names;
};

/** ISO 8601, `05/2016`, `31.5.2016`, "31 mai 2016", "mayo de 2016", "May 31, 2016". `03/04/2016` is ambiguous to an English reader. */
export function readDate(typed: string, locale: string): DateReading {
  const words = fold(typed)
    .split(' ')
    .filter((word) => word !== '' && !fillers.has(word));
  const months = monthsByName();
  const year = words.filter((word) => /^[12]\d{3}$/.test(word));
  if (year.length !== 1 || words.length > 3 || year[0] === undefined) return unreadable;
  const rest = words.filter((word) => word !== year[0]);
  const named = rest.map((word) => months.get(word)).filter((month) => month !== undefined);
  // "1er", "31st", "1º"
  const numbers = rest
    .filter((word) => !months.has(word))
    .map((word) => Number(/^(\d{1,2})(er|o|a|st|nd|rd|th)?$/.exec(word)?.[1] ?? Number.NaN));
  if (named.length > 1 || numbers.some(Number.isNaN)) return unreadable;
  const [first, second] = numbers;
  if (named[0] !== undefined) return second === undefined ? made(year[0], named[0], first) : unreadable;
  if (first === undefined || second === undefined) return made(year[0], first, undefined);
  if (words[0] === year[0]) return made(year[0], first, second);
  if (first > 12 || first === second) return made(year[0], second, first);
  if (second > 12) return made(year[0], first, second);
  return locale === 'en' ? { type: 'ambiguous' } : made(year[0], second, first);
}

export const isEdtf = (text: string): boolean => /^\d{4}(-\d{2}){0,2}$/.test(text);

function made(year: string, month: number | undefined, day: number | undefined): DateReading {
  if (month === undefined) return { type: 'date', edtf: year };
  const at = new Date(Date.UTC(Number(year), month - 1, day ?? 1));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== (day ?? 1)) return unreadable;
  return { type: 'date', edtf: at.toISOString().slice(0, day === undefined ? 7 : 10) };
}

function monthNames(): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const locale of languages) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' });
      for (let month = 0; month < 12; month += 1) names.set(fold(format.format(Date.UTC(2000, month, 1))), month + 1);
    }
  }
  return names;
}
