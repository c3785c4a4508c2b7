/** Long texts in pieces that a block can hold, cut between words. */
import type { Inline, Text } from '../../chat/text.ts';
import { inlines } from '../../chat/text.ts';

/** The text in as many pieces as needed, none longer than `max` characters; nothing is lost. */
export function pieces(text: Text, max: number): readonly (readonly Inline[])[] {
  const all: Inline[][] = [[]];
  let room = max;
  for (const part of inlines(text)) {
    for (const bit of bits(part, max)) {
      const length = lengthOf(bit);
      if (length > room) {
        all.push([]);
        room = max;
      }
      all.at(-1)?.push(bit);
      room -= length;
    }
  }
  return all.filter((piece) => piece.length > 0);
}

/** `text` in chunks of at most `max` characters; chunks joined give the text again. */
export function chunks(text: string, max: number): readonly string[] {
  const all: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const at = boundary(rest, max);
    all.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return rest === '' ? all : [...all, rest];
}

/** `text` in at most `max` characters: a visible "…" where something was left out. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, whole(text, max - 1)).trimEnd()}…`;
}

function bits(part: Inline, max: number): readonly Inline[] {
  if (typeof part === 'string') return chunks(part, max);
  if (part.kind === 'moment' || part.kind === 'mention') return [part];
  return chunks(part.text, max).map((text) => ({ ...part, text }));
}

/** Links count with their address: in mrkdwn both are written. */
function lengthOf(part: Inline): number {
  if (typeof part === 'string') return part.length;
  if (part.kind === 'moment') return 40;
  if (part.kind === 'mention') return part.name.length + 20;
  return part.text.length;
}

/** After the last line's end or space in the second half, else wherever no character is torn apart. */
function boundary(text: string, max: number): number {
  for (const sign of ['\n', ' ']) {
    const at = text.lastIndexOf(sign, max - 1);
    if (at >= max / 2) return at + 1;
  }
  return whole(text, max);
}

/** Never between the halves of a character outside the basic plane. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}
