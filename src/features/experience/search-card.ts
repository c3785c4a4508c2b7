/** What a search shows: a page of sheets with what matched, or what to try instead. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { emphasis, type Inline, inlines, strong, type Text } from '../../chat/text.ts';
import { countryName } from '../../i18n/countries.ts';
import { button } from './names.ts';
import type { Found, Hit, SearchQuery } from './search.ts';
import { type Words, whereAndWhen } from './words.ts';

export const searchActions = { page: 'search.page', wider: 'search.wider' } as const;

export interface Results {
  readonly query: SearchQuery;
  readonly found: Found;
  /** The kept search's id, where buttons need one. */
  readonly kept: string | undefined;
}

export function searchCard(words: Words, { query, found, kept }: Results): Card {
  const { t } = words;
  const asked = askedFor(words, query);
  if (found.hits.length === 0) return { title: t('search.title'), blocks: nothingFound(words, query, asked, kept) };
  return {
    title: t('search.title'),
    blocks: [
      {
        type: 'text',
        text: [t('search.count', { count: found.total, more: found.more ? 'yes' : 'no' }), ...(asked === '' ? [] : [' ', emphasis(asked)])],
      },
      ...notes(words, found),
      ...found.hits.map(
        (hit): Block => ({ type: 'item', text: row(words, hit), control: button(t('search.buttons.show'), 'show', hit.id) }),
      ),
      ...turning(words, found, kept),
    ],
  };
}

function row(words: Words, hit: Hit): Text {
  const facts = whereAndWhen(words, hit);
  const passage: readonly Inline[] = inlines(hit.passage);
  return [strong(hit.title), ...(facts === '' ? [] : [` · ${facts}`]), ...(passage.length === 0 ? [] : ['\n', ...passage])];
}

function notes({ t }: Words, found: Found): readonly Block[] {
  if (found.repaired !== undefined) return [{ type: 'note', text: t('search.repaired', { text: found.repaired }) }];
  if (found.how === 'some') return [{ type: 'note', text: t('search.some') }];
  return found.how === 'alike' ? [{ type: 'note', text: t('search.alike') }] : [];
}

function turning({ t }: Words, { page, pages }: Found, kept: string | undefined): readonly Block[] {
  if (pages === 1 || kept === undefined) return [];
  const to = (label: string, at: number): Button => ({ type: 'button', label, action: { name: searchActions.page, id: `${kept}.${at}` } });
  const controls: Button[] = [];
  if (page > 1) controls.push(to(t('search.buttons.previous'), page - 1));
  if (page < pages) controls.push(to(t('search.buttons.next'), page + 1));
  return [
    { type: 'note', text: t('search.page', { at: page, of: pages }) },
    { type: 'actions', controls },
  ];
}

function nothingFound(words: Words, query: SearchQuery, asked: string, kept: string | undefined): readonly Block[] {
  const { t } = words;
  const advice = [t('search.advice.fewer'), t('search.advice.other'), ...(filtered(query) ? [t('search.advice.filters')] : [])];
  const label = query.text === undefined ? t('search.buttons.newest') : t('search.buttons.wider');
  return [
    { type: 'text', text: asked === '' ? t('search.nothing') : [t('search.nothing'), ' ', emphasis(asked)] },
    { type: 'list', items: advice },
    ...(kept !== undefined && filtered(query)
      ? [{ type: 'actions' as const, controls: [{ type: 'button' as const, label, action: { name: searchActions.wider, id: kept } }] }]
      : []),
  ];
}

/** Whether something beside the words narrows it. */
export const filtered = (query: SearchQuery): boolean => Object.keys(query).some((key) => key !== 'text');

/** "youth · Health · France · 2015–2018": what was asked, in the reader's words. */
function askedFor({ t, vocabulary }: Words, { text, theme, type, country, sdg, yearFrom, yearTo }: SearchQuery): string {
  const years = (): string => {
    if (yearFrom !== undefined && yearTo !== undefined) return yearFrom === yearTo ? String(yearFrom) : `${yearFrom}–${yearTo}`;
    if (yearFrom !== undefined) return t('search.since', { year: String(yearFrom) });
    return yearTo === undefined ? '' : t('search.until', { year: String(yearTo) });
  };
  return [
    text ?? '',
    theme === undefined ? '' : vocabulary.label('themes', theme, t.locale),
    type === undefined ? '' : vocabulary.label('types', type, t.locale),
    country === undefined ? '' : countryName(country, t.locale),
    sdg === undefined ? '' : vocabulary.label('sdgs', sdg, t.locale),
    years(),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
