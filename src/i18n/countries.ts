/** Countries: ISO 3166-1 alpha-2 codes in records, names in the reader's language, and any usual name understood. */
import iso from 'i18n-iso-countries/index.js';
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

interface Tables {
  readonly codes: readonly string[];
  /** Language -> code -> name. */
  readonly shown: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Folded name -> code; undefined where two countries share it. A name that we show counts before any other. */
  readonly byName: ReadonlyMap<string, string | undefined>;
  readonly sorted: ReadonlyMap<string, readonly { readonly choice: Choice; readonly folded: string }[]>;
}

let made: Tables | undefined;

/** Made when the first country is named: a start need not wait for a thousand names. */
function tables(): Tables {
  made ??= make();
  return made;
}

/** The country's name; the code itself where it is no country's. */
export function countryName(code: string, locale: string): string {
  const { shown } = tables();
  return (shown.get(locale) ?? shown.get('en'))?.get(code) ?? code;
}

/** A code or a name in any of the languages, accents and case forgiven. */
export function findCountry(locale: string, given: string): Choice | undefined {
  const code = codeOf(given);
  return code === undefined ? undefined : { value: code, label: countryName(code, locale) };
}

/** ISO alpha-2 code of a code (alpha-2 or alpha-3) or a name. */
export function codeOf(given: string): string | undefined {
  const { codes, byName } = tables();
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
  const { byName, sorted } = tables();
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

function make(): Tables {
  const ours = Names.parse(names);
  const codes = Object.keys(iso.getAlpha2Codes());
  for (const language of [en, es, fr, pt]) iso.registerLocale(language);
  const shown = new Map<string, ReadonlyMap<string, string>>(languages.map((locale) => [locale, labels(codes, locale, ours.shown)]));
  return {
    codes,
    shown,
    byName: index(codes, shown, ours.alsoCalled),
    sorted: new Map([...shown].map(([locale, inLocale]) => [locale, inOrder(inLocale, locale)])),
  };
}

/** Short everyday names (CLDR, as Node carries them): the library's own are often the long official ones. */
function labels(codes: readonly string[], locale: string, ours: z.infer<typeof Names>['shown']): ReadonlyMap<string, string> {
  const display = new Intl.DisplayNames(locale, { type: 'region' });
  return new Map(
    codes.map((code) => {
      const known = ours[code]?.[locale] ?? display.of(code);
      return [code, known === undefined || known === code ? (iso.getName(code, locale) ?? code) : known];
    }),
  );
}

function inOrder(shown: ReadonlyMap<string, string>, locale: string) {
  const collator = new Intl.Collator(locale);
  return [...shown]
    .map(([value, label]) => ({ choice: { value, label }, folded: fold(label) }))
    .sort((a, b) => collator.compare(a.choice.label, b.choice.label));
}

function index(codes: readonly string[], shown: Tables['shown'], alsoCalled: z.infer<typeof Names>['alsoCalled']): Tables['byName'] {
  const byShown = collect(codes, (code) => languages.map((locale) => shown.get(locale)?.get(code) ?? ''));
  const byOther = collect(codes, (code) => [
    // The library calls Kinshasa's Congo just "Congo", and in Portuguese it takes the two for each other; their names are in our own list.
    ...(code === 'CD' || code === 'CG' ? [] : languages.flatMap((locale) => iso.getName(code, locale, { select: 'all' }) ?? [])),
    ...(alsoCalled[code] ?? []),
  ]);
  return new Map([...byOther, ...byShown]);
}

function collect(codes: readonly string[], namesOf: (code: string) => readonly string[]): Tables['byName'] {
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
