/** What a cell means: keys of the vocabularies, countries, dates, numbers, plain text. Pure. */
import { convert } from 'html-to-text';
import { codeOf, searchCountries } from '../i18n/countries.ts';
import { fold } from '../i18n/fold.ts';
import type { Vocabulary, VocabularyName } from '../vocabulary.ts';
import type { Meanings } from './mapping.ts';

/** `themes:health`, … for one value; undefined where nobody knows it, empty where it is known to have no equivalent. */
export type Meaning = (value: string) => readonly string[] | undefined;

/** `list`: the vocabulary. `narrower`: values that are narrower than a term of it. `mapped`: what a mapping file says of values. */
export function meaningOf(
  vocabulary: Vocabulary,
  list: VocabularyName,
  narrower: Meanings | undefined,
  mapped: Meanings | undefined,
): Meaning {
  const known = new Map<string, readonly string[]>();
  for (const [value, keys] of Object.entries(narrower ?? {})) known.set(fold(value), keys);
  for (const term of vocabulary.terms(list)) {
    const tag = [`${list}:${term.key}`];
    for (const name of [...Object.values(term.aliases).flat(), ...Object.values(term.labels), term.key]) known.set(fold(name), tag);
    if (list === 'sdgs') known.set(term.key.replace('sdg-', ''), tag);
  }
  // What the mapping says goes before what we would think ourselves.
  for (const [value, keys] of Object.entries(mapped ?? {})) known.set(fold(value), keys);
  return (value) => known.get(fold(value));
}

/** The values of a cell: separated by bars, semicolons or lines, and by commas where the parts with them mean nothing. */
export function valuesIn(cell: string, means: Meaning): readonly string[] {
  const whole = cell.trim();
  if (whole === '') return [];
  if (means(whole) !== undefined) return [whole];
  const parts = whole.split(/[|;\n]/).map((part) => part.trim());
  return parts
    .flatMap((part) => (means(part) === undefined ? part.split(',').map((piece) => piece.trim()) : [part]))
    .filter((part) => part !== '');
}

/** Languages that country names come in beside ours. */
const languages = ['de', 'it', 'nl', 'pl', 'ca', 'sv', 'da', 'nb', 'fi', 'cs', 'sk', 'hu', 'ro', 'tr', 'ru', 'ar', 'el', 'ja', 'ko', 'zh'];
let foreign: ReadonlyMap<string, string> | undefined;

export function countryIn(cell: string): string | undefined {
  const own = codeOf(cell);
  if (own !== undefined) return own;
  foreign ??= new Map(
    languages.flatMap((language) => {
      const names = new Intl.DisplayNames(language, { type: 'region' });
      return searchCountries('en', '', 1000).map(({ value }) => [fold(names.of(value) ?? value), value] as const);
    }),
  );
  return foreign.get(fold(cell));
}

/** Languages that lists of members name, by their codes and by their names in any of them. */
const spoken = [
  'en',
  'es',
  'fr',
  'pt',
  'ca',
  'de',
  'it',
  'nl',
  'eu',
  'gl',
  'pl',
  'sv',
  'da',
  'nb',
  'fi',
  'cs',
  'sk',
  'hu',
  'ro',
  'el',
  'tr',
  'ru',
  'uk',
  'ar',
  'fa',
  'hi',
  'id',
  'ja',
  'ko',
  'zh',
  'sw',
  'wo',
  'ht',
  'qu',
  'sr',
  'hr',
  'sl',
  'bg',
];
let languageNames: ReadonlyMap<string, string> | undefined;

/** The code of a language that is given by its code or its name; of `pt-BR` the language alone. */
export function languageIn(cell: string): string | undefined {
  languageNames ??= new Map(
    spoken.flatMap((code) => [
      [code, code] as const,
      ...[...new Set(['en', 'es', 'fr', 'pt', code])].map(
        (reader) => [fold(new Intl.DisplayNames(reader, { type: 'language' }).of(code) ?? code), code] as const,
      ),
    ]),
  );
  const text = cell.trim();
  return languageNames.get(fold(text)) ?? languageNames.get(text.split(/[-_]/, 1)[0]?.toLowerCase() ?? '');
}

export interface Dates {
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly ongoing?: boolean;
}

/** EDTF of the usual ways to write a date; day and month in an order that could be either leave the year. */
export function dateIn(cell: string): string | undefined {
  const text = cell.trim();
  const iso = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T ].*)?$/.exec(text);
  if (iso) return checked(iso[1], iso[2], iso[3]);
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (local) {
    const [first, second] = [Number(local[1]), Number(local[2])];
    if (first > 12) return checked(local[3], local[2], local[1]);
    return second > 12 || first === second ? checked(local[3], local[1], local[2]) : checked(local[3]);
  }
  const year = /^\D{0,20}\b(1[89]\d\d|20\d\d)\b\D{0,20}$/.exec(text);
  return year ? year[1] : undefined;
}

function checked(year = '', month?: string, day?: string): string | undefined {
  const parts = [year, ...(month === undefined ? [] : [month.padStart(2, '0')]), ...(day === undefined ? [] : [day.padStart(2, '0')])];
  const edtf = parts.join('-');
  if (parts.length === 1) return edtf;
  const date = new Date(`${edtf}${parts.length === 2 ? '-01' : ''}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(edtf) ? undefined : edtf;
}

const going =
  /^(since|from|desde|depuis|a partir de|à partir de)\b|[-–—]\s*(now|today|present|hoy|actualidad|presente|aujourd'hui|hoje|atualidade)?\s*$/i;

/** "2015-2018", "since 2016", "2016". */
export function periodIn(cell: string): Dates | undefined {
  const text = cell.trim();
  const iso = dateIn(text);
  if (iso !== undefined && /^\d{4}(-\d\d)*$/.test(text)) return { startsOn: iso };
  const years = text.match(/\b(?:1[89]|20)\d\d\b/g) ?? [];
  const [first, last] = years;
  if (first === undefined || years.length > 2) return undefined;
  if (last !== undefined) return first <= last ? { startsOn: first, endsOn: last } : undefined;
  return going.test(text) ? { startsOn: first, ongoing: true } : { startsOn: first };
}

/** A whole number as people and spreadsheets write it: "1,500", "1 500", "160.0". */
export function countIn(cell: string): number | undefined {
  const text = cell.trim().replace(/\.0+$/, '');
  if (!/^\d{1,3}([ ,.\u00a0\u202f]?\d{3})*$|^\d+$/.test(text)) return undefined;
  const count = Number(text.replace(/\D/g, ''));
  return count > 0 && count <= 2_000_000_000 ? count : undefined;
}

const yes = new Set(['1', 'true', 'yes', 'y', 'si', 'sí', 'oui', 'sim', 'x']);
const no = new Set(['', '0', 'false', 'no', 'n', 'non', 'não', 'nao']);
export function truthIn(cell: string): boolean | undefined {
  const text = cell.trim().toLowerCase();
  if (yes.has(text)) return true;
  return no.has(text) ? false : undefined;
}

/** Web addresses in a cell; the rest is refused one by one. */
export function linksIn(cell: string, refuse: (value: string) => void): string[] {
  const given = cell.split(/[\n\s]+/).filter((link) => link !== '');
  return given.filter((link) => {
    const url = URL.canParse(link) ? new URL(link) : undefined;
    const fine = url !== undefined && /^https?:$/.test(url.protocol);
    if (!fine) refuse(link);
    return fine;
  });
}

/** Without markup, and without the characters that no text has. */
export function textIn(cell: string): string {
  const looksLikeHtml = /<\/?[a-z][^<>]*>|&(?:[a-z]+|#\d+);/i.test(cell);
  const plain = looksLikeHtml ? convert(cell, html) : cell;
  return plain
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .trim();
}

export const lineIn = (cell: string): string => textIn(cell).replace(/\s+/g, ' ');

const html = {
  wordwrap: false as const,
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
};
