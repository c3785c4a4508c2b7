/** Entries as editors see them: a list, one with all that can be done, and one as it is read. Pure. */
import type { Block, Button, Card, Select } from '../../chat/card.ts';
import { actions, named, short } from '../../chat/compose.ts';
import { link, moment, strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { formatList, languageName } from '../../i18n/format.ts';
import { FEW_PHRASINGS, type KnowledgeWords, topics } from './content.ts';
import { actionNames, button, entryRef, type ListView, listRef } from './names.ts';
import type { Entry } from './record.ts';
import { missingIn, overdue, titleOf } from './rules.ts';

export interface Shown {
  readonly rows: readonly Entry[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly view: ListView;
}

export function listCard(t: Translate, { rows, total, page, pages, view }: Shown, now: Date): Card {
  const turn = (label: string, to: number): Button => button(label, 'list', listRef({ ...view, page: to }));
  const narrow: Select = {
    type: 'select',
    placeholder: t('knowledge.list.narrow'),
    action: { name: actionNames.topic, id: '' },
    options: ['', ...topics].map((topic) => ({ value: topic || 'all', label: t(`knowledge.topics.${topic || 'all'}`) })),
  };
  const about = [view.topic === '' ? '' : t(`knowledge.topics.${view.topic}`), view.text === '' ? '' : `“${view.text}”`].filter(
    (one) => one !== '',
  );
  return {
    title: t('knowledge.list.title'),
    blocks: [
      { type: 'text', text: [t('knowledge.list.count', { count: total }), ...about].join(' · ') },
      ...rows.map((entry): Block => rowOf(t, entry, now)),
      ...(pages > 1 ? [{ type: 'note', text: t('knowledge.page', { at: page + 1, of: pages }) } as const] : []),
      ...actions([
        ...(page > 0 ? [turn(t('knowledge.buttons.previous'), page - 1)] : []),
        ...(page < pages - 1 ? [turn(t('knowledge.buttons.next'), page + 1)] : []),
        button(t('knowledge.buttons.write'), 'write', ''),
        button(t('knowledge.buttons.health'), 'health', ''),
      ]),
      ...actions([narrow]),
    ],
  };
}

export const rowOf = (t: Translate, entry: Entry, now: Date): Block => ({
  type: 'item',
  text: [strong(titleOf(entry, t.locale)), ` · ${t('knowledge.number', { number: String(entry.number) })} · ${standing(t, entry, now)}`],
  control: button(t('knowledge.buttons.show'), 'show', entry.id),
});

const standing = (t: Translate, entry: Entry, now: Date): string =>
  t(overdue(entry, now) ? 'knowledge.states.overdue' : `knowledge.states.${entry.state}`);

/** What can be done with it, and what is to be known before. */
export function deskCard(t: Translate, entry: Entry, locales: readonly string[], now: Date): Card {
  const words = entry.texts[t.locale] ?? Object.values(entry.texts)[0];
  const title = titleOf(entry, t.locale);
  return named(title, [
    { type: 'text', text: standing(t, entry, now) },
    ...(words ? answerBlocks(words, false) : []),
    ...(entry.handsOver ? [{ type: 'note', text: t('knowledge.handsOver') } as const] : []),
    ...(entry.live ? [{ type: 'note', text: t(`knowledge.live.${entry.live}`) } as const] : []),
    { type: 'divider' },
    { type: 'list', items: languagesOf(t, entry, locales) },
    ...(entry.proposed ? [{ type: 'text', text: t('knowledge.proposed.text') } as const] : []),
    ...(entry.proposed ? proposedBlocks(t, entry) : []),
    { type: 'note', text: imprint(t, entry) },
    { type: 'note', text: sourceText(t, entry) },
    ...actions(controls(t, entry)),
    ...actions([languageSelect(t, entry, locales)]),
  ]);
}

function controls(t: Translate, entry: Entry): readonly Button[] {
  const ref = entryRef(entry);
  const confirm = (what: 'publish' | 'retire') => ({
    confirm: {
      title: t(`knowledge.confirm.${what}.title`),
      text: t(`knowledge.confirm.${what}.text`),
      yes: t(`knowledge.confirm.${what}.yes`),
      no: t('knowledge.confirm.no'),
    },
  });
  return [
    ...(entry.state === 'published'
      ? [button(t('knowledge.buttons.check'), 'check', ref, { style: 'primary' })]
      : [button(t('knowledge.buttons.publish'), 'publish', ref, { style: 'primary', ...confirm('publish') })]),
    button(t('knowledge.buttons.facts'), 'facts', entry.id),
    button(t('knowledge.buttons.own'), 'own', ref),
    ...(entry.state === 'published'
      ? [button(t('knowledge.buttons.retire'), 'retire', ref, { style: 'danger', ...confirm('retire') })]
      : []),
    button(t('knowledge.buttons.all'), 'list', ''),
  ];
}

const languageSelect = (t: Translate, entry: Entry, locales: readonly string[]): Select => ({
  type: 'select',
  placeholder: t('knowledge.edit'),
  action: { name: actionNames.text, id: entry.id },
  options: locales.map((locale) => ({
    value: locale,
    label: languageName(locale, t.locale),
    hint: entry.texts[locale] ? t('knowledge.ways', { count: entry.texts[locale].phrasings.length }) : t('knowledge.untranslated'),
  })),
});

function languagesOf(t: Translate, entry: Entry, locales: readonly string[]): readonly string[] {
  const missing = missingIn(entry, locales);
  return [
    ...Object.entries(entry.texts).map(([locale, { phrasings }]) => {
      const few = phrasings.length < FEW_PHRASINGS ? ` (${t('knowledge.few')})` : '';
      return `${languageName(locale, t.locale)}: ${t('knowledge.ways', { count: phrasings.length })}${few}`;
    }),
    ...(missing.length === 0
      ? []
      : [
          t('knowledge.missing', {
            languages: formatList(
              missing.map((locale) => languageName(locale, t.locale)),
              t.locale,
            ),
          }),
        ]),
  ];
}

/** What the file says now, where it can be told apart at a glance: its answer in the reader's language. */
function proposedBlocks(t: Translate, { proposed, ...entry }: Entry): readonly Block[] {
  const words = proposed?.texts[t.locale] ?? Object.values(proposed?.texts ?? {})[0];
  return [
    ...(words ? [{ type: 'quote', text: `${words.title}\n${short(words.answer, 300)}` } as const] : []),
    ...actions([
      button(t('knowledge.buttons.takeFile'), 'takeFile', entryRef(entry)),
      button(t('knowledge.buttons.keepOurs'), 'keepOurs', entryRef(entry)),
    ]),
  ];
}

const imprint = (t: Translate, { number, topic, owner, key }: Entry): string =>
  [
    t('knowledge.number', { number: String(number) }),
    t(`knowledge.topics.${topic}`),
    owner === undefined ? t('knowledge.owner.none') : t('knowledge.owner.name', { who: owner }),
    key,
  ].join(' · ');

function sourceText(t: Translate, { source, checkedAt, reviewBy }: Entry) {
  const named = source.url === '' ? source.title : link(source.title || source.url, source.url);
  return [
    ...(source.title === '' && source.url === '' ? [t('knowledge.source.none')] : [named]),
    ' · ',
    ...(checkedAt === null ? [t('knowledge.checked.never')] : [t('knowledge.checked.on'), ' ', moment(checkedAt, 'date')]),
    ...(reviewBy === null ? [] : [' · ', t('knowledge.reviewBy'), ' ', moment(reviewBy, 'date')]),
  ];
}

/** An answer in more pieces than this stands as it was written. */
const MOST_PARTS = 12;

/** Title and answer as readers get them: lines that begin with a dash are a list. */
export function answerBlocks({ title, answer, links }: KnowledgeWords, heading = true): readonly Block[] {
  const parts = answer.split(/\n{2,}/).flatMap((part): Block[] => {
    const lines = part.split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0) return [];
    const items = lines.every((line) => line.startsWith('- '));
    return [items ? { type: 'list', items: lines.map((line) => line.slice(2)) } : { type: 'text', text: lines.join('\n') }];
  });
  return [
    ...(heading && title !== '' ? [{ type: 'heading', text: title } as const] : []),
    ...(parts.length > MOST_PARTS ? [{ type: 'text', text: answer } as const] : parts),
    ...(links.length === 0 ? [] : [{ type: 'list', items: links.map(({ label, url }) => link(label, url)) } as const]),
  ];
}
