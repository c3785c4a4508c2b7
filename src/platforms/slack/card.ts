/** A card as Block Kit. A person's text goes out as rich or plain text, where nothing in it is markup. */
import type { types } from '@slack/bolt';
import type { Block, Button, Card, Control, LinkButton, Select } from '../../chat/card.ts';
import { drawnOnce } from '../../chat/lasting.ts';
import { strong, type Text } from '../../chat/text.ts';
import { never } from '../../errors.ts';
import { actionId, linkId } from './action-id.ts';
import { blockLimits, slackLimits } from './limits.ts';
import { chunks, pieces, shortened } from './split.ts';
import { escaped, keepsStyle, plainText, readable, richElements, textObject } from './text.ts';

type Blocks = readonly types.KnownBlock[];

export interface Rendered {
  readonly blocks: types.KnownBlock[];
  /** What a notification and a screen reader say, escaped: Slack would page people for a `<!channel>` even here. Never empty. */
  readonly fallback: string;
  /** What had to be left out, as notes for the log. Empty for every card of ours: a test sees to it. */
  readonly cuts: readonly string[];
}

const limits = slackLimits.card;

const renderers = { message: drawnOnce((card) => render(card, 'message')), view: drawnOnce((card) => render(card, 'view')) };
export const renderCard = (card: Card, place: 'message' | 'view'): Rendered => renderers[place](card);

function render(card: Card, place: 'message' | 'view'): Rendered {
  const sheet = drawing();
  const drawn = [...(card.title === undefined ? [] : headings(card.title)), ...card.blocks.flatMap((block) => draw(block, sheet))];
  const most = place === 'message' ? blockLimits.message : blockLimits.view;
  const blocks = drawn.length > most ? [...drawn.slice(0, most - 1), richText([{ type: 'text', text: '…' }])] : drawn;
  if (drawn.length > most) sheet.cuts.push(`${drawn.length} blocks, ${most} fit`);
  const said = fallbackOf(card);
  return {
    // Slack takes no message without blocks when there is no text either; a view may be empty only if it is not a modal.
    blocks: blocks.length > 0 ? blocks : [richText([{ type: 'text', text: said }])],
    fallback: escaped(said),
    cuts: sheet.cuts,
  };
}

/** What would be left out of this card on Slack: empty when it fits. */
export const cutsOf = (card: Card): readonly string[] => renderCard(card, 'message').cuts;

export function fallbackOf(card: Card): string {
  const said = card.fallback ?? [card.title ?? '', ...card.blocks.map(words)].filter((part) => part.trim() !== '').join('\n');
  return shortened(said.trim() === '' ? '…' : said, blockLimits.fallback);
}

interface Drawing {
  readonly cuts: string[];
  next(): number;
  fit(text: string, max: number, what: string): string;
}

function drawing(): Drawing {
  const cuts: string[] = [];
  let count = 0;
  return {
    cuts,
    next: () => count++,
    fit: (text, max, what) => {
      if (text.length > max) cuts.push(`${what} of ${text.length} characters, ${max} fit`);
      return text.trim() === '' ? '…' : shortened(text, max);
    },
  };
}

function draw(block: Block, sheet: Drawing): Blocks {
  switch (block.type) {
    case 'text':
      return pieces(block.text, limits.text).flatMap((piece) => section(piece));
    case 'heading':
      return headings(block.text);
    case 'quote':
      return pieces(block.text, limits.text).flatMap((piece) => {
        const elements = richElements(piece);
        return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements }] }];
      });
    case 'list':
      return lists(block.items);
    case 'note':
      return pieces(block.text, limits.text).map((piece) => ({ type: 'context', elements: [textObject(piece)] }));
    case 'fields':
      return fields(block.fields, sheet);
    case 'item':
      return item(block.text, block.control, sheet);
    case 'image':
      return isWebAddress(block.url)
        ? [{ type: 'image', image_url: block.url, alt_text: sheet.fit(block.alt, limits.imageAlt, 'image description') }]
        : section(block.alt);
    case 'divider':
      return [{ type: 'divider' }];
    case 'actions':
      return rows(
        block.controls.flatMap((control) => controls(control, sheet)),
        limits.controlsPerRow,
      ).map((elements) => ({ type: 'actions', elements }));
    default:
      return never(block);
  }
}

/** A header holds 150 characters; a longer heading goes on in bold. */
function headings(text: string): Blocks {
  if (text.trim() === '') return [];
  return text.length <= limits.heading && !text.includes('\n')
    ? [{ type: 'header', text: plainText(text) }]
    : chunks(text, limits.text).flatMap((chunk) => section(strong(chunk)));
}

function section(text: Text): Blocks {
  const elements = richElements(text);
  return elements.length === 0 ? [] : [richText(elements)];
}

const richText = (elements: types.RichTextElement[]): types.RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

function lists(items: readonly Text[]): Blocks {
  const groups: types.RichTextSection[][] = [];
  let room = 0;
  for (const piece of items.flatMap((entry) => pieces(entry, limits.text))) {
    const elements = richElements(piece);
    if (elements.length === 0) continue;
    const length = readable(piece).length;
    if (length > room) {
      groups.push([]);
      room = limits.text;
    }
    groups.at(-1)?.push({ type: 'rich_text_section', elements });
    room -= length;
  }
  return groups.map((elements) => ({ type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements }] }));
}

/** Short ones two by two in sections; one that is too long for its cell stands by itself under its label. */
function fields(all: readonly { readonly label: string; readonly value: Text }[], sheet: Drawing): Blocks {
  const drawn: types.KnownBlock[] = [];
  let open: types.SectionBlock | undefined;
  for (const { label, value } of all) {
    const text: Text = [strong(sheet.fit(label, limits.heading, 'field label')), '\n', ...(Array.isArray(value) ? value : [value])];
    const cell = textObject(text);
    if (cell.text.length > limits.fieldLabelAndValue || !keepsStyle(text)) {
      open = undefined;
      drawn.push(...pieces(text, limits.text).flatMap((piece) => section(piece)));
      continue;
    }
    if (open?.fields === undefined || open.fields.length === blockLimits.sectionFields) {
      open = { type: 'section', fields: [] };
      drawn.push(open);
    }
    open.fields?.push(cell);
  }
  return drawn;
}

/** Beside its text where the text can stand in a section with all its styles, else under it. */
function item(text: Text, control: Button | LinkButton | undefined, sheet: Drawing): Blocks {
  const drawn = control === undefined ? [] : controls(control, sheet);
  const accessory = drawn[0];
  if (accessory === undefined) return pieces(text, limits.text).flatMap((piece) => section(piece));
  const beside = textObject(text);
  if (keepsStyle(text) && beside.text.length <= limits.text && beside.text.trim() !== '')
    return [{ type: 'section', text: beside, accessory }];
  return [...pieces(text, limits.text).flatMap((piece) => section(piece)), { type: 'actions', elements: [accessory] }];
}

function controls(control: Control, sheet: Drawing): readonly (types.Button | types.StaticSelect)[] {
  switch (control.type) {
    case 'button':
      return [button(control, sheet)];
    case 'link':
      if (!isWebAddress(control.url)) {
        sheet.cuts.push('a link button without a usable address');
        return [];
      }
      return [
        {
          type: 'button',
          text: plainText(sheet.fit(control.label, limits.buttonLabel, 'link label')),
          url: control.url,
          action_id: linkId(sheet.next()),
        },
      ];
    case 'select':
      // Slack refuses a select without options.
      return control.options.length === 0 ? [] : [select(control, sheet)];
    default:
      return never(control);
  }
}

function button(control: Button, sheet: Drawing): types.Button {
  return {
    type: 'button',
    text: plainText(sheet.fit(control.label, limits.buttonLabel, 'button label')),
    action_id: actionId(sheet.next(), control.action),
    ...(control.style === undefined ? {} : { style: control.style }),
    ...(control.confirm === undefined
      ? {}
      : {
          confirm: {
            title: plainText(sheet.fit(control.confirm.title, limits.confirmTitle, 'question title')),
            text: plainText(sheet.fit(control.confirm.text, limits.confirmText, 'question')),
            confirm: plainText(sheet.fit(control.confirm.yes, blockLimits.confirmButton, 'question button')),
            deny: plainText(sheet.fit(control.confirm.no, blockLimits.confirmButton, 'question button')),
          },
        }),
  };
}

function select(control: Select, sheet: Drawing): types.StaticSelect {
  if (control.options.length > limits.selectOptions) sheet.cuts.push(`${control.options.length} options, ${limits.selectOptions} fit`);
  return {
    type: 'static_select',
    placeholder: plainText(sheet.fit(control.placeholder, limits.selectPlaceholder, 'placeholder')),
    action_id: actionId(sheet.next(), control.action),
    options: control.options.slice(0, limits.selectOptions).map(({ value, label, hint }) => ({
      value,
      text: plainText(sheet.fit(label, limits.optionLabel, 'option')),
      ...(hint === undefined || hint.trim() === '' ? {} : { description: plainText(sheet.fit(hint, limits.optionHint, 'option hint')) }),
    })),
  };
}

function words(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'heading':
    case 'quote':
    case 'note':
    case 'item':
      return readable(block.text);
    case 'list':
      return block.items.map(readable).join('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${readable(value)}`).join('\n');
    case 'image':
      return block.alt;
    case 'divider':
    case 'actions':
      return '';
    default:
      return never(block);
  }
}

function rows<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}

const isWebAddress = (url: string): boolean => /^https?:\/\/\S+$/i.test(url) && url.length <= blockLimits.url;
