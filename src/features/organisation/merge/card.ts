/** Organisations that may be the same: the list, two side by side, what was made one and can be taken back. Pure. */
import type { Block, Button, Card } from '../../../chat/card.ts';
import { actions, short } from '../../../chat/compose.ts';
import { moment, strong, type Text } from '../../../chat/text.ts';
import type { Translate } from '../../../chat/translate.ts';
import { countryName } from '../../../i18n/countries.ts';
import { languageName } from '../../../i18n/format.ts';
import type { Vocabulary } from '../../../vocabulary.ts';
import { nameFor } from '../names.ts';
import { type Difference, differencesOf } from './fields.ts';
import { button, listRef, pairRef } from './names.ts';
import type { ListedOrganisation, Merged, PairList, Whole } from './pairs.ts';

export interface Words {
  readonly t: Translate;
  readonly vocabulary: Vocabulary;
}

const NAME = 120;

export function pairsCard({ t }: Words, list: PairList, text: string): Card {
  const title = t('duplicates.title');
  const more: Button[] = [];
  if (list.page > 0) more.push(button(t('duplicates.buttons.back'), 'list', listRef(list.page - 1, text)));
  if (list.page < list.pages - 1) more.push(button(t('duplicates.buttons.next'), 'list', listRef(list.page + 1, text)));
  more.push(button(t('duplicates.buttons.lately'), 'lately', ''));
  if (list.total === 0) {
    return {
      title,
      blocks: [
        { type: 'text', text: text === '' ? t('duplicates.none') : t('duplicates.noneFor', { text: short(text, 80) }) },
        ...actions(more),
      ],
    };
  }
  return {
    title,
    blocks: [
      { type: 'text', text: t('duplicates.count', { count: list.total }) },
      ...list.rows.map(
        ({ one, other, because }): Block => ({
          type: 'item',
          text: [strong(lineOf(t, one)), ' ↔ ', strong(lineOf(t, other)), ` · ${t(`duplicates.because.${because}`)}`],
          control: button(t('duplicates.buttons.compare'), 'compare', pairRef(one.id, other.id)),
        }),
      ),
      ...(list.pages > 1 ? [{ type: 'note', text: t('duplicates.page', { at: list.page + 1, of: list.pages }) } as const] : []),
      { type: 'note', text: t('duplicates.search') },
      ...actions(more),
    ],
  };
}

/** Both, field by field; what is the same is said once. */
export function sideBySideCard(words: Words, one: Whole, other: Whole): Card {
  const { t } = words;
  const differences = differencesOf(one, other);
  return {
    title: t('duplicates.sideBySide'),
    blocks: [
      { type: 'text', text: t('duplicates.two', { one: lineOf(t, one), other: lineOf(t, other) }) },
      ...(differences.length === 0
        ? [{ type: 'text', text: t('duplicates.noDifference') } as const]
        : [
            {
              type: 'fields',
              fields: differences.slice(0, FIELDS).map((difference) => ({
                label: fieldLabel(t, difference.field),
                value: bothOf(words, one, other, difference),
              })),
            } as const,
          ]),
      { type: 'list', items: [behind(t, one), behind(t, other)] },
      { type: 'note', text: t('duplicates.stays', { number: String(one.number), other: String(other.number) }) },
      ...actions([
        button(t('duplicates.buttons.merge'), 'choose', pairRef(one.id, other.id), { style: 'primary' }),
        button(t('duplicates.buttons.apart'), 'apart', pairRef(one.id, other.id)),
        button(t('duplicates.buttons.list'), 'list', '0'),
      ]),
    ],
  };
}

export function mergedCard({ t }: Words, merge: Merged): Card {
  return {
    title: t('duplicates.merged'),
    blocks: [
      { type: 'text', text: t('duplicates.mergedText', { gone: lineOf(t, merge.gone), kept: lineOf(t, merge.kept) }) },
      ...actions([undoButton(t, merge.id), button(t('duplicates.buttons.list'), 'list', '0')]),
    ],
  };
}

export function latelyCard({ t }: Words, merges: readonly Merged[]): Card {
  return {
    title: t('duplicates.lately'),
    blocks: [
      ...(merges.length === 0
        ? [{ type: 'text', text: t('duplicates.noneLately') } as const]
        : merges.map(
            (merge): Block => ({
              type: 'item',
              text: [`${lineOf(t, merge.gone)} → ${lineOf(t, merge.kept)} · `, moment(merge.at, 'date')],
              control: undoButton(t, merge.id),
            }),
          )),
      ...actions([button(t('duplicates.buttons.list'), 'list', '0')]),
    ],
  };
}

const FIELDS = 10;
const VALUE = 160;

/** "№ 12 Ville de X (Grenoble, France)". */
export function lineOf(
  t: Translate,
  organisation: Pick<ListedOrganisation, 'names' | 'locale' | 'number'> & Partial<ListedOrganisation>,
): string {
  const { country = '', city = '' } = organisation;
  const where = [city, country === '' ? '' : countryName(country, t.locale)].filter((part) => part !== '').join(', ');
  return `№ ${organisation.number} ${short(nameFor(organisation, t.locale), NAME)}${where === '' ? '' : ` (${short(where, 80)})`}`;
}

export function fieldLabel(t: Translate, field: string): string {
  const language = /^name_(.+)$/.exec(field)?.[1];
  if (language !== undefined) return t('duplicates.nameIn', { language: languageName(language, t.locale) });
  return t(`duplicates.fields.${field}`);
}

/** A value as people read it. */
export function inWords({ t, vocabulary }: Words, field: string, value: Difference['one']): string {
  const list = { kind: 'organisationKinds', sizeBand: 'sizes', themes: 'themes', category: 'membershipCategories' } as const;
  const named = (one: string): string => {
    if (field === 'country') return countryName(one, t.locale);
    if (field === 'languages' || field === 'locale') return languageName(one, t.locale);
    if (field === 'state') return t(`duplicates.states.${one}`);
    const name = Object.entries(list).find(([key]) => key === field)?.[1];
    return name === undefined ? one : vocabulary.label(name, one, t.locale);
  };
  return [value].flat().map(named).join(', ');
}

const bothOf = (words: Words, one: Whole, other: Whole, { field, one: a, other: b }: Difference): Text =>
  `№ ${one.number}: ${short(inWords(words, field, a), VALUE)}\n№ ${other.number}: ${short(inWords(words, field, b), VALUE)}`;

const behind = (t: Translate, { number, _count: { contacts, persons, applications } }: Whole): string =>
  t('duplicates.behind', { number: String(number), contacts, persons, applications });

const undoButton = (t: Translate, id: string): Button =>
  button(t('duplicates.buttons.undo'), 'undo', id, {
    confirm: {
      title: t('duplicates.undo.title'),
      text: t('duplicates.undo.text'),
      yes: t('duplicates.undo.yes'),
      no: t('duplicates.undo.no'),
    },
  });
