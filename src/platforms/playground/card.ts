/** Cards on their way into the playground: read back from the journal, and held to the playground's limits. */
import { z } from 'zod';
import type { ActionRef, Block, Card, Control } from '../../chat/card.ts';
import { inlines, plain, type Text } from '../../chat/text.ts';
import { limits } from './limits.ts';

const inline = z.union([
  z.string(),
  z.object({ kind: z.enum(['strong', 'emphasis', 'code']), text: z.string() }).readonly(),
  z.object({ kind: z.literal('link'), text: z.string(), url: z.string() }).readonly(),
  z.object({ kind: z.literal('moment'), at: z.string(), style: z.enum(['date', 'time', 'datetime', 'relative']) }).readonly(),
  z.object({ kind: z.literal('mention'), platform: z.string(), externalId: z.string(), name: z.string() }).readonly(),
]);
const text = z.union([inline, z.array(inline).readonly()]) as z.ZodType<Text>;

const ref = z.object({ name: z.string(), id: z.string() });
const button = z.object({
  type: z.literal('button'),
  label: z.string(),
  action: ref,
  style: z.enum(['primary', 'danger']).exactOptional(),
  confirm: z.object({ title: z.string(), text: z.string(), yes: z.string(), no: z.string() }).exactOptional(),
});
const linkButton = z.object({ type: z.literal('link'), label: z.string(), url: z.string() });
const choice = z.object({ value: z.string(), label: z.string(), hint: z.string().exactOptional() });
const select = z.object({ type: z.literal('select'), placeholder: z.string(), action: ref, options: z.array(choice) });

const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text }),
  z.object({ type: z.literal('heading'), text: z.string() }),
  z.object({ type: z.literal('quote'), text }),
  z.object({ type: z.literal('list'), items: z.array(text) }),
  z.object({ type: z.literal('note'), text }),
  z.object({ type: z.literal('fields'), fields: z.array(z.object({ label: z.string(), value: text })) }),
  z.object({ type: z.literal('item'), text, control: z.discriminatedUnion('type', [button, linkButton]).exactOptional() }),
  z.object({ type: z.literal('image'), url: z.string(), alt: z.string() }),
  z.object({ type: z.literal('divider') }),
  z.object({ type: z.literal('actions'), controls: z.array(z.discriminatedUnion('type', [button, linkButton, select])) }),
]);

export const cardSchema: z.ZodType<Card> = z.object({
  title: z.string().exactOptional(),
  blocks: z.array(block),
  fallback: z.string().exactOptional(),
});

export const controlsOf = (card: Card): readonly Control[] =>
  card.blocks.flatMap((entry) => {
    if (entry.type === 'actions') return entry.controls;
    return entry.type === 'item' && entry.control !== undefined ? [entry.control] : [];
  });

/** Whether somebody who sees this card can do this with it: a page elsewhere may send anything. */
export function offers(card: Card, wanted: ActionRef, selected: readonly string[]): boolean {
  return controlsOf(card).some((control) => {
    if (control.type === 'link' || control.action.name !== wanted.name || control.action.id !== wanted.id) return false;
    if (control.type === 'button') return selected.length === 0;
    return selected.every((value) => control.options.some((option) => option.value === value));
  });
}

/** What is over a limit, as short names for the log; empty when the card fits. */
export function overLimits(card: Card): readonly string[] {
  const max = limits.card;
  const over: string[] = [];
  const check = (name: string, size: number, allowed: number) => {
    if (size > allowed) over.push(`${name} ${size} > ${allowed}`);
  };
  check('title', card.title?.length ?? 0, max.title);
  check('blocks', card.blocks.length, max.blocks);
  for (const entry of card.blocks) checkBlock(entry, check);
  check('total', total(card), max.total);
  return over;
}

type Check = (name: string, size: number, allowed: number) => void;

function checkBlock(entry: Block, check: Check): void {
  const max = limits.card;
  if (entry.type === 'heading') check('heading', entry.text.length, max.heading);
  if (entry.type === 'image') check('imageAlt', entry.alt.length, max.imageAlt);
  if (entry.type === 'actions') check('controlsPerRow', entry.controls.length, max.controlsPerRow);
  for (const value of textsOf(entry)) check('text', plain(value).length, max.text);
  if (entry.type === 'fields') {
    for (const field of entry.fields) check('field', field.label.length + plain(field.value).length, max.fieldLabelAndValue);
  }
  for (const control of controlsOf({ blocks: [entry] })) checkControl(control, check);
}

function checkControl(control: Control, check: Check): void {
  const max = limits.card;
  if (control.type !== 'select') check('buttonLabel', control.label.length, max.buttonLabel);
  if (control.type === 'button' && control.confirm !== undefined) {
    check('confirmTitle', control.confirm.title.length, max.confirmTitle);
    check('confirmText', control.confirm.text.length, max.confirmText);
  }
  if (control.type !== 'select') return;
  check('selectPlaceholder', control.placeholder.length, max.selectPlaceholder);
  check('selectOptions', control.options.length, max.selectOptions);
  for (const option of control.options) {
    check('optionLabel', option.label.length, max.optionLabel);
    check('optionHint', option.hint?.length ?? 0, max.optionHint);
  }
}

function textsOf(entry: Block): readonly Text[] {
  switch (entry.type) {
    case 'text':
    case 'quote':
    case 'note':
    case 'item':
      return [entry.text];
    case 'list':
      return entry.items;
    default:
      return [];
  }
}

function total(card: Card): number {
  return (card.title?.length ?? 0) + card.blocks.reduce((sum, entry) => sum + sizeOf(entry), 0);
}

function sizeOf(entry: Block): number {
  if (entry.type === 'heading') return entry.text.length;
  if (entry.type === 'fields') return entry.fields.reduce((sum, field) => sum + field.label.length + plain(field.value).length, 0);
  return textsOf(entry).reduce<number>((sum, value) => sum + plain(value).length, 0);
}

/** What a reader sees of a card, line by line, without its buttons. */
export function lines(card: Card): readonly string[] {
  const title = card.title === undefined ? [] : [card.title];
  return [...title, ...card.blocks.flatMap(linesOf)];
}

function linesOf(entry: Block): readonly string[] {
  if (entry.type === 'heading') return [entry.text];
  if (entry.type === 'fields') return entry.fields.map((field) => `${field.label}: ${plain(field.value)}`);
  if (entry.type === 'image') return [entry.alt];
  return textsOf(entry).map((value) =>
    inlines(value)
      .map((part) => plain(part))
      .join(''),
  );
}
