/** Anything with a date, as the agenda, the calendar feed and the digest show it; each feature lists its own. */
import type { Translate } from './chat/translate.ts';
import type { Database } from './store/store.ts';

export type DatedKind = 'event' | 'deadline' | 'plan';

export interface Dated {
  /** Stays the same for ever: the UID in calendars, before the `@`. */
  readonly uid: string;
  readonly kind: DatedKind;
  /** In the reader's language, or the language that there is. */
  readonly title: string;
  readonly text: string;
  readonly when: When;
  readonly place: string;
  /** https, or empty. */
  readonly url: string;
  readonly themes: readonly string[];
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country: string;
  readonly cancelled: boolean;
  /** Raised with every change: SEQUENCE in calendars (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  readonly changedAt: Date;
  /** What a reader who is sent it has been told, so that they hear of it when it moves: see delivery/told.ts. */
  readonly tells?: { readonly subject: string; readonly at: Date };
}

export type When =
  | { readonly kind: 'instant'; readonly start: Date; readonly end?: Date; readonly timeZone: string }
  /** EDTF level 0 (`2020-07`, `2020-07-20`): a day or a month without a time, or a plan's open date. */
  | { readonly kind: 'date'; readonly start: string; readonly end?: string };

export interface DatedSource {
  /** `event`: also the word in the address of one record's calendar file. */
  readonly name: string;
  /** What is public between two instants, in any order. Dates without a time may be on the day before or after. */
  readonly list: (db: Database, t: Translate, range: { readonly from: Date; readonly until: Date }) => Promise<readonly Dated[]>;
  /** Every date of one record, by its id; empty where there is none, or none that is public. */
  readonly of: (db: Database, t: Translate, id: string) => Promise<readonly Dated[]>;
}
