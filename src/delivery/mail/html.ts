/** The HTML of a mail: headings, paragraphs and lists that a phone's mail program and a screen reader know; nothing is fetched. Pure. */
import { escapeHtml } from '../../chat/html.ts';
import { type Inline, inlines, type Text } from '../../chat/text.ts';
import { isWebAddress } from '../../chat/web-address.ts';
import type { Page, PageBlock } from './page.ts';

/** On the elements themselves: many mail programs throw style sheets away. Colours that hold on white and on black. */
const styles = {
  body: 'margin:0;padding:16px;font-family:system-ui,-apple-system,sans-serif;font-size:16px;line-height:1.5',
  main: 'max-width:36em;margin:0 auto',
  title: 'font-size:1.4em;line-height:1.25;margin:0 0 .75em',
  heading: 'font-size:1.1em;margin:1.5em 0 .5em',
  quote: 'margin:1em 0;padding:0 0 0 1em;border-left:3px solid #767676',
  button: 'display:inline-block;padding:.6em 1.1em;border-radius:4px;background:#0b57d0;color:#ffffff;text-decoration:none',
  small: 'font-size:.875em',
  footer: 'font-size:.875em;margin-top:2em;border-top:1px solid #767676',
} as const;

export function htmlOf({ locale, subject, title, blocks, footer }: Page): string {
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(locale)}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="${styles.body}"><main style="${styles.main}">`,
    ...(title === undefined ? [] : [`<h1 dir="auto" style="${styles.title}">${escapeHtml(title)}</h1>`]),
    ...blocks.map(blockHtml),
    `<footer style="${styles.footer}">${footer.map((line) => `<p dir="auto">${markup(line)}</p>`).join('')}</footer>`,
    '</main></body></html>',
  ].join('\n');
}

function blockHtml(block: PageBlock): string {
  switch (block.type) {
    case 'text':
      return `<p dir="auto">${markup(block.text)}</p>`;
    case 'note':
      return `<p dir="auto" style="${styles.small}">${markup(block.text)}</p>`;
    case 'heading':
      return `<h2 dir="auto" style="${styles.heading}">${escapeHtml(block.text)}</h2>`;
    case 'quote':
      return `<blockquote dir="auto" style="${styles.quote}">${markup(block.text)}</blockquote>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li dir="auto">${markup(item)}</li>`).join('')}</ul>`;
    case 'fields':
      return block.fields.map(({ label, value }) => `<p dir="auto"><strong>${escapeHtml(label)}:</strong> ${markup(value)}</p>`).join('');
    case 'link':
      return `<p><a dir="auto" style="${styles.button}" href="${escapeHtml(block.url)}">${escapeHtml(block.label)}</a></p>`;
    case 'divider':
      return '<hr>';
  }
}

const markup = (text: Text): string => inlines(text).map(inline).join('');

function inline(part: Inline): string {
  if (typeof part === 'string') return lines(part);
  switch (part.kind) {
    case 'strong':
      return `<strong>${lines(part.text)}</strong>`;
    case 'emphasis':
      return `<em>${lines(part.text)}</em>`;
    case 'code':
      return `<code>${lines(part.text)}</code>`;
    case 'link':
      return isWebAddress(part.url) ? `<a href="${escapeHtml(part.url)}">${lines(part.text)}</a>` : lines(part.text);
    case 'mention':
      return `<bdi>${lines(part.name)}</bdi>`;
    case 'moment':
      return lines(part.at);
  }
}

const lines = (text: string): string => escapeHtml(text).replace(/\r\n?|\n/g, '<br>');
