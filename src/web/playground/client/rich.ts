/** Rich text and moments, as elements. */
import { type Inline, inlines, type Moment, plain, type Text } from '../../../chat/text.ts';
import { el } from './dom.ts';
import { now } from './time.ts';
import { locale } from './words.ts';

let zone: string | undefined;
/** The reader's zone; the browser's own where none is known. */
export const readIn = (timeZone: string | undefined): void => {
  zone = timeZone;
};

export const rich = (text: Text): readonly (Node | string)[] => inlines(text).map(inline);

function inline(part: Inline): Node | string {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'strong':
      return el('strong', {}, part.text);
    case 'emphasis':
      return el('em', {}, part.text);
    case 'code':
      return el('code', {}, part.text);
    case 'link':
      return anchor(part.url, part.text);
    case 'moment':
      return el('time', { datetime: part.at, title: written(part.at, 'datetime'), 'data-style': part.style }, written(part.at, part.style));
    case 'mention':
      return el('span', { class: 'mention' }, `@${part.name}`);
  }
}

/** An address that is none of the web's is shown as text: `javascript:` and its kind go nowhere. */
export function anchor(url: string, text: string, className = ''): HTMLElement {
  if (!isWeb(url)) return el('span', { class: className }, text);
  return el('a', { class: className, href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
}

export const isWeb = (url: string): boolean => URL.canParse(url) && ['https:', 'http:', 'mailto:'].includes(new URL(url).protocol);

/** The text as one would read it aloud. */
export const aloud = (text: Text): string => plain(text, (moment) => written(moment.at, moment.style));

const styles: Readonly<Record<Exclude<Moment['style'], 'relative'>, Intl.DateTimeFormatOptions>> = {
  date: { dateStyle: 'long' },
  time: { timeStyle: 'short' },
  datetime: { dateStyle: 'medium', timeStyle: 'short' },
};

export function written(at: string, style: Moment['style']): string {
  const date = new Date(at);
  if (style === 'relative') return relative(date);
  return new Intl.DateTimeFormat(locale(), { ...styles[style], ...(zone === undefined ? {} : { timeZone: zone }) }).format(date);
}

/** What stands there as "in 3 days" is said anew when time has passed. */
export function renewRelative(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-style=relative]'))
    time.textContent = written(time.dateTime, 'relative');
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

function relative(date: Date): string {
  const seconds = (date.getTime() - now().getTime()) / 1000;
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
