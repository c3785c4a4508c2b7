/** The state of what is known, as editors see it; what is wrong with what; and questions that wait to be learnt from. Pure. */
import type { Block, Card, Select } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { moment, strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { formatList, languageName } from '../../i18n/format.ts';
import { type Health, type Ill, type Illness, illnesses } from './health.ts';
import { actionNames, button } from './names.ts';
import type { Entry } from './record.ts';
import { titleOf } from './rules.ts';

const ROWS = 8;

export function healthCard(t: Translate, health: Health): Card {
  const found = illnesses.filter((illness) => health.ill[illness].length > 0);
  const select: Select = {
    type: 'select',
    placeholder: t('knowledge.health.look'),
    action: { name: actionNames.ill, id: '0' },
    options: found.map((illness) => ({ value: illness, label: illnessLine(t, illness, health) })),
  };
  return {
    title: t('knowledge.health.title'),
    blocks: [
      { type: 'list', items: health.languages.map((one) => languageLine(t, one)) },
      { type: 'note', text: t('knowledge.health.explain') },
      { type: 'heading', text: t('knowledge.health.todo') },
      found.length === 0
        ? { type: 'text', text: t('knowledge.health.nothing') }
        : { type: 'list', items: found.map((illness) => illnessLine(t, illness, health)) },
      ...askedBlocks(t, health),
      { type: 'text', text: t('knowledge.health.unanswered', { count: health.unanswered }) },
      ...(found.length === 0 ? [] : actions([select])),
      ...actions([
        ...(health.unanswered === 0 ? [] : [button(t('knowledge.buttons.asked'), 'asked', '0', { style: 'primary' })]),
        button(t('knowledge.buttons.all'), 'list', ''),
      ]),
    ],
  };
}

const percent = (share: number): number => Math.round(share * 100);

function languageLine(t: Translate, { locale, entries, first, amongThree }: Health['languages'][number]): string {
  const language = languageName(locale, t.locale);
  if (first === undefined || amongThree === undefined) return t('knowledge.health.language', { language, entries });
  return t('knowledge.health.accuracy', { language, entries, first: percent(first), three: percent(amongThree) });
}

const illnessLine = (t: Translate, illness: Illness, { ill }: Health): string => `${t(`knowledge.ill.${illness}`)}: ${ill[illness].length}`;

function askedBlocks(t: Translate, { asked }: Health): readonly Block[] {
  if (asked.length === 0) return [];
  return [
    { type: 'heading', text: t('knowledge.health.asked') },
    {
      type: 'list',
      items: asked.map(({ entry, count, helped }) => t('knowledge.health.askedLine', { title: titleOf(entry, t.locale), count, helped })),
    },
  ];
}

export function illCard(t: Translate, illness: Illness, all: readonly Ill[], page: number): Card {
  const pages = Math.max(1, Math.ceil(all.length / ROWS));
  const at = Math.min(Math.max(0, page), pages - 1);
  const turn = (label: string, to: number) => button(label, 'ill', `${to}.${illness}`);
  return {
    title: t(`knowledge.ill.${illness}`),
    blocks: [
      { type: 'note', text: t(`knowledge.advice.${illness}`) },
      ...all.slice(at * ROWS, (at + 1) * ROWS).map((ill): Block => illRow(t, ill)),
      ...(pages > 1 ? [{ type: 'note', text: t('knowledge.page', { at: at + 1, of: pages }) } as const] : []),
      ...actions([
        ...(at > 0 ? [turn(t('knowledge.buttons.previous'), at - 1)] : []),
        ...(at < pages - 1 ? [turn(t('knowledge.buttons.next'), at + 1)] : []),
        button(t('knowledge.buttons.health'), 'health', ''),
      ]),
    ],
  };
}

function illRow(t: Translate, { entry, other, found, locales }: Ill): Block {
  const facts = [
    ...(other ? [titleOf(other, t.locale)] : []),
    ...(found ? [t('knowledge.found', { found: found.count, of: found.of })] : []),
    ...(locales.length === 0
      ? []
      : [
          formatList(
            locales.map((locale) => languageName(locale, t.locale)),
            t.locale,
          ),
        ]),
  ];
  return {
    type: 'item',
    text: [strong(titleOf(entry, t.locale)), ...(facts.length === 0 ? [] : [` · ${facts.join(' · ')}`])],
    control: button(t('knowledge.buttons.show'), 'show', entry.id),
  };
}

export interface Waiting {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly locale: string;
  readonly createdAt: Date;
  readonly candidates: readonly Entry[];
}

/** One at a time: what was asked, and the entries that it may belong to, each one press away. */
export function askedCard(t: Translate, waiting: Waiting | undefined, at: number, of: number, done?: string): Card {
  const title = t('knowledge.asked.title');
  const said: readonly Block[] = done === undefined ? [] : [{ type: 'text', text: done }];
  if (!waiting) return { title, blocks: [...said, { type: 'text', text: t('knowledge.asked.empty') }] };
  const { id, number, text, locale, createdAt, candidates } = waiting;
  return {
    title,
    blocks: [
      ...said,
      { type: 'quote', text: short(text, 1000) },
      {
        type: 'note',
        text: [
          t('knowledge.asked.about', { number: String(number), language: languageName(locale, t.locale) }),
          ' · ',
          moment(createdAt, 'date'),
        ],
      },
      { type: 'text', text: t(candidates.length === 0 ? 'knowledge.asked.none' : 'knowledge.asked.belongs') },
      ...candidates.map(
        (entry): Block => ({
          type: 'item',
          text: titleOf(entry, t.locale),
          control: button(t('knowledge.buttons.attach'), 'attach', `${id}.${entry.number}`),
        }),
      ),
      { type: 'note', text: t('knowledge.asked.other', { command: `/knowledge attach ${number}` }) },
      ...actions([
        button(t('knowledge.buttons.fresh'), 'fresh', id),
        button(t('knowledge.buttons.leave'), 'leave', id),
        ...(at > 0 ? [button(t('knowledge.buttons.previous'), 'asked', String(at - 1))] : []),
        ...(at < of - 1 ? [button(t('knowledge.buttons.next'), 'asked', String(at + 1))] : []),
      ]),
      { type: 'note', text: t('knowledge.page', { at: at + 1, of }) },
    ],
  };
}
