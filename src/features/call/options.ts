/** Categories, size bands and links as people write them, one a line, and as they are kept: keys stay with what they meant. Pure. */
import { linesOf } from '../../chat/typed.ts';
import { isWebAddress } from '../../chat/web-address.ts';
import { fold } from '../../i18n/fold.ts';
import type { CallContent, CallOption } from './content.ts';

/** The lines of each language, in one order. */
export type Lines = Readonly<Record<string, readonly string[]>>;

/**
 * The n-th line of every language is the same option. One whose name stays keeps its key, wherever it stands now; one
 * that is renamed in its place keeps it too; what is new gets a key from its name.
 */
export function optionsFrom(own: string, lines: Lines, before: readonly CallOption[]): readonly CallOption[] {
  const names = lines[own] ?? [];
  const kept = names.map((name) => before.find(({ labels }) => fold(labels[own] ?? '') === fold(name))?.key);
  const taken = new Set(kept.filter((key) => key !== undefined));
  return names.map((name, at) => {
    const inPlace = before[at]?.key;
    const key =
      kept[at] ?? (inPlace !== undefined && !taken.has(inPlace) ? inPlace : freshKey(name, new Set([...taken, ...keysOf(before)])));
    taken.add(key);
    const labels = Object.entries(lines).flatMap(([locale, all]) => (all[at] === undefined ? [] : [[locale, all[at]]]));
    return { key, labels: Object.fromEntries(labels) };
  });
}

const keysOf = (options: readonly CallOption[]): readonly string[] => options.map(({ key }) => key);

/** What an option is called on the lines of a form; empty where it has no name in that language. */
export const linesFrom = (options: readonly CallOption[], locale: string): string =>
  options.every(({ labels }) => (labels[locale] ?? '') === '') ? '' : options.map(({ labels }) => labels[locale] ?? '').join('\n');

const KEY = 32;

/** A key made of a name: `Género y cuidados` as `genero-y-cuidados`. */
export function freshKey(name: string, taken: ReadonlySet<string>): string {
  const plain = fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const base = plain.slice(0, KEY - 4).replace(/-+$/, '') || 'option';
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(key)) return key;
  }
}

type CallLink = CallContent['links'][number];

/** "The rules https://…": the title is what stands around the address, else its host. Titles in other languages stay with their address. */
export function linksFrom(given: string | undefined, own: string, before: readonly CallLink[]): readonly CallLink[] {
  return linesOf(given).flatMap((line) => {
    const read = readLink(line);
    if (read === undefined) return [];
    const known = before.find(({ url }) => url === read.url)?.labels ?? {};
    return [{ url: read.url, labels: { ...known, [own]: read.title } }];
  });
}

/** The first line without an https address. */
export const brokenLink = (given: string | undefined): string | undefined => linesOf(given).find((line) => readLink(line) === undefined);

export const linksText = (links: readonly CallLink[], own: string): string =>
  links.map(({ url, labels }) => `${labels[own] ?? Object.values(labels)[0] ?? ''} ${url}`.trim()).join('\n');

function readLink(line: string): { readonly title: string; readonly url: string } | undefined {
  const url = /https:\/\/\S+/.exec(line)?.[0];
  if (url === undefined || !isWebAddress(url)) return undefined;
  const title = line
    .replace(url, ' ')
    .replace(/^[\s:–-]+|[\s:–-]+$/g, '')
    .replace(/\s+/g, ' ');
  return { title: title === '' ? (URL.parse(url)?.hostname ?? url) : title, url };
}
