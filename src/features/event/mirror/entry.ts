/** One date of an event as a workspace's own calendar is to show it. Pure. */
import { createHash } from 'node:crypto';
import type { CalendarLimits } from '../../../chat/limits.ts';
import type { CalendarEntry } from '../../../chat/platform.ts';
import type { Translate } from '../../../chat/translate.ts';
import { inLanguage, localizedSchema } from '../../../i18n/localized.ts';

/** What of an event and its date goes into a calendar. */
export interface Mirrored {
  readonly id: string;
  readonly state: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string | null;
  readonly url: string | null;
  readonly event: {
    readonly state: string;
    readonly locale: string;
    readonly titles: unknown;
    readonly texts: unknown;
    readonly place: string;
    readonly url: string;
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;
const REF = 10;

/** Undefined: nothing is to stand there; it is not announced, cancelled, has begun, or is too far ahead. */
export function entryOf(date: Mirrored, t: Translate, limits: CalendarLimits, now: Date): CalendarEntry | undefined {
  const { event, startsAt: start, endsAt } = date;
  const last = now.getTime() + limits.aheadDays * DAY_MS;
  if (event.state !== 'announced' || date.state !== 'planned' || start <= now || start.getTime() > last) return undefined;
  const { text: title } = inLanguage(localizedSchema.parse(event.titles), t.locale, event.locale);
  const { text } = inLanguage(localizedSchema.parse(event.texts), t.locale, event.locale);
  const url = date.url ?? event.url;
  const place = (date.place ?? event.place) || url || t('mirror.online');
  const tail = [...(url === '' || url === place ? [] : [url]), markOf(t, date.id)].join('\n');
  const about = cut(text, limits.text - tail.length - 2);
  return {
    title: cut(oneLine(title), limits.title),
    text: about === '' ? tail : `${about}\n\n${tail}`,
    // An address that is cut leads nowhere.
    place: place.length > limits.place && place === url ? t('mirror.online') : cut(oneLine(place), limits.place),
    start,
    // A calendar wants an end that is later.
    end: endsAt > start ? endsAt : new Date(start.getTime() + MINUTE_MS),
  };
}

/** By this we find again what we have put there and never heard of. */
const markOf = (t: Translate, id: string): string => t('mirror.ref', { ref: id.slice(0, REF) });
export const hasMark = (text: string, id: string): boolean => text.trimEnd().endsWith(` ${id.slice(0, REF)}`);

export const fingerprint = (entry: CalendarEntry): string =>
  createHash('sha256').update(JSON.stringify(entry)).digest('base64url').slice(0, 22);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half of a character is none.
  const kept = text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '');
  return `${kept.trimEnd()}…`;
}
