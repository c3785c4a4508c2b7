/** Offers, needs and matches as cards. Pure. Nobody's name or address stands on one before both sides have said yes. */
import type { Block, Card } from '../../chat/card.ts';
import { actions, named } from '../../chat/compose.ts';
import { commandAction } from '../../chat/refs.ts';
import { moment, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { formatList, languageName } from '../../i18n/format.ts';
import type { Vocabulary, VocabularyName } from '../../vocabulary.ts';
import { type Content, counterpart, type Kind, matchRef, other, own, results, standingOf } from './content.ts';
import { button } from './names.ts';
import type { ListingRow, MatchRow, Page } from './record.ts';

export interface Words {
  readonly t: Translate;
  readonly vocabulary: Vocabulary;
}

type Said = Pick<Content, 'text' | 'forms' | 'themes' | 'languages' | 'regions' | 'until'>;

/** What it says, without who says it. */
export const saidBlocks = (words: Words, listing: Said): readonly Block[] => [
  { type: 'text', text: listing.text },
  { type: 'fields', fields: facts(words, listing) },
];

function facts({ t, vocabulary }: Words, { forms, themes, languages, regions, until }: Said) {
  const named = (list: VocabularyName, keys: readonly string[]): string =>
    formatList(
      keys.map((key) => vocabulary.label(list, key, t.locale)),
      t.locale,
    );
  const rows: readonly (readonly [string, Text])[] = [
    ['forms', named('cooperationForms', forms)],
    ['themes', named('themes', themes)],
    [
      'languages',
      formatList(
        languages.map((one) => languageName(one, t.locale)),
        t.locale,
      ),
    ],
    ['regions', regions.length === 0 ? t('offer.anywhere') : named('regions', regions)],
    ['until', [moment(until, 'date')]],
  ];
  return rows.filter(([, value]) => value !== '').map(([label, value]) => ({ label: t(`offer.facts.${label}`), value }));
}

export const savedCard = ({ t }: Words, kind: Kind, { title, number, matches }: { title: string; number: number; matches: number }): Card =>
  named(title, [
    { type: 'text', text: t(`offer.saved.${kind}`, { number }) },
    { type: 'text', text: t('offer.saved.matches', { count: matches }) },
    ...actions([button(t('offer.buttons.mine'), 'mine', '0'), button(t(`offer.buttons.list.${other(kind)}`), 'list', `0/${other(kind)}`)]),
  ]);

/** One side's view of a match: the other's words, and two buttons. */
export function proposalCard(words: Words, match: MatchRow, side: Kind): Card {
  const { t } = words;
  const theirs = counterpart(match, side);
  const standing = standingOf(match, side);
  const ref = matchRef(match.id, side);
  return named(t(`offer.match.title.${side}`), [
    { type: 'text', text: t.rich('offer.match.yours', { title: strong(own(match, side).title) }) },
    { type: 'heading', text: theirs.title },
    ...saidBlocks(words, theirs),
    { type: 'note', text: t(`offer.match.${standing}`) },
    ...(standing === 'asked'
      ? actions([button(t('offer.buttons.yes'), 'yes', ref, { style: 'primary' }), button(t('offer.buttons.no'), 'no', ref)])
      : []),
    ...(standing === 'waiting' ? actions([button(t('offer.buttons.takeBack'), 'no', ref)]) : []),
  ]);
}

export const sharedCard = ({ t }: Words, match: MatchRow, side: Kind, name: string): Card =>
  named(t('offer.shared.title'), [
    {
      type: 'text',
      text: t.rich('offer.shared.text', { yours: strong(own(match, side).title), theirs: strong(counterpart(match, side).title) }),
    },
    { type: 'text', text: t.rich('offer.shared.reach', { name: strong(name) }) },
    { type: 'quote', text: counterpart(match, side).contact },
    { type: 'note', text: t('offer.shared.later') },
  ]);

export const resultCard = ({ t }: Words, match: MatchRow, side: Kind, name: string): Card => ({
  title: t('offer.result.title'),
  blocks: [
    { type: 'text', text: t.rich('offer.result.text', { title: strong(own(match, side).title), name: strong(name) }) },
    ...actions(results.map((result) => button(t(`offer.results.${result}`), result, matchRef(match.id, side)))),
    { type: 'note', text: t('offer.result.once') },
  ],
});

export const endedCard = ({ t }: Words, listing: ListingRow): Card =>
  named(listing.title, [
    { type: 'text', text: t(`offer.ended.${listing.kind}`) },
    ...actions([button(t('offer.buttons.again'), 'edit', listing.id, { style: 'primary' })]),
  ]);

/** Open ones, to be read by everybody: with a way to answer, and without names. */
export function listCard(words: Words, found: Page, again: string): Card {
  const { t } = words;
  const title = t('offer.list.title');
  if (found.total === 0) return { title, blocks: [{ type: 'text', text: t('offer.list.empty') }, ...making(t)] };
  return {
    title,
    blocks: [
      { type: 'text', text: t('offer.list.count', { count: found.total }) },
      ...found.rows.map(
        (row): Block => ({
          type: 'item',
          text: [strong(row.title), ` · ${line(words, row)}`],
          control: button(t(`offer.buttons.counter.${row.kind}`), 'counter', row.id),
        }),
      ),
      ...turning(t, found, 'list', again),
      ...making(t),
    ],
  };
}

export function mineCard(words: Words, found: Page): Card {
  const { t } = words;
  const title = t('offer.mine.title');
  if (found.total === 0) return { title, blocks: [{ type: 'text', text: t('offer.mine.empty') }, ...making(t)] };
  const confirm = { title: t('offer.close.title'), text: t('offer.close.text'), yes: t('offer.close.yes'), no: t('offer.close.no') };
  return {
    title,
    blocks: [
      ...found.rows.flatMap((row): readonly Block[] => [
        { type: 'text', text: [strong(row.title), ` · ${t(`offer.states.${row.state}`)} · ${line(words, row)}`] },
        ...actions([
          button(t(row.state === 'open' ? 'offer.buttons.edit' : 'offer.buttons.again'), 'edit', row.id),
          ...(row.state === 'open' ? [button(t('offer.buttons.close'), 'close', row.id, { style: 'danger', confirm })] : []),
        ]),
      ]),
      ...turning(t, found, 'mine', ''),
    ],
  };
}

const line = ({ t, vocabulary }: Words, row: ListingRow): string =>
  [
    t(`offer.kinds.${row.kind}`),
    formatList(
      row.forms.map((key) => vocabulary.label('cooperationForms', key, t.locale)),
      t.locale,
    ),
    formatList(
      row.languages.map((one) => languageName(one, t.locale)),
      t.locale,
    ),
  ].join(' · ');

const making = (t: Translate): readonly Block[] =>
  actions([
    { type: 'button', label: t('offer.buttons.offer'), action: commandAction('offer'), style: 'primary' },
    { type: 'button', label: t('offer.buttons.need'), action: commandAction('need') },
  ]);

function turning(t: Translate, { page, pages }: Page, list: 'list' | 'mine', again: string): readonly Block[] {
  if (pages === 1) return [];
  const at = (to: number): string => (again === '' ? String(to) : `${to}/${again}`);
  return [
    { type: 'note', text: t('offer.list.page', { at: page + 1, of: pages }) },
    ...actions([
      ...(page > 0 ? [button(t('offer.buttons.previous'), list, at(page - 1))] : []),
      ...(page < pages - 1 ? [button(t('offer.buttons.next'), list, at(page + 1))] : []),
    ]),
  ];
}
