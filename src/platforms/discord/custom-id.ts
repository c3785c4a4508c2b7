/** What stands in a component's custom_id (at most 100 characters): everything that a press needs, so nothing is kept in memory. */
import type { ActionRef } from '../../chat/card.ts';
import { decodeRef, encodeRef } from '../../chat/card.ts';
import { never } from '../../errors.ts';

/**
 * An action is its bare reference, `name:id`, and so has all 100 characters. What is Discord's own begins with `|`,
 * which no action's name does, then a letter, then the rest.
 */
export type Pressed =
  | { readonly type: 'action'; readonly ref: ActionRef }
  /** An action that asks first. */
  | { readonly type: 'ask'; readonly ref: ActionRef }
  /** The answer to that question, pressed on a message of its own. */
  | { readonly type: 'yes'; readonly ref: ActionRef }
  | { readonly type: 'no' }
  /** A modal's own id, and the two buttons that stand between modals. */
  | { readonly type: 'sheet' | 'resume' | 'back'; readonly draft: string; readonly sheet: string };

const MAX_CUSTOM_ID = 100;

/** @throws when the encoded form is over 100 characters. */
export function customId(pressed: Pressed): string {
  return checked(encode(pressed));
}

/** The same again for a message that has it already: Discord wants each custom_id once. @throws when over 100 characters. */
export function distinct(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let n = 2; taken.has(free); n++) free = `|d|${n}|${id}`;
  return checked(free);
}

/** Undefined for an id that is none of ours. */
export function readCustomId(id: string): Pressed | undefined {
  if (!id.startsWith('|')) return id.includes(':') ? { type: 'action', ref: decodeRef(id) } : undefined;
  const [, letter, first = '', ...more] = id.split('|');
  const rest = more.join('|');
  const all = id.slice(3);
  switch (letter) {
    case 'd':
      return readCustomId(rest);
    case 'q':
      return { type: 'ask', ref: decodeRef(all) };
    case 'y':
      return { type: 'yes', ref: decodeRef(all) };
    case 'n':
      return { type: 'no' };
    case 'f':
      return { type: 'sheet', draft: first, sheet: rest };
    case 'r':
      return { type: 'resume', draft: first, sheet: rest };
    case 'b':
      return { type: 'back', draft: first, sheet: rest };
    default:
      return undefined;
  }
}

function encode(pressed: Pressed): string {
  switch (pressed.type) {
    case 'action':
      return encodeRef(pressed.ref);
    case 'ask':
      return `|q|${encodeRef(pressed.ref)}`;
    case 'yes':
      return `|y|${encodeRef(pressed.ref)}`;
    case 'no':
      return '|n|';
    case 'sheet':
      return `|f|${pressed.draft}|${pressed.sheet}`;
    case 'resume':
      return `|r|${pressed.draft}|${pressed.sheet}`;
    case 'back':
      return `|b|${pressed.draft}|${pressed.sheet}`;
    default:
      return never(pressed);
  }
}

function checked(id: string): string {
  if (id.length > MAX_CUSTOM_ID) throw new Error(`custom_id over ${MAX_CUSTOM_ID} characters: ${id}`);
  return id;
}
