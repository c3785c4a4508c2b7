/** What the directory shows: a page of members, one of them, or what to try instead. Pure. */
import type { Block, Button, Card } from '../../../chat/card.ts';
import { actions, named, short } from '../../../chat/compose.ts';
import { paginate } from '../../../chat/pages.ts';
import { emphasis, link, strong, type Text } from '../../../chat/text.ts';
import type { Translate } from '../../../chat/translate.ts';
import { isWebAddress } from '../../../chat/web-address.ts';
import { countryName } from '../../../i18n/countries.ts';
import { formatList, languageName } from '../../../i18n/format.ts';
import type { Vocabulary } from '../../../vocabulary.ts';
import { nameFor } from '../names.ts';
import { button } from './names.ts';
import type { DirectoryQuery } from './query.ts';
import type { Entry, Found } from './search.ts';

export interface Words {
  readonly t: Translate;
  readonly vocabulary: Vocabulary;
}

export interface Results {
  readonly query: DirectoryQuery;
  readonly found: Found;
  /** The kept search's id, where buttons need one. */
  readonly kept: string | undefined;
}

/** Whether something beside the words narrows it. */
export const filtered = (query: DirectoryQuery): boolean => Object.keys(query).some((key) => key !== 'text');

export function directoryCard(words: Words, { query, found, kept }: Results): Card {
  const { t } = words;
  const asked = askedFor(words, query);
  const title = t('directory.title');
  if (found.entries.length === 0) return { title, blocks: nothingFound(words, query, asked, kept) };
  return {
    title,
    blocks: [
      {
        type: 'text',
        text: [t('directory.count', { count: found.total }), ...(asked === '' ? [] : [' ', emphasis(asked)])],
      },
      ...(found.alike ? [{ type: 'note', text: t('directory.alike') } as const] : []),
      ...found.entries.map(
        (entry): Block => ({ type: 'item', text: row(words, entry), control: button(t('directory.buttons.show'), 'show', entry.id) }),
      ),
      ...turning(words, found, kept),
    ],
  };
}

const NAME = 150;
const NEEDS_IN_LIST = 160;

function row(words: Words, entry: Entry): Text {
  const facts = [kindOf(words, entry), placeOf(words, entry)].filter((fact) => fact !== '').join(' · ');
  const needs = entry.needs.replace(/\s+/g, ' ').trim();
  return [
    strong(short(nameFor(entry, words.t.locale), NAME)),
    ` · ${facts}`,
    ...(needs === '' ? [] : ['\n', words.t('directory.looksFor', { needs: short(needs, NEEDS_IN_LIST) })]),
  ];
}

/** Only what the consent names: never who works there, never a contact. */
export const entryCard = (words: Words, entry: Entry): Card =>
  named(nameFor(entry, words.t.locale), [...factBlocks(words, entry), { type: 'note', text: words.t('directory.onlyAgreed') }]);

/** What an organisation says of itself in public. */
export function factBlocks(words: Words, entry: Entry): readonly Block[] {
  const { t, vocabulary } = words;
  const { locale } = t;
  const facts: readonly (readonly [string, Text])[] = [
    ['kind', kindOf(words, entry)],
    ['category', entry.category === '' ? '' : vocabulary.label('membershipCategories', entry.category, locale)],
    ['place', placeOf(words, entry)],
    ['size', entry.sizeBand === '' ? '' : vocabulary.label('sizes', entry.sizeBand, locale)],
    [
      'languages',
      list(
        entry.languages.map((language) => languageName(language, locale)),
        locale,
      ),
    ],
    [
      'themes',
      list(
        entry.themes.map((theme) => vocabulary.label('themes', theme, locale)),
        locale,
      ),
    ],
    ['website', isWebAddress(entry.website) ? link(entry.website.replace(/^https?:\/\//, ''), entry.website) : entry.website],
  ];
  const told = facts.filter(([, value]) => value !== '');
  const [texts = []] = paginate(
    [
      { heading: t('directory.fields.needs'), text: entry.needs },
      { heading: t('directory.fields.offers'), text: entry.offers },
    ].filter(({ text }) => text.trim() !== ''),
  );
  return [
    ...(told.length === 0
      ? []
      : [{ type: 'fields', fields: told.map(([field, value]) => ({ label: t(`directory.fields.${field}`), value })) } as const]),
    ...texts.flatMap(({ heading, text }): readonly Block[] => [
      { type: 'heading', text: heading },
      { type: 'text', text },
    ]),
  ];
}

function turning({ t }: Words, { page, pages }: Found, kept: string | undefined): readonly Block[] {
  if (pages === 1 || kept === undefined) return [];
  const controls: Button[] = [];
  if (page > 1) controls.push(button(t('search.buttons.previous'), 'page', `${kept}.${page - 1}`));
  if (page < pages) controls.push(button(t('search.buttons.next'), 'page', `${kept}.${page + 1}`));
  return [{ type: 'note', text: t('search.page', { at: page, of: pages }) }, ...actions(controls)];
}

function nothingFound({ t }: Words, query: DirectoryQuery, asked: string, kept: string | undefined): readonly Block[] {
  if (asked === '') return [{ type: 'text', text: t('directory.empty') }];
  const advice = [t('search.advice.fewer'), t('search.advice.other'), ...(filtered(query) ? [t('search.advice.filters')] : [])];
  const label = query.text === undefined ? t('directory.buttons.all') : t('search.buttons.wider');
  return [
    { type: 'text', text: [t('search.nothing'), ' ', emphasis(asked)] },
    { type: 'list', items: advice },
    { type: 'note', text: t('directory.onlyAgreed') },
    ...(kept === undefined || !filtered(query) ? [] : actions([button(label, 'wider', kept)])),
  ];
}

/** "parks · Local government · Brazil": what was asked, in the reader's words. */
function askedFor({ t, vocabulary }: Words, { text, country, kind, theme, need }: DirectoryQuery): string {
  return [
    text ?? '',
    kind === undefined ? '' : vocabulary.label('organisationKinds', kind, t.locale),
    country === undefined ? '' : countryName(country, t.locale),
    theme === undefined ? '' : vocabulary.label('themes', theme, t.locale),
    need === undefined ? '' : t('directory.looksFor', { needs: need }),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const kindOf = ({ t, vocabulary }: Words, { kind }: Entry): string => vocabulary.label('organisationKinds', kind, t.locale);
const placeOf = ({ t }: Words, { city, country }: Entry): string =>
  [city, country === '' ? '' : countryName(country, t.locale)].filter((part) => part !== '').join(', ');
const list = (parts: readonly string[], locale: string): string => (parts.length === 0 ? '' : formatList(parts, locale));
