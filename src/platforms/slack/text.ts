/** Our texts as Slack's: rich text where a block takes it, mrkdwn only where nothing in it could be mistaken for markup. */
import type { types } from '@slack/bolt';
import type { Inline, Moment, Text } from '../../chat/text.ts';
import { inlines, plain } from '../../chat/text.ts';

export type RichElement = types.RichTextElement;
type TextObject = types.PlainTextElement | types.MrkdwnElement;

export const plainText = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false });

/** Rich text shows every string as it is: no character in it means anything to Slack. */
export function richElements(text: Text): RichElement[] {
  return inlines(text).flatMap((part) => {
    const element = richElement(part);
    return element === undefined ? [] : [element];
  });
}

function richElement(part: Inline): RichElement | undefined {
  if (typeof part === 'string') return part === '' ? undefined : { type: 'text', text: part };
  switch (part.kind) {
    case 'strong':
      return part.text === '' ? undefined : { type: 'text', text: part.text, style: { bold: true } };
    case 'emphasis':
      return part.text === '' ? undefined : { type: 'text', text: part.text, style: { italic: true } };
    case 'code':
      return part.text === '' ? undefined : { type: 'text', text: part.text, style: { code: true } };
    case 'link':
      return isWeb(part.url)
        ? { type: 'link', url: part.url, text: part.text === '' ? part.url : part.text }
        : { type: 'text', text: part.text || part.url };
    case 'moment':
      return { type: 'date', timestamp: seconds(part), format: momentFormat[part.style], fallback: written(part) };
    case 'mention':
      return isOurs(part) ? { type: 'user', user_id: part.externalId } : { type: 'text', text: part.name || part.externalId };
  }
}

/**
 * For places that take no rich text. Styles are kept when every literal character is safe; otherwise the text is shown
 * plainly, so that it loses its bold face rather than its letters.
 */
export function textObject(text: Text): TextObject {
  return needsMarkup(text) && isSafe(text) ? { type: 'mrkdwn', text: mrkdwn(text), verbatim: true } : plainText(readable(text));
}

/** Whether `textObject` would show this text with all its styles, links and local times. */
export const keepsStyle = (text: Text): boolean => !needsMarkup(text) || isSafe(text);

/** Everything as words, also what is only markup elsewhere: for fallbacks and plain places. */
export function readable(text: Text): string {
  return inlines(text)
    .map((part) =>
      typeof part !== 'string' && part.kind === 'link' && part.text !== part.url ? `${part.text} (${part.url})` : plain(part, written),
    )
    .join('');
}

const mrkdwn = (text: Text): string => inlines(text).map(mrkdwnPart).join('');

function mrkdwnPart(part: Inline): string {
  if (typeof part === 'string') return escaped(part);
  switch (part.kind) {
    case 'strong':
      return styled('*', part.text);
    case 'emphasis':
      return styled('_', part.text);
    case 'code':
      return styled('`', part.text);
    case 'link':
      return isWeb(part.url) ? `<${part.url}|${escaped(part.text || part.url)}>` : escaped(part.text || part.url);
    case 'moment':
      return `<!date^${seconds(part)}^${momentFormat[part.style]}|${written(part)}>`;
    case 'mention':
      return isOurs(part) ? `<@${part.externalId}>` : escaped(part.name);
  }
}

/** Bold and italic end at a line's end in Slack, so each line is styled by itself. */
const styled = (mark: string, text: string): string =>
  text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `${mark}${escaped(line)}${mark}`))
    .join('\n');

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const needsMarkup = (text: Text): boolean =>
  inlines(text).some((part) => typeof part !== 'string' && !(part.kind === 'mention' && !isOurs(part)));

/** Characters that mrkdwn reads as markup even when escaped: styles, a quote at the start of a line, `:emoji:`, a link's own. */
const markup = /[*_~`|]|^\s*>|:[^\s:]+:/m;
const isSafe = (text: Text): boolean =>
  inlines(text).every((part) => {
    if (typeof part === 'string') return !markup.test(part);
    if (part.kind === 'moment') return true;
    if (part.kind === 'mention') return isOurs(part) ? /^[UW][A-Z0-9]+$/.test(part.externalId) : !markup.test(part.name);
    if (part.kind === 'link' && !/^[^\s<>|]+$/.test(part.url)) return false;
    return part.text === part.text.trim() && !markup.test(part.text);
  });

const isOurs = (part: Inline): boolean => typeof part !== 'string' && part.kind === 'mention' && part.platform === 'slack';
const isWeb = (url: string): boolean => /^(https?|mailto):/i.test(url) && url.length <= 3000;
const seconds = (moment: Moment): number => Math.floor(Date.parse(moment.at) / 1000);
/** What somebody reads whose client cannot format dates. */
const written = (moment: Moment): string => `${moment.at.slice(0, 16).replace('T', ' ')} UTC`;

const momentFormat = {
  date: '{date_long_full}',
  time: '{time}',
  datetime: '{date_short_pretty} {time}',
  relative: '{ago}',
} as const satisfies Record<Moment['style'], string>;
