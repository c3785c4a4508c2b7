/** Countries: ISO 3166-1 alpha-2 codes in records, names in the reader's language, and any usual name understood. */
import iso from 'i18n-iso-countries';
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' };
import { z } from 'zod';
import type { Choice } from '../chat/card.ts';
import names from './country-names.json' with { type: 'json' };
import { fold } from './fold.ts';

const languages = ['en', 'es', 'fr', 'pt'] as const;
const Names = z.object({
  shown: z.record(z.string(), z.record(z.string(), z.string())),
  alsoCalled: z.record(z.string(), z.array(z.string())),
});
const ours = Names.parse(names);
const codes = Object.keys(iso.getAlpha2Codes());
for (const language of [en, es, fr, pt]) iso.registerLocale(language);

/** Short everyday names (CLDR, as Node carries them): the library's own are often the long official ones. */
const display = new Map(languages.map((locale) => [locale as string, new Intl.DisplayNames(locale, { type: 'region' })]));
const shown = new Map<string, ReadonlyMap<string, string>>(
  languages.map((locale) => [locale, new Map(codes.map((code) => [code, label(code, locale)]))]),
);
/** Folded name -> code; undefined where two countries share it. A name that we show counts before any other. */
const byName = index();

const sorted = new Map<string, readonly { readonly choice: Choice; readonly folded: string }[]>(
  languages.map((locale) => [locale, inOrder(locale)]),
);

/** The country's name; the code itself where it is no country's. */
export function countryName(code: string, locale: string): string {
  return (shown.get(locale) ?? shown.get('en'))?.get(code) ?? code;
}

/** A code or a name in any of the languages, accents and case forgiven. */
export function findCountry(locale: string, given: string): Choice | undefined {
  const code = codeOf(given);
  return code === undefined ? undefined : { value: code, label: countryName(code, locale) };
}

/** ISO alpha-2 code of a code (alpha-2 or alpha-3) or a name. */
export function codeOf(given: string): string | undefined {
  const trimmed = given.trim();
  if (/^[a-z]{2}$/i.test(trimmed) && codes.includes(trimmed.toUpperCase())) return trimmed.toUpperCase();
  if (/^[a-z]{3}$/i.test(trimmed)) {
    const code = iso.alpha3ToAlpha2(trimmed.toUpperCase());
    if (code !== undefined) return code;
  }
  return byName.get(fold(given));
}

/** What somebody may mean who has typed this much: names that begin so first, then those with such a word, in the reader's order. */
export function searchCountries(locale: string, typed: string, limit: number): readonly Choice[] {
  const wanted = fold(typed);
  const all = sorted.get(locale) ?? sorted.get('en') ?? [];
  if (wanted === '') return all.slice(0, limit).map((country) => country.choice);
  const exact = codeOf(typed);
  // Names in the other languages and other usual names, for those who type what they know.
  const called = new Set([...byName].flatMap(([name, code]) => (name.startsWith(wanted) ? [code] : [])));
  const found = [
    ...all.filter(({ choice }) => choice.value === exact),
    ...[0, 1].flatMap((at) => all.filter(({ folded }) => rank(folded, wanted) === at)),
    ...all.filter(({ choice }) => called.has(choice.value)),
  ];
  return [...new Set(found)].slice(0, limit).map((country) => country.choice);
}

function rank(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0;
  return ` ${name}`.includes(` ${wanted}`) ? 1 : 2;
}

function inOrder(locale: string) {
  const collator = new Intl.Collator(locale);
  return codes
    .map((code) => ({ choice: { value: code, label: countryName(code, locale) }, folded: fold(countryName(code, locale)) }))
    .sort((a, b) => collator.compare(a.choice.label, b.choice.label));
}

function label(code: string, locale: string): string {
  const known = ours.shown[code]?.[locale] ?? display.get(locale)?.of(code);
  return known === undefined || known === code ? (iso.getName(code, locale) ?? code) : known;
}

function index(): ReadonlyMap<string, string | undefined> {
  const byShown = collect((code) => languages.map((locale) => shown.get(locale)?.get(code) ?? ''));
  const byOther = collect((code) => [
    // The library calls Kinshasa's Congo just "Congo", and in Portuguese it takes the two for each other; their names are in our own list.
    ...(code === 'CD' || code === 'CG' ? [] : languages.flatMap((locale) => iso.getName(code, locale, { select: 'all' }) ?? [])),
    ...(ours.alsoCalled[code] ?? []),
  ]);
  return new Map([...byOther, ...byShown]);
}

function collect(namesOf: (code: string) => readonly string[]): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const code of codes) {
    for (const key of namesOf(code)
      .map(fold)
      .filter((name) => name !== '')) {
      found.set(key, found.has(key) && found.get(key) !== code ? undefined : code);
    }
  }
  return found;
}
