/** An event in a reader's words: title, place, length, rhythm. Pure. */
import { moment, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { countryName } from '../../i18n/countries.ts';
import { formatMoment, languageName } from '../../i18n/format.ts';
import { type InLanguage, inLanguage } from '../../i18n/localized.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { EventContent } from './content.ts';
import type { DateRecord } from './queries.ts';
import { cadenceOf } from './series.ts';

export interface Words {
  readonly t: Translate;
  readonly vocabulary: Vocabulary;
}

type Titled = Pick<EventContent, 'titles' | 'locale'>;

export const titleOf = ({ t }: Pick<Words, 't'>, { titles, locale }: Titled): string => inLanguage(titles, t.locale, locale).text;
export const textOf = ({ t }: Words, { texts, locale }: Pick<EventContent, 'texts' | 'locale'>): InLanguage =>
  inLanguage(texts, t.locale, locale);

/** `90` as "1 hr, 30 min". */
export const durationOf = ({ t }: Words, minutes: number): string =>
  new Intl.DurationFormat(t.locale, { style: 'short' }).format({
    days: Math.floor(minutes / 1440),
    hours: Math.floor((minutes % 1440) / 60),
    minutes: minutes % 60,
  });

const MINUTE_MS = 60_000;
export const minutesOf = ({ startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date }): number =>
  Math.round((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);

/** In the reader's own zone, with how long it takes. */
export const whenOf = (words: Words, startsAt: Date, minutes: number): Text => [moment(startsAt), ` · ${durationOf(words, minutes)}`];

/** As the clocks of the event's zone show it, so that nobody has to work it out. */
export const inItsZone = ({ t }: Words, startsAt: Date, timeZone: string): string =>
  t('event.card.zone', { when: formatMoment(startsAt, t.locale, timeZone) });

export const placeOf = (date: Pick<DateRecord, 'place' | 'event'>): string => date.place ?? date.event.place;
export const urlOf = (date: Pick<DateRecord, 'url' | 'event'>): string => date.url ?? date.event.url;
export const countryOf = ({ t }: Words, country: string): string => (country === '' ? '' : countryName(country, t.locale));

/** Empty for a single event. */
export function rhythmOf({ t }: Words, rule: string): string {
  if (rule === '') return '';
  const known = cadenceOf(rule);
  if (known === undefined) return t('event.rhythm.own', { rule });
  const { cadence, times } = known;
  return times === undefined ? t(`event.rhythm.${cadence}`) : t('event.rhythm.times', { rhythm: t(`event.rhythm.${cadence}`), times });
}

/** Where the title is in another language than the reader's: which. Empty otherwise. */
export function writtenIn({ t }: Words, { titles, locale }: Titled): string {
  const { locale: there } = inLanguage(titles, t.locale, locale);
  return there === t.locale || there === '' ? '' : t('event.card.language', { language: languageName(there, t.locale) });
}
