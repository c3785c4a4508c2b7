/** The dates of announced events, for the agenda, the calendar and the digest. */
import type { Translate } from '../../chat/translate.ts';
import type { Dated, DatedSource } from '../../dated.ts';
import { inLanguage } from '../../i18n/localized.ts';
import { type DateRecord, datesBetween, datesOfEvent } from './queries.ts';
import { subjectOf } from './subject.ts';
import { placeOf, titleOf, urlOf } from './words.ts';

export const eventDates: DatedSource = {
  name: 'event',
  list: async (db, t, { from, until }) => (await datesBetween(db, from, until)).map((date) => datedFrom(t, date)),
  of: async (db, t, id) => (await datesOfEvent(db, id)).map((date) => datedFrom(t, date)),
};

const datedFrom = (t: Translate, date: DateRecord): Dated => ({
  uid: `event-${date.id}`,
  kind: 'event',
  title: titleOf({ t }, date.event),
  text: inLanguage(date.event.texts, t.locale, date.event.locale).text,
  when: { kind: 'instant', start: date.startsAt, end: date.endsAt, timeZone: date.event.timeZone },
  place: placeOf(date),
  url: urlOf(date),
  themes: date.event.themes,
  country: date.event.country,
  cancelled: date.state === 'cancelled' || date.event.state === 'cancelled',
  sequence: date.sequence,
  changedAt: date.changedAt,
  tells: { subject: subjectOf(date.id), at: date.startsAt },
});
