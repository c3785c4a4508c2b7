/** A card: what a message shows, as plain data. Platforms render it; nothing here knows how. */
import type { Text } from './text.ts';

export interface Card {
  readonly title?: string;
  readonly blocks: readonly Block[];
  /** What a notification or screen reader says when the blocks cannot be shown. Derived from the card when absent. */
  readonly fallback?: string;
}

/** The reply that shows a card. */
export interface CardReply {
  readonly type: 'card';
  readonly card: Card;
}

/** Nothing is shown. */
export interface NoReply {
  readonly type: 'none';
}

export type Block =
  | { readonly type: 'text'; readonly text: Text }
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'quote'; readonly text: Text }
  | { readonly type: 'list'; readonly items: readonly Text[] }
  /** Small print. */
  | { readonly type: 'note'; readonly text: Text }
  | { readonly type: 'fields'; readonly fields: readonly { readonly label: string; readonly value: Text }[] }
  /** One row of a list, with at most one control beside it. */
  | { readonly type: 'item'; readonly text: Text; readonly control?: Button | LinkButton }
  /** `alt` is required: an image without words does not exist for some readers. */
  | { readonly type: 'image'; readonly url: string; readonly alt: string }
  | { readonly type: 'divider' }
  | { readonly type: 'actions'; readonly controls: readonly Control[] };

export type Control = Button | LinkButton | Select;

export interface Button {
  readonly type: 'button';
  readonly label: string;
  readonly action: ActionRef;
  readonly style?: 'primary' | 'danger';
  /** Asked before the press counts; platforms without a native question show a private card first. */
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
}
export interface LinkButton {
  readonly type: 'link';
  readonly label: string;
  readonly url: string;
}
export interface Select {
  readonly type: 'select';
  readonly placeholder: string;
  readonly action: ActionRef;
  readonly options: readonly Choice[];
}
/** `value` at most 100 characters; `label` is text for people. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** What a button carries: an action's name and at most one id. Together at most 100 characters (Discord's custom_id). */
export interface ActionRef {
  readonly name: string;
  readonly id: string;
}

const MAX_REF = 100;

/** `name:id`. @throws when longer than 100 characters, which no platform would take. */
export function encodeRef(ref: ActionRef): string {
  const encoded = `${ref.name}:${ref.id}`;
  if (encoded.length > MAX_REF) throw new Error(`action reference over ${MAX_REF} characters: ${encoded}`);
  return encoded;
}

export function decodeRef(encoded: string): ActionRef {
  const at = encoded.indexOf(':');
  return at < 0 ? { name: encoded, id: '' } : { name: encoded.slice(0, at), id: encoded.slice(at + 1) };
}
