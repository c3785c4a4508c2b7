/** Lists: events to come and past, the dates of a series, who comes. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions, named } from '../../chat/compose.ts';
import { beginning } from '../../chat/pages.ts';
import { moment, strong } from '../../chat/text.ts';
import { button } from './names.ts';
import type { Attendee, Counts, DateRecord, Listed, Listing } from './queries.ts';
import { standingOf } from './rules.ts';
import { titleOf, type Words } from './words.ts';

const NAME = 160;

export function listCard(words: Words, listed: Listed, now: Date, others: readonly Listing[]): Card {
  const { t } = words;
  const { listing, rows, total, page, pages } = listed;
  const turn = [
    ...(page > 0 ? [button(t('event.buttons.back'), 'list', `${listing}/${page - 1}`)] : []),
    ...(page < pages - 1 ? [button(t('event.buttons.next'), 'list', `${listing}/${page + 1}`)] : []),
    ...others.filter((other) => other !== listing).map((other) => button(t(`event.list.${other}.button`), 'list', `${other}/0`)),
  ];
  return {
    title: t(`event.list.${listing}.title`),
    blocks: [
      ...(rows.length === 0
        ? [{ type: 'text', text: t(`event.list.${listing}.empty`) } as const]
        : rows.map((date) => row(words, date, now))),
      ...(pages > 1 ? [{ type: 'note', text: t('event.list.page', { at: page + 1, of: pages, total }) } as const] : []),
      ...actions(turn),
    ],
  };
}

function row(words: Words, date: DateRecord, now: Date): Block {
  const { t } = words;
  const standing = standingOf(date.event, date, now);
  const state = standing === 'coming' || standing === 'past' ? '' : ` · ${t(`event.states.${standing}`)}`;
  return {
    type: 'item',
    text: [strong(beginning(titleOf(words, date.event), NAME).text), ' · ', moment(date.startsAt), ` · ${date.event.number}${state}`],
    control: button(t('event.buttons.show'), 'show', date.id),
  };
}

/** The dates of a series that are to come. */
export function datesCard(words: Words, dates: readonly DateRecord[], now: Date): Card {
  const { t } = words;
  const [first] = dates;
  const title = first === undefined ? t('event.dates.title') : titleOf(words, first.event);
  return named(title, [
    { type: 'text', text: dates.length === 0 ? t('event.dates.none') : t('event.dates.title') },
    ...dates.map((date): Block => {
      const standing = standingOf(date.event, date, now);
      const moved = date.startsAt.getTime() === date.originalStart.getTime() ? '' : ` · ${t('event.states.moved')}`;
      const state = standing === 'cancelled' || standing === 'live' ? ` · ${t(`event.states.${standing}`)}` : moved;
      return { type: 'item', text: [moment(date.startsAt), state], control: button(t('event.buttons.show'), 'show', date.id) };
    }),
  ]);
}

const NAMES = 40;
const groups = ['yes', 'waiting', 'maybe', 'no'] as const;

/** For whoever organises it: who comes, who waits in order, a page of names at a time. */
export function attendeesCard(words: Words, date: DateRecord, attendees: readonly Attendee[], page: number): Card {
  const { t } = words;
  const pages = Math.max(1, Math.ceil(attendees.length / NAMES));
  const at = Math.min(Math.max(0, page), pages - 1);
  const shown = attendees.slice(at * NAMES, (at + 1) * NAMES);
  const turn: Button[] = [];
  if (at > 0) turn.push(button(t('event.buttons.back'), 'attendees', `${date.id}/${at - 1}`));
  if (at < pages - 1) turn.push(button(t('event.buttons.next'), 'attendees', `${date.id}/${at + 1}`));
  return named(titleOf(words, date.event), [
    { type: 'text', text: moment(date.startsAt) },
    { type: 'text', text: attendees.length === 0 ? t('event.attendees.none') : totals(words, attendees) },
    ...groups.flatMap((group) => groupBlocks(words, group, shown, attendees)),
    ...(pages > 1 ? [{ type: 'note', text: t('event.card.page', { at: at + 1, of: pages }) } as const] : []),
    ...actions(turn),
  ]);
}

function groupBlocks(words: Words, group: keyof Counts, shown: readonly Attendee[], all: readonly Attendee[]): readonly Block[] {
  const { t } = words;
  const own = shown.filter(({ answer }) => answer === group);
  if (own.length === 0) return [];
  const before = all.filter(({ answer }) => answer === group).indexOf(own[0] ?? { name: '', answer: group });
  const names = own.map(({ name }, n) => {
    const short = beginning(name, 50).text;
    return group === 'waiting' ? `${before + n + 1}. ${short}` : short;
  });
  return [
    { type: 'heading', text: t(`event.attendees.${group}`) },
    { type: 'text', text: group === 'waiting' ? names.join('\n') : names.join(', ') },
  ];
}

function totals({ t }: Words, attendees: readonly Attendee[]): string {
  const of = (group: keyof Counts): number => attendees.filter(({ answer }) => answer === group).length;
  return t('event.attendees.totals', { yes: of('yes'), waiting: of('waiting'), maybe: of('maybe'), no: of('no') });
}
