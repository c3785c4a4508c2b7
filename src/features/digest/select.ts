/** When a digest is due, and what stands in it: what is new for this reader, what is coming, and nothing twice. Pure. */
import { DateTime } from 'luxon';
import type { Dated } from '../../dated.ts';

export type Frequency = 'weekly' | 'monthly';

/** The last time at which a digest was due: the morning of Monday, or of the first of the month. `morning`: minutes after midnight. */
export function lastDue(now: Date, frequency: Frequency, timeZone: string, morning: number): Date {
  const unit = frequency === 'weekly' ? 'week' : 'month';
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const atMorning = (day: DateTime): DateTime => day.startOf(unit).set({ hour: Math.floor(morning / 60), minute: morning % 60 });
  const due = atMorning(local);
  return (due <= local ? due : atMorning(local.minus({ [unit]: 1 }))).toJSDate();
}

/** What something is about, or what somebody chose. */
export interface Interests {
  readonly themes: readonly string[];
  readonly countries: readonly string[];
}

/** Whoever chose none is interested in all; what is about none in particular is for everybody. */
export const concerns = (about: Interests, reader: Interests): boolean =>
  meets(about.themes, reader.themes) && meets(about.countries, reader.countries);

const meets = (about: readonly string[], chosen: readonly string[]): boolean =>
  about.length === 0 || chosen.length === 0 || about.some((one) => chosen.includes(one));

export const interestsOf = (about: Pick<Dated, 'themes' | 'country'>): Interests => ({
  themes: about.themes,
  countries: about.country === '' ? [] : [about.country],
});

/** What was told under one of these is not told again, unless it has changed since. */
export const datedItem = ({ uid, sequence }: Pick<Dated, 'uid' | 'sequence'>): string => `${uid}@${sequence}`;
export const experienceItem = (id: string): string => `experience:${id}`;

/** Days ahead that a digest looks: until well after the next one. */
export const AHEAD: Readonly<Record<Frequency, number>> = { weekly: 21, monthly: 62 };
