/** A suggestion in its reader's words: what it is, where, how it stands. Pure. */
import { short } from '../../chat/compose.ts';
import { moment, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { countryName } from '../../i18n/countries.ts';
import { formatList } from '../../i18n/format.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { Content } from './content.ts';
import type { Prospect } from './queries.ts';

export interface Words {
  readonly t: Translate;
  readonly vocabulary: Vocabulary;
}

const NAME = 120;
export const nameOf = ({ name }: Pick<Content, 'name'>): string => short(name, NAME);

export const placeOf = (t: Translate, { city, country }: Pick<Content, 'city' | 'country'>): string =>
  [city, country === '' ? '' : countryName(country, t.locale)].filter((part) => part !== '').join(', ');

export const kindName = ({ t, vocabulary }: Words, kind: string): string => vocabulary.label('organisationKinds', kind, t.locale);

type Said = Pick<Content, 'kind' | 'city' | 'country' | 'sizeBand' | 'themes' | 'website'>;

export function factsOf(words: Words, said: Said): readonly { readonly label: string; readonly value: string }[] {
  const { t, vocabulary } = words;
  const themes = said.themes.map((key) => vocabulary.label('themes', key, t.locale));
  return [
    { label: t('prospect.facts.kind'), value: kindName(words, said.kind) },
    { label: t('prospect.facts.place'), value: placeOf(t, said) },
    { label: t('prospect.facts.size'), value: said.sizeBand === '' ? '' : vocabulary.label('sizes', said.sizeBand, t.locale) },
    { label: t('prospect.facts.themes'), value: themes.length === 0 ? '' : formatList(themes, t.locale) },
    { label: t('prospect.facts.website'), value: said.website },
  ].filter(({ value }) => value !== '');
}

/** How far it has got, with the day. */
export function standing(t: Translate, { state, invitedAt, answeredAt, reminded, byMail, createdAt, application }: Prospect): Text {
  switch (state) {
    case 'suggested':
      return t.rich('prospect.standing.suggested', { date: moment(createdAt, 'date') });
    case 'invited': {
      const date = moment(invitedAt ?? createdAt, 'date');
      return t.rich(byMail ? 'prospect.standing.byMail' : 'prospect.standing.byHand', { date, reminded });
    }
    case 'interested':
      return t.rich('prospect.standing.interested', { date: moment(answeredAt ?? createdAt, 'date') });
    case 'applied':
    case 'admitted':
    case 'declined':
      return t(`prospect.standing.${state}`, { number: application === null ? '–' : String(application.number) });
    case 'notInterested':
    case 'setAside':
      return t(`prospect.standing.${state}`);
  }
}
