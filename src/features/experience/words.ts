/** A sheet's values in a reader's words: place, period, labels, authors, what is missing. Pure. */
import type { Translate } from '../../chat/translate.ts';
import { countryName } from '../../i18n/countries.ts';
import { formatDate, formatList, languageName as nameOfLanguage } from '../../i18n/format.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import { type Content, type ContentField, isVocabularyField, vocabularyOf } from './content.ts';
import type { Completeness } from './rules.ts';

/** What every card needs: any context has it. */
export interface Words {
  readonly t: Translate;
  readonly vocabulary: Vocabulary;
}

export type Place = Pick<Content, 'city' | 'country'>;
export type Period = Pick<Content, 'startsOn' | 'endsOn' | 'ongoing'>;

export const placeOf = ({ t }: Words, { city, country }: Place): string =>
  [city, country === '' ? '' : countryName(country, t.locale)].filter((part) => part !== '').join(', ');

export function periodOf({ t }: Words, { startsOn, endsOn, ongoing }: Period): string {
  const [start, end] = [formatDate(startsOn, t.locale), formatDate(endsOn, t.locale)];
  if (ongoing) return start === '' ? t('experience.period.ongoing') : t('experience.period.since', { start });
  if (start === '') return end === '' ? '' : t('experience.period.until', { end });
  return end === '' || end === start ? start : t('experience.period.range', { start, end });
}

/** "Grenoble, France · since 2016": what is known of both. */
export const whereAndWhen = (words: Words, row: Place & Period): string =>
  [placeOf(words, row), periodOf(words, row)].filter((part) => part !== '').join(' · ');

/** Each value of a field as people read it; empty where nothing is given. */
export function valuesOf({ t, vocabulary }: Words, content: Content, field: ContentField): readonly string[] {
  const value = content[field];
  const list = isVocabularyField(field) ? vocabularyOf[field] : undefined;
  const given = (Array.isArray(value) ? value : [value]).filter((one) => one !== '' && one !== null);
  if (list !== undefined) return given.map((key) => vocabulary.label(list, String(key), t.locale));
  if (field === 'country') return given.map((code) => countryName(String(code), t.locale));
  if (field === 'locale') return given.map((locale) => languageName(t, String(locale)));
  if (field === 'startsOn' || field === 'endsOn') return given.map((date) => formatDate(String(date), t.locale));
  if (field === 'ongoing') return [t(value === true ? 'experience.yes' : 'experience.no')];
  if (field === 'participantCount') return given.map((count) => new Intl.NumberFormat(t.locale).format(Number(count)));
  return given.map(String);
}

export const fieldName = (t: Translate, field: ContentField): string => t(`experience.fields.${field}`);

export const languageName = (t: Translate, locale: string): string => nameOfLanguage(locale, t.locale);

export const joined = (t: Translate, parts: readonly string[]): string => formatList(parts, t.locale);

/** How many gaps are named: a list of everything that is not there discourages. */
const NAMED = 4;

export function completenessOf({ t }: Words, { level, missing }: Completeness): string {
  const named = missing.slice(0, NAMED).map((field) => fieldName(t, field).toLocaleLowerCase(t.locale));
  const said = t(`experience.completeness.${level}`);
  return named.length === 0
    ? said
    : `${said} ${t('experience.completeness.missing', { fields: joined(t, named), more: missing.length - named.length })}`;
}
