/** The calendars that anybody may subscribe to: everything dated in a language, or one record's dates. Public data only. */
import type { Dated } from '../../dated.ts';
import { negotiate } from '../../i18n/negotiate.ts';
import type { Parts } from '../context.ts';
import { versionOf, writeCalendar } from './ical.ts';
import { type Filters, narrowed } from './view.ts';

export interface Calendar {
  readonly locale: string;
  /** The same as long as it says the same. */
  readonly version: string;
  /** When what it shows was last changed; undefined for an empty one. */
  readonly changedAt: Date | undefined;
  readonly write: () => string;
}

type Hands = Pick<Parts, 'store' | 'clock' | 'translator' | 'locales' | 'dated'>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** What is over stays for a quarter: calendars show it, and a cancellation is still told to whoever was away. */
const PAST_DAYS = 92;
const AHEAD_DAYS = 3 * 366;

/** Undefined: there are no texts in that language. */
export async function feed(parts: Hands, locale: string, filters: Filters): Promise<Calendar | undefined> {
  const known = negotiate([locale], parts.locales);
  if (known === undefined) return undefined;
  const t = parts.translator(known);
  // Whole days, so that the calendar stays the same from one minute to the next.
  const today = Math.floor(parts.clock.now().getTime() / DAY_MS) * DAY_MS;
  const range = { from: new Date(today - PAST_DAYS * DAY_MS), until: new Date(today + AHEAD_DAYS * DAY_MS) };
  const lists = await Promise.all(parts.dated.map((source) => source.list(parts.store.db, t, range)));
  return calendarOf(parts, known, narrowed(lists.flat(), filters));
}

/** Undefined: there is no such record, or nothing of it is public. */
export async function recordFeed(parts: Hands, source: string, id: string, locale: string | undefined): Promise<Calendar | undefined> {
  const known = negotiate([locale], parts.locales) ?? parts.locales[0] ?? 'en';
  const asked = parts.dated.filter(({ name }) => name === source);
  const items = (await Promise.all(asked.map(({ of }) => of(parts.store.db, parts.translator(known), id)))).flat();
  return items.length === 0 ? undefined : calendarOf(parts, known, items);
}

function calendarOf({ translator, clock }: Hands, locale: string, listed: readonly Dated[]): Calendar {
  const t = translator(locale);
  const items = listed.toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
  const name = t('agenda.calendar');
  const changes = items.map(({ changedAt }) => changedAt.getTime());
  return {
    locale,
    version: versionOf({ name, locale, items }),
    changedAt: changes.length === 0 ? undefined : new Date(Math.max(...changes)),
    write: () => writeCalendar({ name, locale, items, now: clock.now(), openTitle: (title) => t('agenda.openTitle', { title }) }),
  };
}
