/** What a reader of Slack sees of blocks: the words, with markup carried out as Slack's client would. */
import { linksOf, type Seen } from '../stage.ts';
import type { FakeBlock, FakeElement, FakeOption, FakeView } from './rules.ts';
import { elementsOf } from './rules.ts';

export function seenMessage(text: string, blocks: readonly FakeBlock[] | undefined): Seen {
  return blocks === undefined
    ? { text: formatted(text), buttons: [] }
    : { text: words(blocks), buttons: blocks.flatMap(labels), ...linksOf(blocks.flatMap(addresses)) };
}

export function seenView(view: FakeView, errors: Readonly<Record<string, string>>): Seen {
  const modal = view.type === 'modal' ? view : undefined;
  return {
    text: [modal?.title.text, words(view.blocks), ...Object.values(errors)].filter((part) => part !== undefined && part !== '').join('\n'),
    buttons: [...view.blocks.flatMap(labels), ...[modal?.submit?.text, modal?.close?.text].filter((label) => label !== undefined)],
  };
}

const words = (blocks: readonly FakeBlock[]): string =>
  blocks
    .map(said)
    .filter((part) => part !== '')
    .join('\n');

function said(block: FakeBlock): string {
  switch (block.type) {
    case 'header':
      return read(block.text);
    case 'section':
      return [block.text, ...(block.fields ?? [])].flatMap((part) => (part === undefined ? [] : [read(part)])).join('\n');
    case 'context':
      return block.elements.map((part) => (part.type === 'image' ? part.alt_text : read(part))).join(' ');
    case 'image':
      return block.alt_text;
    case 'rich_text':
      return block.elements.map((part) => (part.type === 'rich_text_list' ? part.elements.map(rich).join('\n') : rich(part))).join('\n');
    case 'input':
      return [block.label.text, block.hint?.text].filter((part) => part !== undefined).join('\n');
    case 'divider':
    case 'actions':
      return '';
  }
}

type RichPart = Extract<Extract<FakeBlock, { type: 'rich_text' }>['elements'][number], { type: 'rich_text_section' }>;
const rich = (part: { readonly elements: RichPart['elements'] }): string =>
  part.elements
    .map((one) => {
      switch (one.type) {
        case 'text':
          return one.text;
        case 'link':
          return one.text ?? one.url;
        case 'user':
          return `@${one.user_id}`;
        case 'date':
          return one.fallback ?? new Date(one.timestamp * 1000).toISOString();
        default:
          return one satisfies never;
      }
    })
    .join('');

const read = (part: {
  readonly type: string;
  readonly text: string;
  readonly emoji?: boolean | undefined;
  readonly verbatim?: boolean | undefined;
}): string => {
  if (part.type === 'mrkdwn') return formatted(part.text);
  return part.emoji === false ? part.text : withEmoji(part.text);
};

/** Slack's mrkdwn, carried out: what is left are the words. A person's text that loses a sign here was not escaped well enough. */
export function formatted(text: string): string {
  return withEmoji(
    text
      .replace(/```([\s\S]+?)```|`([^`\n]+)`/g, (_, block?: string, inline?: string) => block ?? inline ?? '')
      .replace(/(^|[\s(])([*_~])(\S(?:[^\n]*?\S)?)\2(?=$|[\s).,:;!?])/gm, '$1$3')
      .replace(/^(?:>|&gt;) ?/gm, '')
      .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
      .replace(/<!(channel|here|everyone)[^>]*>/g, '@$1')
      .replace(/<([^|>]+)\|([^>]+)>/g, '$2')
      .replace(/<([^>]+)>/g, '$1')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
}

const withEmoji = (text: string): string => text.replace(/:([a-z0-9_+-]+):/g, (_, name: string) => `(${name})`);

const labels = (block: FakeBlock): readonly string[] =>
  block.type === 'input' ? [] : elementsOf(block).flatMap((one) => (one.type === 'button' ? [one.text.text] : []));

const addresses = (block: FakeBlock): readonly (readonly [string, string])[] =>
  block.type === 'input'
    ? []
    : elementsOf(block).flatMap((one) => (one.type === 'button' && one.url !== undefined ? [[one.text.text, one.url] as const] : []));

export const optionsOf = (one: FakeElement): readonly FakeOption[] => ('options' in one ? one.options : []);
