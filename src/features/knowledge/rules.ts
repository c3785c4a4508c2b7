/** What holds for entries, apart from the store. Pure. */
import { linesOf, oneLine } from '../../chat/typed.ts';
import { fold } from '../../i18n/fold.ts';
import { FEW_PHRASINGS, type KnowledgeLinks, most } from './content.ts';
import type { Entry } from './record.ts';

/** All the phrasings of a language together: what a form can hold and give back whole. */
export const PHRASINGS_TOGETHER = 3000;
/** After this many days an answer is compared with its source again, unless somebody has said otherwise. */
export const CHECK_DAYS = 180;
const KEY = 50;

/** The same question typed twice is one. */
export function phrasingsFrom(given: string | undefined): readonly string[] {
  const seen = new Set<string>();
  return linesOf(given).filter((line) => {
    const folded = fold(line);
    if (folded === '' || seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}

/** The first line that is no phrasing: too long, or one too many. */
export const brokenPhrasing = (given: string | undefined): string | undefined =>
  phrasingsFrom(given).find((line, at) => line.length > most.phrasing || at >= most.phrasings);

/** Whether one more still fits, and is not there yet. */
export function roomFor(phrasings: readonly string[], one: string): 'room' | 'there' | 'full' {
  if (phrasings.some((phrasing) => fold(phrasing) === fold(one))) return 'there';
  const together = [...phrasings, one].join('\n').length;
  return phrasings.length >= most.phrasings || together > PHRASINGS_TOGETHER ? 'full' : 'room';
}

/** One a line: an address, or words and then an address. */
export function linksFrom(given: string | undefined): KnowledgeLinks {
  return linesOf(given).flatMap((line) => {
    const link = linkIn(line);
    return link ? [link] : [];
  });
}
export const brokenLink = (given: string | undefined): string | undefined =>
  linesOf(given).find((line, at) => linkIn(line) === undefined || at >= most.links);
export const linksText = (links: KnowledgeLinks): string =>
  links.map(({ label, url }) => (label === url ? url : `${label} ${url}`)).join('\n');

function linkIn(line: string): KnowledgeLinks[number] | undefined {
  const url = /https:\/\/\S+$/.exec(line)?.[0];
  if (url === undefined || !URL.canParse(url)) return undefined;
  const label = line.slice(0, -url.length).trim();
  return { label: (label === '' ? url : label).slice(0, most.linkLabel), url };
}

/** A stable name out of a title, the first that is free. */
export function keyFor(title: string, taken: (key: string) => boolean): string {
  const plain =
    fold(oneLine(title))
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, KEY)
      .replace(/-$/, '') || 'entry';
  if (!taken(plain)) return plain;
  let n = 2;
  while (taken(`${plain}-${n}`)) n += 1;
  return `${plain}-${n}`;
}

export const overdue = (entry: Pick<Entry, 'reviewBy' | 'state'>, now: Date): boolean =>
  entry.state === 'published' && entry.reviewBy !== null && entry.reviewBy.getTime() <= now.getTime();

export const fewIn = ({ texts }: Pick<Entry, 'texts'>): readonly string[] =>
  Object.entries(texts)
    .filter(([, { phrasings }]) => phrasings.length < FEW_PHRASINGS)
    .map(([locale]) => locale);

export const missingIn = ({ texts }: Pick<Entry, 'texts'>, locales: readonly string[]): readonly string[] =>
  locales.filter((locale) => texts[locale] === undefined);

/** Its title in the reader's language, or in one that there is. */
export const titleOf = ({ texts, key }: Pick<Entry, 'texts' | 'key'>, locale: string): string =>
  (texts[locale] ?? texts.en ?? Object.values(texts)[0])?.title ?? key;

/** Every word is somewhere in it: in a title, an answer, a phrasing, its key. */
export function matches(entry: Entry, typed: string): boolean {
  const words = fold(typed)
    .split(' ')
    .filter((word) => word !== '');
  const all = fold(
    [entry.key, ...Object.values(entry.texts).flatMap(({ title, answer, phrasings }) => [title, answer, ...phrasings])].join(' '),
  );
  return words.every((word) => all.includes(word));
}
