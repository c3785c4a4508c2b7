/** Asks how far the playground's time is to move; it only goes forward. */
import type { Leap, Span } from '../../../platforms/playground/time.ts';
import { opened } from './ask.ts';
import { el, freshId } from './dom.ts';
import { now } from './time.ts';
import { locale, say } from './words.ts';

const spans = ['hour', 'day', 'week', 'month'] as const satisfies readonly Span[];

/** Undefined: not at all. `zone` is the one in which the person reads and writes times. */
export async function askTime(zone: string, movable: boolean): Promise<Leap | undefined> {
  const close = el('button', { type: 'button', class: 'button' }, say('playground.time.close'));
  const about = el('p', {}, say('playground.time.is', { at: inFull(now(), zone), zone: zone.replaceAll('_', ' ') }));
  const title = say(movable ? 'playground.time.title' : 'playground.time.real.title');
  if (!movable) {
    await opened(title, [about, el('p', {}, say('playground.time.real'))], close, undefined, close);
    return undefined;
  }
  const [first, ...more] = spans.map(spanButton);
  const input = el('input', {
    id: freshId('time'),
    type: 'datetime-local',
    required: true,
    min: local(new Date(now().getTime() + 60_000), zone),
    max: local(new Date(now().getTime() + FURTHEST_MS), zone),
  });
  const go = el('button', { type: 'submit', class: 'button primary', value: 'to' }, say('playground.time.go'));
  const body = [
    about,
    el('p', { class: 'hint' }, say('playground.time.about')),
    el('div', { class: 'spans', role: 'group', 'aria-label': say('playground.time.by') }, first, ...more),
    el('div', { class: 'field' }, el('label', { for: input.id }, say('playground.time.to')), input),
  ];
  const said = await opened(title, body, close, go, first ?? input);
  const span = spans.find((one) => one === said);
  if (span !== undefined) return { by: span };
  return said === 'to' ? { to: input.value } : undefined;
}

/** A little less than the server allows, whatever the leap years. */
const FURTHEST_MS = 10 * 365 * 86_400_000;

const spanButton = (span: Span): HTMLElement =>
  el('button', { type: 'submit', class: 'button', value: span, formnovalidate: true }, say(`playground.time.${span}`));

const inFull = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(at);

/** As the field wants it: Swedish writes its dates like that. */
const local = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(at).replace(' ', 'T');
