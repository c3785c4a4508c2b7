/** One row of a list of members as an organisation with its membership and contacts, and everything that could not be taken over. Pure. */
import { createHash } from 'node:crypto';
import { isMailAddress, tidyAddress } from '../../../chat/mail-address.ts';
import { fold } from '../../../i18n/fold.ts';
import { type Cells, cellsUnder, termsIn } from '../../../transfer/cells.ts';
import { opened } from '../../../transfer/formula.ts';
import type { Row } from '../../../transfer/read.ts';
import type { Converted } from '../../../transfer/run.ts';
import {
  countIn,
  countryIn,
  dateIn,
  languageIn,
  lineIn,
  linksIn,
  type Meaning,
  meaningOf,
  textIn,
  valuesIn,
} from '../../../transfer/values.ts';
import type { Vocabulary, VocabularyName } from '../../../vocabulary.ts';
import { domainOf } from '../names.ts';
import type { ContactContent, MemberContent, MemberRecord } from './content.ts';
import { type Mapping, ownMapping, type Target, usualValues } from './mapping.ts';

const LONGEST_NAME = 300;
const LONGEST_TEXT = 4000;
const MOST_CONTACTS = 10;

/** @returns the function that converts the rows under one header */
export function memberConverter(
  header: readonly string[],
  mapping: Mapping,
  vocabulary: Vocabulary,
): (row: Row) => Converted<MemberRecord> {
  const open = cellsUnder(header, mapping, mapping === ownMapping ? opened : (cell) => cell);
  const meaning = (target: Target, list: VocabularyName): Meaning =>
    meaningOf(vocabulary, list, usualValues[target], mapping.values[target]);
  const kinds = meaning('kind', 'organisationKinds');
  const sizes = meaning('sizeBand', 'sizes');
  const themes = meaning('themes', 'themes');
  const categories = meaning('category', 'membershipCategories');
  const states = new Map(Object.entries({ ...usualValues.state, ...mapping.values.state }).map(([word, [key]]) => [fold(word), key]));
  const named = kindsInNames(vocabulary);
  const countries = new Map(Object.entries(mapping.values.country ?? {}).map(([name, codes]) => [fold(name), codes[0]]));

  return (row) => {
    const { line } = row;
    const cells = open(row);
    const { notes, read, note } = cells;
    const locale = read('locale', languageIn) ?? mapping.locale;
    const names = namesIn(cells, locale);
    const title = names[locale] ?? Object.values(names)[0] ?? '';
    const id = cells.line('sourceId');
    const refuse = (reason: string): Converted<MemberRecord> => ({ type: 'refused', line, id, title: title.slice(0, 200), reason, notes });
    if (row.cells.length !== header.length) return refuse('cells');
    if (title === '') return refuse('noName');
    if (Object.values(names).some((name) => name.length > LONGEST_NAME)) return refuse('longName');

    const one = (target: Target, means: Meaning): string => {
      const [found, ...others] = termsIn(cells, target, (cell) => valuesIn(cell, means), means);
      for (const other of others) note({ ...columnOf(cells, target), value: other, reason: 'oneOnly' });
      return keyOf(found ?? '');
    };
    const website =
      cells.all('website').flatMap(({ column, cell }) => webIn(cell, (value) => note({ column, value, reason: 'noLink' })))[0] ?? '';
    const said = one('kind', kinds);
    const kind = said === '' ? (named(Object.values(names)) ?? '') : said;
    const content: MemberContent = {
      names,
      locale,
      kind,
      country: read('country', (cell) => countries.get(fold(cell)) ?? countryIn(cell)) ?? '',
      city: cells.line('city'),
      sizeBand: one('sizeBand', sizes) || bandOf(read('population', countIn)),
      languages: languagesIn(cells),
      themes: termsIn(cells, 'themes', (cell) => valuesIn(cell, themes), themes).map(keyOf),
      website,
      domain: domainOf(website),
      needs: textIn(cells.first('needs').cell).slice(0, LONGEST_TEXT),
      offers: textIn(cells.first('offers').cell).slice(0, LONGEST_TEXT),
      category: one('category', categories),
      state: stateOf(read('state', (cell) => states.get(fold(cell)))),
      since: read('since', dateIn) ?? '',
      contacts: contactsIn(cells),
    };
    const source = cells.line('source') || mapping.source;
    const sourceId = id || `made:${digest([title, content.country, content.city].map(fold)).slice(0, 16)}`;
    const key = `${source}\u0000${sourceId}`;
    return { type: 'record', line, notes, key, id: sourceId, title, source, sourceId, hash: digest(content), content };
  };
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');
const keyOf = (tag: string): string => tag.slice(tag.indexOf(':') + 1);
const columnOf = (cells: Cells<Target>, target: Target) => ({ column: cells.first(target).column });

const inLanguages = { nameEn: 'en', nameEs: 'es', nameFr: 'fr', namePt: 'pt' } as const;

function namesIn(cells: Cells<Target>, locale: string): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  const name = cells.line('name');
  if (name !== '') names[locale] = name;
  for (const [target, language] of Object.entries(inLanguages)) {
    const given = cells.line(target as keyof typeof inLanguages);
    if (given !== '') names[language] = given;
  }
  return names;
}

/** A kind that a name says itself: "Ayuntamiento de …", "Universidade …". The longest word that is found counts. */
function kindsInNames(vocabulary: Vocabulary): (names: readonly string[]) => string | undefined {
  const words = vocabulary
    .terms('organisationKinds')
    .flatMap(({ key, labels, aliases }) =>
      [...Object.values(labels), ...Object.values(aliases).flat()].map((word) => [fold(word), key] as const),
    );
  const usual = Object.entries(usualValues.kind ?? {}).map(([word, [tag = '']]) => [fold(word), keyOf(tag)] as const);
  const known = [...words, ...usual].filter(([word]) => word.length > 3).sort(([a], [b]) => b.length - a.length);
  return (names) => {
    const texts = names.map((name) => ` ${fold(name)} `);
    return known.find(([word]) => texts.some((text) => text.includes(` ${word} `)))?.[1];
  };
}

/** The bands of the award's forms: up to 50,000, 250,000, a million, more. */
function bandOf(inhabitants: number | undefined): string {
  if (inhabitants === undefined) return '';
  if (inhabitants <= 50_000) return 'a';
  if (inhabitants <= 250_000) return 'b';
  return inhabitants <= 1_000_000 ? 'c' : 'd';
}

function stateOf(word: string | undefined): MemberContent['state'] {
  return word === 'active' || word === 'inactive' || word === 'archived' ? word : '';
}

function languagesIn({ all, note }: Cells<Target>): readonly string[] {
  const found = new Set<string>();
  for (const { column, cell } of all('languages')) {
    for (const value of partsOf(cell)) {
      const language = languageIn(value);
      if (language === undefined) note({ column, value, reason: 'unknown' });
      else found.add(language);
    }
  }
  return [...found];
}

const partsOf = (cell: string): readonly string[] =>
  cell
    .split(/[|;,/\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** People leave the scheme out. */
function webIn(cell: string, refuse: (value: string) => void): readonly string[] {
  const whole = lineIn(cell)
    .split(/[\s;,|]+/)
    .filter((part) => part !== '')
    .map((part) => (/^[a-z]+:\/\//i.test(part) || !part.includes('.') ? part : `https://${part}`));
  return linksIn(whole.join(' '), refuse);
}

/** Names, roles, addresses and numbers stand in the same order, each in columns of its own or several in a cell. */
function contactsIn(cells: Cells<Target>): readonly ContactContent[] {
  const several = (target: Target, split: RegExp): readonly string[] =>
    cells
      .all(target)
      .flatMap(({ cell }) => textIn(cell).split(split).map(lineIn))
      .filter((part) => part !== '');
  const emails = cells.all('email').flatMap(({ column, cell }) =>
    textIn(cell)
      .split(/[\s;,|<>]+/)
      .filter((part) => part.includes('@'))
      .flatMap((given) => {
        const email = tidyAddress(given).toLowerCase();
        if (isMailAddress(email)) return [email];
        cells.note({ column, value: given, reason: 'noEmail' });
        return [];
      }),
  );
  const [names, roles, phones] = [several('contactName', /[|;\n]/), several('contactRole', /[|;\n]/), several('phone', /[|;\n]/)];
  const count = Math.min(MOST_CONTACTS, Math.max(emails.length, names.length, phones.length));
  return Array.from({ length: count }, (_, at) => ({
    name: (names[at] ?? '').slice(0, 200),
    role: (roles[at] ?? '').slice(0, 200),
    email: emails[at] ?? '',
    phone: (phones[at] ?? '').slice(0, 60),
  }));
}
