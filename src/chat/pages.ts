/** Long texts in pages that every platform can show whole: broken between paragraphs, sentences or words, never cut. Pure. */

export interface Section {
  readonly heading: string;
  readonly text: string;
}
export type TextPage = readonly Section[];

/** Slack holds 3,000 characters a block, Discord 4,000 a message, both counted after escaping; the rest is for headings and notes. */
export const ROOM = 2400;

/** Sections in order, each continued on the next page where it does not fit. */
export function paginate(sections: readonly Section[], room = ROOM): readonly TextPage[] {
  const pages: Section[][] = [];
  let left = 0;
  for (const section of sections) {
    for (const text of pieces(section.text, room)) {
      const needed = weight(section.heading) + weight(text);
      const page = pages.at(-1);
      if (page === undefined || needed > left) {
        pages.push([{ heading: section.heading, text }]);
        left = room - needed;
      } else {
        page.push({ heading: section.heading, text });
        left -= needed;
      }
    }
  }
  return pages;
}

const HEADING = 100;

/** Pieces that fit beside their heading. Joined again they are the text, apart from spaces at the breaks. */
export function pieces(text: string, room = ROOM): readonly string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (weight(rest) > room - HEADING) {
    const most = longestPrefix(rest, room - HEADING);
    const at = breakBefore(rest, most);
    found.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === '' ? found : [...found, rest];
}

/** What a text may weigh once it is escaped: Slack writes & as &amp;, Discord puts a backslash before its marks. */
const heavy = new Map([...'&<>'].map((mark) => [mark, 5]));
const marks = new Set('*_~`|\\#[]()-.!+:@');
const weightOf = (character: string): number => heavy.get(character) ?? (marks.has(character) ? 2 : character.length);

export function weight(text: string): number {
  let sum = 0;
  for (const character of text) sum += weightOf(character);
  return sum;
}

/** The beginning of a long text, up to a word's end. */
export function beginning(text: string, room: number): { readonly text: string; readonly whole: boolean } {
  if (weight(text) <= room) return { text, whole: true };
  let end = Math.min(text.length, room);
  while (end > 0 && weight(text.slice(0, end)) > room) end = Math.floor(end * 0.9);
  const space = text.lastIndexOf(' ', end);
  return { text: `${text.slice(0, space > end / 2 ? space : end).trimEnd()}…`, whole: false };
}

function longestPrefix(text: string, room: number): number {
  let sum = 0;
  let length = 0;
  for (const character of text) {
    sum += weightOf(character);
    if (sum > room) break;
    length += character.length;
  }
  return Math.max(1, length);
}

/** The best place to break in the second half; in the middle of a word only where there is no other. */
function breakBefore(text: string, most: number): number {
  const window = text.slice(0, most);
  for (const mark of ['\n\n', '\n', '. ', ' ']) {
    const at = window.lastIndexOf(mark);
    if (at > most / 2) return at + mark.length;
  }
  return most;
}
