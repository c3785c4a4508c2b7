/** Rich text to Discord's markdown: a person's text stays literal, only our own nodes become markup. */
import type { Code, Inline, Link, Moment, MomentStyle, Text } from '../../chat/text.ts';
import { inlines } from '../../chat/text.ts';
import { never } from '../../errors.ts';

export const ELLIPSIS = '…';

/** The whole text as markdown. */
export function markdown(text: Text): string {
  if (typeof text === 'string') return literal(text);
  let content = '';
  for (const part of inlines(text)) content += node(part);
  return content;
}

/**
 * The text as markdown of at most `max` characters; what does not fit is cut before it is escaped, so that no escape and no
 * markup is torn apart, and ends in "…".
 */
export function fitMarkdown(text: Text, max: number): { readonly content: string; readonly cut: boolean } {
  const whole = markdown(text);
  if (whole.length <= max) return { content: whole, cut: false };
  const room = max - ELLIPSIS.length;
  let content = '';
  for (const part of inlines(text)) {
    const rendered = node(part);
    if (content.length + rendered.length <= room) {
      content += rendered;
      continue;
    }
    if (typeof part === 'string') content += longestPrefix(part, room - content.length);
    break;
  }
  return { content: max > 0 ? content + ELLIPSIS : '', cut: true };
}

/**
 * A person's text with every character that Discord could read as markup behind a backslash: emphasis, code, spoilers,
 * links, mentions, times, and at a line's start headings, quotes, lists and small print. Addresses stay as they are:
 * a backslash inside one would break it, and Discord reads no markup in them.
 */
export function literal(text: string): string {
  // Most texts hold nothing to hide, and this is asked of every word that goes out.
  if (!SUSPECT.test(text)) return text;
  return text.replaceAll('\r\n', '\n').split(ADDRESS).map(literalUnlessAddress).join('');
}

// What Discord itself takes for an address: no blank, no "<", and no closing punctuation at the end.
const ADDRESS = /(https?:\/\/[^\s<]+[^<.,:;"'\]\s])/;
const SUSPECT = /[\\*_~`|<>[\]@#+\-\r]|\d[.)]/;
const MARKUP = /[\\*_~`|<>[\]@]/g;
const LINE_START = /^([ \t]*)(#{1,3}|-#|[-+]|\d+[.)])(?=\s|$)/gm;

function literalUnlessAddress(piece: string, index: number): string {
  if (index % 2 === 1) return piece;
  // A list's number is escaped behind the digits: a backslash before a digit would be shown.
  return piece.replace(MARKUP, '\\$&').replace(LINE_START, (_, blank: string, mark: string) => blank + mark.replace(/^(\d*)(.)/, '$1\\$2'));
}

function node(part: Inline): string {
  if (typeof part === 'string') return literal(part);
  switch (part.kind) {
    case 'strong':
      return wrapped('**', part.text);
    case 'emphasis':
      return wrapped('*', part.text);
    case 'code':
      return inlineCode(part);
    case 'link':
      return masked(part);
    case 'moment':
      return timestamp(part);
    case 'mention':
      return part.platform === 'discord' && /^\d+$/.test(part.externalId) ? `<@${part.externalId}>` : literal(part.name);
    default:
      return never(part);
  }
}

/** Markers must touch the words: blanks stay outside of them, and an empty text has none. */
function wrapped(marker: string, text: string): string {
  const [, before = '', inside = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return inside === '' ? text : `${before}${marker}${literal(inside)}${marker}${after}`;
}

function inlineCode({ text }: Code): string {
  if (!/[`\n\r\t]| {2}/.test(text)) return text.trim() === '' ? '' : `\`${text}\``;
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(/`{2,}/g, '`');
  if (line.trim() === '') return '';
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}

function masked({ text, url }: Link): string {
  const target = URL.parse(url);
  if (target === null || !['http:', 'https:', 'mailto:'].includes(target.protocol)) return literal(text);
  const address = target.href.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('>', '%3E').replaceAll('<', '%3C');
  const label = text.replaceAll(/\s+/g, ' ').trim();
  if (label === '') return address;
  // Discord shows a masked link as written when its words look like an address themselves; both are then shown as they are.
  if (/https?:\/\//.test(label)) return label === url ? address : `${literal(label)} ${address}`;
  return `[${literal(label)}](${address})`;
}

const STYLES = { date: 'D', time: 't', datetime: 'F', relative: 'R' } satisfies Record<MomentStyle, string>;

function timestamp({ at, style }: Moment): string {
  return `<t:${Math.floor(Date.parse(at) / 1000)}:${STYLES[style]}>`;
}

/** The longest start of a person's text whose escaped form has at most `room` characters. */
function longestPrefix(text: string, room: number): string {
  const characters = [...text];
  let low = 0;
  let high = Math.min(characters.length, Math.max(room, 0));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (literal(characters.slice(0, middle).join('')).length <= room) low = middle;
    else high = middle - 1;
  }
  return literal(characters.slice(0, low).join('')).trimEnd();
}

/** A label of a button, a field or an option, where Discord shows plain text; cut visibly when it is too long. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length > max - ELLIPSIS.length) break;
    cut += character;
  }
  return cut.trimEnd() + ELLIPSIS;
}
