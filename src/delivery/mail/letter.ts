/** A card as an e-mail: a subject, a plain text and an HTML that say the same, in the reader's language and zone. Pure. */
import type { ActionRef, Block, Card, Control } from '../../chat/card.ts';
import { code, inlines, type Moment, plain, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { isWebAddress } from '../../chat/web-address.ts';
import { formatClock, formatDay, formatMoment } from '../../i18n/format.ts';
import { htmlOf } from './html.ts';
import type { Page, PageBlock } from './page.ts';
import { plainOf } from './plain.ts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface LetterReader {
  readonly t: Translate;
  /** IANA zone. */
  readonly timeZone: string;
}

/**
 * `typed`: the command that leads to what a button does, where there is one. `stopUrl`: the page that ends these mails;
 * undefined for a mail that somebody is sent before they chose anything.
 */
export function letterOf(card: Card, reader: LetterReader, typed: (ref: ActionRef) => string | undefined, stopUrl?: string): Letter {
  const { t } = reader;
  const ways = waysOf(card, t, typed);
  const page: Page = {
    locale: t.locale,
    subject: subjectOf(card, reader),
    title: card.title,
    blocks: [
      ...card.blocks.flatMap((block) => pageBlocks(block, reader)),
      ...(ways.length === 0
        ? []
        : ([
            { type: 'heading', text: t('mail.inChat') },
            { type: 'list', items: ways },
          ] as const)),
    ],
    footer:
      stopUrl === undefined
        ? [t('mail.why')]
        : [t('mail.why'), [{ kind: 'link', text: t('mail.stopLink'), url: stopUrl }], t.rich('mail.change')],
  };
  return { subject: page.subject, text: plainOf(page), html: htmlOf(page) };
}

/** Long enough for every heading of ours; mail programs show far less. */
const SUBJECT = 150;
/** Ends of lines and of headers, and what turns the direction of text that follows. */
const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** One line that cannot become a header of its own, nor be read as an encoded word (RFC 2047); at most so many characters as people count them. */
export function oneLine(text: string, most = SUBJECT): string {
  const clean = text.toWellFormed().replace(UNSEEN, ' ').replaceAll('=?', '= ?').replace(/\s+/g, ' ').trim();
  const characters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(clean)].map(({ segment }) => segment);
  return characters.length <= most
    ? clean
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

function subjectOf(card: Card, reader: LetterReader): string {
  const first = card.blocks.find((block) => block.type === 'heading' || block.type === 'text');
  const words = first && 'text' in first ? plain(resolved(first.text, reader)) : '';
  return oneLine([card.title, card.fallback, words].find((text) => text !== undefined && text.trim() !== '') ?? 'Agora');
}

function pageBlocks(block: Block, reader: LetterReader): readonly PageBlock[] {
  switch (block.type) {
    case 'text':
    case 'quote':
    case 'note':
      return [{ ...block, text: resolved(block.text, reader) }];
    case 'list':
      return [{ type: 'list', items: block.items.map((item) => resolved(item, reader)) }];
    case 'fields':
      return [{ type: 'fields', fields: block.fields.map(({ label, value }) => ({ label, value: resolved(value, reader) })) }];
    case 'item':
      return [{ type: 'text', text: resolved(block.text, reader) }, ...linksOf(block.control ? [block.control] : [])];
    case 'image': {
      // Never fetched by itself: that would tell whoever keeps the picture who reads when.
      const text = reader.t('mail.image', { alt: block.alt });
      return [isWebAddress(block.url) ? { type: 'link', label: text, url: block.url } : { type: 'text', text }];
    }
    case 'actions':
      return linksOf(block.controls);
    case 'heading':
    case 'divider':
      return [block];
  }
}

const linksOf = (controls: readonly Control[]): readonly PageBlock[] =>
  controls.flatMap((control) => (control.type === 'link' && isWebAddress(control.url) ? [control] : []));

/** What cannot be pressed in a mail is said: what to type, or that it is in the chat. Each once. */
function waysOf(card: Card, t: Translate, typed: (ref: ActionRef) => string | undefined): readonly Text[] {
  const controls = card.blocks.flatMap((block): readonly Control[] => {
    if (block.type === 'actions') return block.controls;
    return block.type === 'item' && block.control ? [block.control] : [];
  });
  const ways = new Map<string, Text>();
  for (const control of controls) {
    if (control.type === 'link') continue;
    const label = control.type === 'select' ? control.placeholder : control.label;
    const command = typed(control.action);
    ways.set(
      label,
      command === undefined
        ? t.rich('mail.untyped', { label: strong(label) })
        : t.rich('mail.typed', { label: strong(label), command: code(`/${command}`) }),
    );
  }
  return [...ways.values()];
}

/** Instants become words: a mail is read where nothing can work them out. */
function resolved(text: Text, { t, timeZone }: LetterReader): Text {
  return inlines(text).map((part) => (typeof part !== 'string' && part.kind === 'moment' ? inWords(part, t.locale, timeZone) : part));
}

/** "In two hours" would be wrong by the time that it is read. */
function inWords({ at, style }: Moment, locale: string, timeZone: string): string {
  const instant = new Date(at);
  if (style === 'date') return formatDay(instant, locale, timeZone);
  return style === 'time' ? formatClock(instant, locale, timeZone) : formatMoment(instant, locale, timeZone);
}
