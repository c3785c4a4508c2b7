/** An application in its reader's words: name, facts, categories, pages of its whole text. Pure. */
import { paginate, type Section, type TextPage } from '../../chat/pages.ts';
import type { Translate } from '../../chat/translate.ts';
import { countryName } from '../../i18n/countries.ts';
import { formatList, languageName } from '../../i18n/format.ts';
import { inLanguage } from '../../i18n/localized.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { Content as OrganisationContent } from '../organisation/content.ts';
import { nameFor } from '../organisation/names.ts';
import type { Application, Category } from './queries.ts';

export interface Words {
  readonly t: Translate;
  readonly vocabulary: Vocabulary;
}

export const titleOf = ({ answers }: Pick<Application, 'answers'>, locale: string): string => nameFor(answers.organisation, locale);

export const placeOf = (t: Translate, { city, country }: { readonly city: string; readonly country: string }): string =>
  [city, country === '' ? '' : countryName(country, t.locale)].filter((part) => part !== '').join(', ');

export const categoryName = ({ t, vocabulary }: Words, category: string): string =>
  vocabulary.label('membershipCategories', category, t.locale);

export const kindName = ({ t, vocabulary }: Words, kind: string): string => vocabulary.label('organisationKinds', kind, t.locale);

/** What is known of an organisation, a line each. */
export function factsOf(words: Words, said: OrganisationContent): readonly { readonly label: string; readonly value: string }[] {
  const { t, vocabulary } = words;
  const list = (values: readonly string[]): string => (values.length === 0 ? '' : formatList(values, t.locale));
  return [
    { label: t('membership.fields.kind'), value: kindName(words, said.kind) },
    { label: t('membership.fields.place'), value: placeOf(t, said) },
    { label: t('membership.fields.sizeBand'), value: said.sizeBand === '' ? '' : vocabulary.label('sizes', said.sizeBand, t.locale) },
    { label: t('membership.fields.languages'), value: list(said.languages.map((code) => languageName(code, t.locale))) },
    { label: t('membership.fields.themes'), value: list(said.themes.map((key) => vocabulary.label('themes', key, t.locale))) },
    { label: t('membership.fields.website'), value: said.website },
  ].filter(({ value }) => value !== '');
}

/** Whom each category is for, in the reader's language. */
export const explained = (words: Words, { key, explains }: Category): string =>
  words.t('membership.category', { category: categoryName(words, key), explains: inLanguage(explains, words.t.locale, 'en').text });

/** Everything that was sent in, contacts included, for those who may read them. */
export function textPages(words: Words, { answers, contacts, kind }: Application): readonly TextPage[] {
  const { t } = words;
  const said = answers.organisation;
  const names = Object.entries(said.names).map(([locale, name]) => `${languageName(locale, t.locale)}: ${name}`);
  const people = contacts.map(({ name, role, email, phone }) => [name, role, email, phone].filter((part) => part !== '').join(' · '));
  const sections: readonly Section[] = [
    { heading: t('membership.fields.names'), text: names.join('\n') },
    { heading: t('membership.fields.needs'), text: said.needs },
    {
      heading: t('membership.fields.contributions'),
      text:
        kind === 'promoter'
          ? formatList(
              answers.contributions.map((one) => t(`membership.contributions.${one}`)),
              t.locale,
            )
          : '',
    },
    { heading: t('membership.fields.offers'), text: said.offers },
    { heading: t('membership.fields.title'), text: answers.title },
    { heading: t('membership.fields.contacts'), text: people.join('\n') },
  ];
  return paginate(sections.filter(({ text }) => text !== ''));
}
