/** What an event says, the same in a record and in the form. Pure. */
import type { Localized } from '../../i18n/localized.ts';

export interface EventContent {
  /** The language that it was written in first. */
  readonly locale: string;
  readonly titles: Localized;
  readonly texts: Localized;
  readonly themes: readonly string[];
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country: string;
  readonly speakers: readonly string[];
  readonly place: string;
  /** https, or empty. */
  readonly url: string;
  /** Null: as many as come. */
  readonly capacity: number | null;
  readonly startsAt: Date;
  /** IANA */
  readonly timeZone: string;
  readonly durationMinutes: number;
  /** RRULE without its name (RFC 5545, 3.3.10); empty for a single event. */
  readonly rule: string;
}

/** When it is announced: at once, at a time, or by hand later on. */
export type Announcing = { readonly type: 'now' } | { readonly type: 'at'; readonly at: Date } | { readonly type: 'draft' };

/** Both, or it is in the record's own language and English only where they are there. */
export const missingLanguages = ({ titles }: Pick<EventContent, 'titles'>, locales: readonly string[]): readonly string[] =>
  locales.filter((locale) => (titles[locale] ?? '').trim() === '');
