/** The agenda as a card: month by month, in the reader's zone, with what can be turned and narrowed. Pure. */
import type { Block, Button, Card, Choice, Control } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { weight } from '../../chat/pages.ts';
import { type Inline, link, moment, plain, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Dated, When } from '../../dated.ts';
import { countryName } from '../../i18n/countries.ts';
import { formatDate, formatList, formatPeriod } from '../../i18n/format.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import { isOpen } from './days.ts';
import { type Agenda, kinds, moved, type View, writeView } from './view.ts';

export interface Words {
  readonly t: Translate;
  readonly vocabulary: Vocabulary;
}

export const agendaActions = { turn: 'agenda.turn', only: 'agenda.only' } as const;
export const EVERYTHING = 'all';

/** Characters that the lines of one page weigh at most; headings, buttons and notes come on top (Discord holds 4,000). */
const ROOM = 2400;
/** Options of a select that Discord holds, "everything" and the kinds included. */
const OPTIONS = 25;
const LABEL = 70;
const TITLE = 120;

/** `calendar`: where it can be subscribed to; undefined where there is no web server. */
export function agendaCard(words: Words, agenda: Agenda, calendar: string | undefined): Card {
  const { t } = words;
  const { view } = agenda;
  const page = pageOf(words, agenda);
  return {
    title: t('agenda.title', { months: spanName(view, t.locale) }),
    blocks: [
      ...(isNarrowed(view) ? [{ type: 'note', text: t('agenda.narrowed', { to: filterNames(words, view) }) } as const] : []),
      ...page.blocks,
      ...actions(turning(t, agenda, page.next, calendar)),
      ...filters(words, agenda),
    ],
  };
}

const isNarrowed = ({ kind, theme, country }: View): boolean => kind !== undefined || theme !== undefined || country !== undefined;

interface Page {
  readonly blocks: readonly Block[];
  /** Items up to and with this page, where there are more. */
  readonly next: number | undefined;
}

/** Sections with their lines, from `skip` on, as many as fit. */
function pageOf(words: Words, { view, months, ofTheYear }: Agenda): Page {
  const { t } = words;
  const sections = [
    ...months.map(({ month, items }) => ({ heading: monthName(month, t.locale), items })),
    ...(ofTheYear.length === 0 ? [] : [{ heading: t('agenda.ofTheYear', { year: view.month.slice(0, 4) }), items: ofTheYear }]),
  ];
  const blocks: Block[] = [];
  let passed = 0;
  let room = ROOM;
  for (const { heading, items } of sections) {
    // Empty months stand on the page on which their turn comes.
    if (items.length === 0) {
      if (passed >= view.skip) blocks.push({ type: 'heading', text: heading }, { type: 'text', text: t('agenda.nothing') });
      continue;
    }
    const lines: Text[] = [];
    for (const item of items) {
      passed += 1;
      if (passed <= view.skip) continue;
      const line = lineOf(words, item);
      room -= weight(plain(line)) + MARKS;
      if (room < 0 && blocks.length + lines.length > 0) {
        if (lines.length > 0) blocks.push({ type: 'heading', text: heading }, { type: 'list', items: lines });
        return { blocks, next: passed - 1 };
      }
      lines.push(line);
    }
    if (lines.length > 0) blocks.push({ type: 'heading', text: heading }, { type: 'list', items: lines });
  }
  return { blocks, next: undefined };
}

/** What bold letters, links and native times weigh beyond their words. */
const MARKS = 40;

function lineOf({ t }: Words, item: Dated): Text {
  const country = item.country === '' ? '' : countryName(item.country, t.locale);
  const where = [short(item.place, TITLE), country].filter((part) => part !== '').join(', ');
  const parts: (readonly Inline[])[] = [
    [strong(short(item.title, TITLE))],
    whenOf(t, item.when),
    [t(`agenda.kinds.${item.kind}`)],
    ...(where === '' ? [] : [[where]]),
    ...(item.url === '' ? [] : [[link(t('agenda.more'), item.url)]]),
  ];
  const line = parts.flatMap((part, at) => (at === 0 ? part : [' · ', ...part]));
  return item.cancelled ? [`${t('agenda.cancelled')} `, ...line] : line;
}

function whenOf(t: Translate, when: When): readonly Inline[] {
  if (when.kind === 'instant') return [moment(when.start)];
  if (isOpen(when)) return [t('agenda.open')];
  return [formatPeriod(when.start, when.end ?? '', false, t.locale, (start) => start)];
}

function turning(t: Translate, { view, next }: Agenda, more: number | undefined, calendar: string | undefined): readonly Control[] {
  const turn = (label: string, to: View): Button => ({
    type: 'button',
    label,
    action: { name: agendaActions.turn, id: writeView(to) },
  });
  const months = view.months;
  return [
    ...(more === undefined ? [] : [turn(t('agenda.continue'), { ...view, skip: more })]),
    turn(`‹ ${spanName(moved(view, -months), t.locale)}`, moved(view, -months)),
    turn(`${spanName(moved(view, months), t.locale)} ›`, moved(view, months)),
    ...(next === undefined ? [] : [turn(t('agenda.next', { month: monthName(next, t.locale) }), { ...view, month: next, skip: 0 })]),
    ...(calendar === undefined ? [] : [{ type: 'link', label: t('agenda.subscribe'), url: calendar } as const]),
  ];
}

/** One select for all filters: what there is to narrow by in these months. */
function filters({ t, vocabulary }: Words, { view, all }: Agenda): readonly Block[] {
  const themes = vocabulary.terms('themes').filter(({ key }) => key === view.theme || all.some((item) => item.themes.includes(key)));
  const countries = [...new Set([...all.map((item) => item.country), view.country ?? ''])].filter((code) => code !== '');
  const option = (value: string, label: string): Choice => ({ value, label: short(label, LABEL) });
  const options = [
    option(EVERYTHING, t('agenda.everything')),
    ...kinds.map((kind) => option(`kind:${kind}`, t('agenda.only.kind', { kind: t(`agenda.kinds.${kind}`) }))),
    ...themes.map(({ key }) => option(`theme:${key}`, t('agenda.only.theme', { theme: vocabulary.label('themes', key, t.locale) }))),
    ...countries
      .map((code) => option(`country:${code}`, t('agenda.only.country', { country: countryName(code, t.locale) })))
      .toSorted((a, b) => a.label.localeCompare(b.label, t.locale)),
  ].slice(0, OPTIONS);
  if (all.length === 0 && !isNarrowed(view)) return [];
  const control = {
    type: 'select',
    placeholder: t('agenda.choose'),
    action: { name: agendaActions.only, id: writeView(view) },
    options,
  } as const;
  return [{ type: 'actions', controls: [control] }];
}

const filterNames = ({ t, vocabulary }: Words, { kind, theme, country }: View): string =>
  formatList(
    [
      ...(kind === undefined ? [] : [t(`agenda.kinds.${kind}`)]),
      ...(theme === undefined ? [] : [vocabulary.label('themes', theme, t.locale)]),
      ...(country === undefined ? [] : [countryName(country, t.locale)]),
    ],
    t.locale,
    'unit',
  );

const monthName = (month: string, locale: string): string => {
  const name = formatDate(month, locale);
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
};

/** "July 2026", "July – September 2026", "2026". */
function spanName(view: View, locale: string): string {
  if (view.months === 1) return monthName(view.month, locale);
  const last = moved(view, view.months - 1).month;
  if (view.months === 12 && view.month.endsWith('-01')) return view.month.slice(0, 4);
  const name = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const range = name.formatRange(new Date(`${view.month}-15T00:00:00Z`), new Date(`${last}-15T00:00:00Z`));
  return range.charAt(0).toLocaleUpperCase(locale) + range.slice(1);
}
