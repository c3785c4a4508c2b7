/** An event as cards: in the channels, and for one reader with what they may do. Pure. */
import type { Block, Button, Card, Control } from '../../chat/card.ts';
import { actions, named } from '../../chat/compose.ts';
import { beginning, paginate, type Section, weight } from '../../chat/pages.ts';
import { link, type Text } from '../../chat/text.ts';
import { formatList } from '../../i18n/format.ts';
import { button, linkButton } from './names.ts';
import type { DateRecord } from './queries.ts';
import { seatsLeft } from './rules.ts';
import type { Own, View } from './view.ts';
import { countryOf, inItsZone, minutesOf, placeOf, rhythmOf, textOf, titleOf, urlOf, type Words, whenOf, writtenIn } from './words.ts';

/** A channel stays readable; the rest of a long text is a press away. */
const SHORT = 700;
const NAMES = 400;
/** Characters that the links of a card weigh at most, addresses included. */
const LINKS = 900;

/** In every channel for events. */
export const channelCard = (words: Words, view: View): Card => ({
  ...named(titleOf(words, view.date.event), [
    ...overview(words, view),
    ...actions(answers(words, view)),
    ...actions(links(words, view, [button(words.t('event.buttons.show'), 'show', view.date.id)])),
  ]),
  fallback: words.t('event.card.fallback', { title: titleOf(words, view.date.event) }),
});

/** For one reader: what they answered, and what is theirs to do. */
export function eventCard(words: Words, view: View, own: Own, calendar?: string): Card {
  const { t } = words;
  const { id, event } = view.date;
  const more = isWhole(words, view.date) ? [] : [button(t('event.buttons.readMore'), 'text', `${id}/1`)];
  const dates = view.coming.length > 1 ? [button(t('event.buttons.dates'), 'dates', event.id)] : [];
  const kept =
    calendar !== undefined && ['coming', 'live'].includes(view.standing) ? [linkButton(t('event.buttons.calendar'), calendar)] : [];
  return named(titleOf(words, event), [
    ...overview(words, view),
    ...(own.answer === undefined ? [] : [{ type: 'text', text: yourAnswer(words, own.answer) } as const]),
    ...results(words, own),
    { type: 'note', text: t('event.card.number', { number: String(event.number), by: event.organiser?.name ?? t('event.someone') }) },
    ...actions(answers(words, view)),
    ...actions(links(words, view, [...more, ...dates, ...kept])),
    ...managing(words, view, own),
  ]);
}

/** One page of everything that is too long for the card. */
export function textCard(words: Words, { date }: View, page: number): Card {
  const { t } = words;
  const pages = paginate(sectionsOf(words, date));
  const at = Math.min(Math.max(1, page), Math.max(1, pages.length));
  const turn: Button[] = [
    at > 1 ? button(t('event.buttons.back'), 'text', `${date.id}/${at - 1}`) : button(t('event.buttons.back'), 'show', date.id),
  ];
  if (at < pages.length) turn.push(button(t('event.buttons.next'), 'text', `${date.id}/${at + 1}`));
  return named(titleOf(words, date.event), [
    ...(pages[at - 1] ?? []).flatMap(({ heading, text }): readonly Block[] => [
      { type: 'heading', text: heading },
      { type: 'text', text },
    ]),
    { type: 'note', text: t('event.card.page', { at, of: Math.max(1, pages.length) }) },
    ...actions(turn),
  ]);
}

function sectionsOf(words: Words, { event, materials }: DateRecord): readonly Section[] {
  const { t } = words;
  return [
    { heading: t('event.card.about'), text: textOf(words, event).text },
    { heading: t('event.fields.speakers'), text: event.speakers.join('\n') },
    { heading: t('event.card.materials'), text: materials.map(({ title, url }) => `${title}\n${url}`).join('\n\n') },
  ].filter(({ text }) => text !== '');
}

/** Nothing of it has to be left out on the card. */
const isWhole = (words: Words, date: DateRecord): boolean =>
  beginning(textOf(words, date.event).text, SHORT).whole &&
  beginning(speakersOf(words, date), NAMES).whole &&
  fittingLinks(date).length === date.materials.length;

const speakersOf = ({ t }: Words, { event }: DateRecord): string =>
  event.speakers.length === 0 ? '' : formatList(event.speakers, t.locale);

function fittingLinks({ materials }: DateRecord): DateRecord['materials'] {
  let room = LINKS;
  return materials.filter(({ title, url }) => {
    room -= weight(title) + weight(url);
    return room >= 0;
  });
}

/** What stands on every card of an event. */
export function overview(words: Words, view: View): readonly Block[] {
  const { t } = words;
  const { date, standing } = view;
  const { event } = date;
  const text = beginning(textOf(words, event).text, SHORT).text;
  const reason = date.cancelReason === '' ? event.cancelReason : date.cancelReason;
  return [
    ...(standing === 'coming' ? [] : [{ type: 'text', text: t(`event.standing.${standing}`) } as const]),
    ...(standing === 'cancelled' && reason !== '' ? [{ type: 'quote', text: reason } as const] : []),
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    { type: 'fields', fields: facts(words, view) },
    { type: 'note', text: inItsZone(words, date.startsAt, event.timeZone) },
    ...(writtenIn(words, event) === '' ? [] : [{ type: 'note', text: writtenIn(words, event) } as const]),
    ...(standing === 'coming' || standing === 'live' ? [{ type: 'note', text: answered(words, view) } as const] : []),
    ...afterwards(words, view),
  ];
}

function facts(words: Words, { date }: View): readonly { readonly label: string; readonly value: Text }[] {
  const { t, vocabulary } = words;
  const { event } = date;
  const place = [placeOf(date), countryOf(words, event.country)].filter((part) => part !== '').join(', ');
  const themes = event.themes.map((theme) => vocabulary.label('themes', theme, t.locale));
  const fields: { readonly label: string; readonly value: Text }[] = [
    { label: t('event.fields.when'), value: whenOf(words, date.startsAt, minutesOf(date)) },
    { label: t('event.fields.repeats'), value: rhythmOf(words, event.rule) },
    { label: t('event.fields.place'), value: place === '' ? t('event.card.online') : place },
    { label: t('event.fields.speakers'), value: beginning(speakersOf(words, date), NAMES).text },
    { label: t('event.fields.themes'), value: themes.join(', ') },
  ];
  return fields.filter((field) => field.value !== '');
}

function answered({ t }: Words, { date, counts }: View): string {
  const left = seatsLeft(date.event.capacity, counts.yes);
  const parts = [t('event.counts.yes', { count: counts.yes })];
  if (left !== null) parts.push(left === 0 ? t('event.counts.full') : t('event.counts.left', { count: left }));
  if (counts.waiting > 0) parts.push(t('event.counts.waiting', { count: counts.waiting }));
  if (counts.maybe > 0) parts.push(t('event.counts.maybe', { count: counts.maybe }));
  return parts.join(' · ');
}

function afterwards({ t }: Words, { date, standing }: View): readonly Block[] {
  const shown = fittingLinks(date);
  if (standing === 'cancelled' || shown.length === 0) return [];
  return [
    { type: 'heading', text: t('event.card.materials') },
    { type: 'list', items: shown.map(({ title, url }) => link(title, url)) },
  ];
}

/** Yes, maybe, no: while it has not begun. */
function answers({ t }: Words, { date, counts, standing }: View): readonly Button[] {
  if (standing !== 'coming') return [];
  const full = seatsLeft(date.event.capacity, counts.yes) === 0;
  return [
    button(t(full ? 'event.buttons.wait' : 'event.buttons.yes'), 'yes', date.id, { style: 'primary' }),
    button(t('event.buttons.maybe'), 'maybe', date.id),
    button(t('event.buttons.no'), 'no', date.id),
  ];
}

function links({ t }: Words, { date, standing }: View, more: readonly Control[]): readonly Control[] {
  const url = urlOf(date);
  const open = standing !== 'cancelled' && standing !== 'past';
  return [
    ...(url !== '' && open ? [linkButton(t(standing === 'live' ? 'event.buttons.join' : 'event.buttons.link'), url)] : []),
    ...(date.recordingUrl === '' || standing === 'cancelled' ? [] : [linkButton(t('event.buttons.recording'), date.recordingUrl)]),
    ...more,
  ];
}

export function yourAnswer({ t }: Words, { answer, position }: NonNullable<Own['answer']>): string {
  return t(`event.yours.${answer}`, { position: position ?? 0 });
}

function results({ t }: Words, { feedback }: Own): readonly Block[] {
  if (feedback === undefined) return [];
  if (feedback.count === 0) return [{ type: 'note', text: t('event.feedback.none') }];
  return [
    { type: 'text', text: t('event.feedback.result', { count: feedback.count, average: feedback.average }) },
    ...feedback.comments.slice(0, 3).map((comment) => ({ type: 'quote', text: beginning(comment, 300).text }) as const),
  ];
}

function managing({ t }: Words, { date, standing }: View, { manages }: Own): readonly Block[] {
  if (!manages) return [];
  const { event } = date;
  const ahead = standing === 'draft' || standing === 'scheduled';
  const open = ahead || standing === 'coming' || standing === 'live';
  return [
    ...actions([
      ...(ahead ? [button(t('event.buttons.announce'), 'announce', event.id, { style: 'primary' })] : []),
      ...(standing === 'cancelled' ? [] : [button(t('event.buttons.edit'), 'edit', event.id)]),
      ...(open ? [button(t('event.buttons.move'), 'move', date.id)] : []),
      button(t('event.buttons.attendees'), 'attendees', `${date.id}/0`),
      ...(standing === 'cancelled' || ahead ? [] : [button(t('event.buttons.materials'), 'materials', date.id)]),
    ]),
    ...actions([
      ...(open && event.rule !== '' ? [button(t('event.buttons.cancelDate'), 'cancel', date.id, { style: 'danger' })] : []),
      ...(open
        ? [button(t(event.rule === '' ? 'event.buttons.cancel' : 'event.buttons.cancelAll'), 'cancelAll', event.id, { style: 'danger' })]
        : []),
    ]),
  ];
}
