/** A card as a Discord message of Components V2: one container, at most 40 components and 4000 characters of text. */
import type {
  APIAllowedMentions,
  APIButtonComponent,
  APIComponentInContainer,
  APIMessageTopLevelComponent,
  APIStringSelectComponent,
} from 'discord.js';
import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js';
import type { ActionRef, Block, Button, Card, Control, LinkButton, Select } from '../../chat/card.ts';
import { drawnOnce } from '../../chat/lasting.ts';
import type { Text } from '../../chat/text.ts';
import { never } from '../../errors.ts';
import { customId, distinct } from './custom-id.ts';
import { limits, MAX_COMPONENTS, MAX_TEXT } from './limits.ts';
import { clip, ELLIPSIS, fitMarkdown, literal } from './text.ts';

/** What every message of ours carries. A type, not an interface, so that it is a plain JSON body. */
export type Body = {
  flags: number;
  components: APIMessageTopLevelComponent[];
  allowed_mentions: APIAllowedMentions;
};

export interface Question {
  readonly ref: ActionRef;
  readonly confirm: NonNullable<Button['confirm']>;
}

export interface Rendered {
  readonly body: Body;
  /** What did not fit and was cut with "…", in words for the log. Empty for every card of ours; a test holds us to it. */
  readonly cut: readonly string[];
  /** The questions of buttons that ask first: Discord has none of its own, and the message has no room for them. */
  readonly questions: readonly Question[];
}

export const renderCard: (card: Card) => Rendered = drawnOnce(render);

function render(card: Card): Rendered {
  const draft = begin(card.blocks);
  if (card.title) addText(draft, 'title', (max) => oneLine('## ', card.title ?? '', max));
  for (const block of card.blocks) addBlock(draft, block);
  // A message without any component is refused.
  if (draft.components.length === 0) addText(draft, 'fallback', (max) => fitMarkdown(card.fallback || ELLIPSIS, max));
  return { body: message([{ type: ComponentType.Container, components: draft.components }]), cut: draft.cut, questions: draft.questions };
}

/** What of this card would be cut, for tests over all cards in all languages. */
export const overflow = (card: Card): readonly string[] => renderCard(card).cut;

export function message(components: APIMessageTopLevelComponent[]): Body {
  return { flags: MessageFlags.IsComponentsV2, components, allowed_mentions: { parse: [] } };
}

interface Draft {
  readonly components: APIComponentInContainer[];
  readonly cut: string[];
  readonly questions: Question[];
  readonly ids: Set<string>;
  text: number;
  /** Components used so far, and those that the rows of buttons to come will need: a card may lose text, never its buttons. */
  used: number;
  reserved: number;
  /** Rows with a button that are still to come: each has to have words, one character at least. */
  rowsToCome: number;
}

interface Fitted {
  readonly content: string;
  readonly cut: boolean;
}

function begin(blocks: readonly Block[]): Draft {
  const reserved = blocks.reduce((sum, block) => sum + (block.type === 'actions' ? sizeOfRows(block.controls) : 0), 0);
  return { components: [], cut: [], questions: [], ids: new Set(), text: 0, used: 1, reserved, rowsToCome: blocks.filter(isRow).length };
}

const isRow = (block: Block): boolean => block.type === 'item' && block.control !== undefined;
const roomFor = (draft: Draft): number => Math.max(MAX_TEXT - draft.text - draft.rowsToCome, 0);

function addBlock(draft: Draft, block: Block): void {
  switch (block.type) {
    case 'text':
      addText(draft, 'text', (max) => fitMarkdown(block.text, max));
      break;
    case 'heading':
      addText(draft, 'heading', (max) => oneLine('### ', block.text, max));
      break;
    case 'quote':
      addText(draft, 'quote', (max) => eachLine('> ', block.text, max));
      break;
    case 'note':
      addText(draft, 'note', (max) => eachLine('-# ', block.text, max));
      break;
    case 'list':
      for (const item of block.items) addText(draft, 'list item', (max) => listItem(item, max));
      break;
    case 'fields':
      for (const { label, value } of block.fields) addText(draft, 'field', (max) => field(label, value, max));
      break;
    case 'item':
      if (block.control) addSection(draft, block.text, block.control);
      else addText(draft, 'item', (max) => fitMarkdown(block.text, max));
      break;
    case 'image':
      addImage(draft, block.url, block.alt);
      break;
    case 'divider':
      if (take(draft, 1, 'divider')) draft.components.push({ type: ComponentType.Separator });
      break;
    case 'actions':
      addRows(draft, block.controls);
      break;
    default:
      never(block);
  }
}

/** Texts that follow each other share one display: components are scarcer than characters. */
function addText(draft: Draft, what: string, within: (max: number) => Fitted): void {
  const last = draft.components.at(-1);
  const joins = last?.type === ComponentType.TextDisplay;
  const { content, cut } = within(Math.max(roomFor(draft) - (joins ? 1 : 0), 0));
  if (cut) draft.cut.push(`${what} cut: over ${MAX_TEXT} characters in all`);
  if (content.trim() === '') return;
  if (joins) {
    last.content += `\n${content}`;
    draft.text += content.length + 1;
  } else if (take(draft, 1, what)) {
    draft.components.push({ type: ComponentType.TextDisplay, content });
    draft.text += content.length;
  }
}

function addSection(draft: Draft, text: Text, control: Button | LinkButton): void {
  draft.rowsToCome--;
  const { content, cut } = fitMarkdown(text, roomFor(draft));
  if (cut) draft.cut.push(`item cut: over ${MAX_TEXT} characters in all`);
  if (!take(draft, 3, 'item')) return;
  // A section's words may not be empty; a blank that has no width keeps the button.
  const words = content.trim() === '' ? '\u200b' : content;
  draft.text += words.length;
  draft.components.push({
    type: ComponentType.Section,
    components: [{ type: ComponentType.TextDisplay, content: words }],
    accessory: button(draft, control),
  });
}

function addImage(draft: Draft, url: string, alt: string): void {
  if (alt.length > limits.card.imageAlt) draft.cut.push('image description cut');
  if (!take(draft, 1, 'image')) return;
  const item = { media: { url }, ...(alt.trim() === '' ? {} : { description: clip(alt, limits.card.imageAlt) }) };
  draft.components.push({ type: ComponentType.MediaGallery, items: [item] });
}

function addRows(draft: Draft, controls: readonly Control[]): void {
  draft.reserved -= sizeOfRows(controls);
  for (const row of rows(controls)) {
    if (!take(draft, 1 + row.length, 'buttons')) continue;
    draft.components.push({ type: ComponentType.ActionRow, components: row.map((control) => controlOf(draft, control)) });
  }
}

/** Whether `size` more components fit; they are counted if so, and noted as cut if not. */
function take(draft: Draft, size: number, what: string): boolean {
  if (draft.used + draft.reserved + size > MAX_COMPONENTS) {
    draft.cut.push(`${what} left out: over ${MAX_COMPONENTS} components`);
    showThatSomethingIsMissing(draft);
    return false;
  }
  draft.used += size;
  return true;
}

function showThatSomethingIsMissing(draft: Draft): void {
  const last = draft.components.findLast(
    (component) => component.type === ComponentType.TextDisplay || component.type === ComponentType.Section,
  );
  const display = last?.type === ComponentType.Section ? last.components[0] : last;
  if (display?.type !== ComponentType.TextDisplay || display.content.endsWith(`\n${ELLIPSIS}`) || roomFor(draft) < 2) return;
  display.content += `\n${ELLIPSIS}`;
  draft.text += 2;
}

/** Buttons side by side, at most five; a select has a row to itself. */
function rows(controls: readonly Control[]): Control[][] {
  const made: Control[][] = [];
  for (const control of controls) {
    const last = made.at(-1);
    const joins = control.type !== 'select' && last && last[0]?.type !== 'select' && last.length < limits.card.controlsPerRow;
    if (joins) last.push(control);
    else made.push([control]);
  }
  return made;
}

const sizeOfRows = (controls: readonly Control[]): number => rows(controls).length + controls.length;

function controlOf(draft: Draft, control: Control): APIButtonComponent | APIStringSelectComponent {
  return control.type === 'select' ? select(draft, control) : button(draft, control);
}

const BUTTON_STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

function button(draft: Draft, control: Button | LinkButton): APIButtonComponent {
  const label = fitLabel(draft, control.label, limits.card.buttonLabel, 'button');
  if (control.type === 'link') return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: control.url };
  if (control.confirm) draft.questions.push({ ref: control.action, confirm: control.confirm });
  return {
    type: ComponentType.Button,
    style: control.style ? BUTTON_STYLES[control.style] : ButtonStyle.Secondary,
    label,
    custom_id: idFor(draft, customId({ type: control.confirm ? 'ask' : 'action', ref: control.action })),
  };
}

function select(draft: Draft, control: Select): APIStringSelectComponent {
  if (control.options.length > limits.card.selectOptions) draft.cut.push(`select cut: over ${limits.card.selectOptions} options`);
  return {
    type: ComponentType.StringSelect,
    custom_id: idFor(draft, customId({ type: 'action', ref: control.action })),
    placeholder: fitLabel(draft, control.placeholder, limits.card.selectPlaceholder, 'placeholder'),
    options: control.options.slice(0, limits.card.selectOptions).map(({ value, label, hint }) => ({
      value,
      label: fitLabel(draft, label, limits.card.optionLabel, 'option'),
      ...(hint ? { description: fitLabel(draft, hint, limits.card.optionHint, 'option hint') } : {}),
    })),
  };
}

function idFor(draft: Draft, id: string): string {
  const free = distinct(id, draft.ids);
  draft.ids.add(free);
  return free;
}

function fitLabel(draft: Draft, label: string, max: number, what: string): string {
  if (label.length > max) draft.cut.push(`${what} cut: over ${max} characters`);
  return clip(label, max);
}

function oneLine(mark: string, text: string, max: number): Fitted {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line === '') return { content: '', cut: false };
  const { content, cut } = fitMarkdown(line, max - mark.length);
  return { content: content === '' ? '' : mark + content, cut };
}

/** Every line behind its mark. The marks take room themselves, so the text gives way until both fit. */
function eachLine(mark: string, text: Text, max: number): Fitted {
  for (let room = max; room > 0; ) {
    const { content, cut } = fitMarkdown(text, room);
    if (!content.includes('\n') && content.length + mark.length <= max)
      return { content: content.trim() === '' ? '' : mark + content, cut };
    const marked = content
      .split('\n')
      .map((line) => (line.trim() === '' && mark === '-# ' ? '' : mark + line))
      .join('\n');
    if (marked.length <= max) return { content: content.trim() === '' ? '' : marked, cut };
    room -= marked.length - max;
  }
  return { content: '', cut: true };
}

function listItem(item: Text, max: number): Fitted {
  const { content, cut } = eachLine('  ', item, max);
  return { content: content === '' ? '' : `- ${content.slice(2)}`, cut };
}

function field(label: string, value: Text, max: number): Fitted {
  const head = `**${literal(label.replaceAll(/\s+/g, ' ').trim())}** · `;
  if (head.length >= max) return { content: '', cut: true };
  const { content, cut } = fitMarkdown(value, max - head.length);
  return { content: head + content, cut };
}
