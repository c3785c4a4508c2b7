/** The texts: flat JSON files of ICU messages, one folder per language, as translators for handlers. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Formatters, type FormatXMLElementFn, IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import { code, emphasis, type Inline, inlines, plain, strong } from '../chat/text.ts';
import type { RichArgs, TextArgs, Translate } from '../chat/translate.ts';

export interface Catalogue {
  /** The default language first. */
  readonly locales: readonly string[];
  /** For a language without texts of its own the translator of the default language is given. */
  translator(locale: string): Translate;
  /** Every key of one language, for checks. */
  keys(locale: string): readonly string[];
}

export interface CatalogueSettings {
  readonly defaultLocale?: string;
  /** Told of a key that no language has. Throws by default; in production it logs, and people read the key. */
  readonly missing?: (key: string, locale: string) => void;
}

const Namespace = z.record(z.string(), z.string());
type Texts = ReadonlyMap<string, string>;
type Rendered = string | Node | readonly (string | Node)[];
type Node = Exclude<Inline, string>;

/** Reads `<folder>/<language>/<namespace>.json`. @throws when a file is not a flat object of texts. */
export function loadCatalogue(folder: string, settings: CatalogueSettings = {}): Catalogue {
  const defaultLocale = settings.defaultLocale ?? 'en';
  const missing = settings.missing ?? refuse;
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const locales = [defaultLocale, ...names.filter((name) => name !== defaultLocale)];
  const texts = new Map(locales.map((locale) => [locale, readLanguage(join(folder, locale))]));
  const fallback = texts.get(defaultLocale) ?? new Map();
  const translators = new Map(locales.map((locale) => [locale, translate(locale, texts.get(locale) ?? fallback, fallback, missing)]));
  const first = translate(defaultLocale, fallback, fallback, missing);
  return {
    locales,
    translator: (locale) => translators.get(locale) ?? first,
    keys: (locale) => [...(texts.get(locale)?.keys() ?? [])],
  };
}

function readLanguage(folder: string): Texts {
  const texts = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const parsed = Namespace.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    if (!parsed.success) throw new Error(`${join(folder, file)}: every value must be a text (${z.prettifyError(parsed.error)})`);
    for (const [key, text] of Object.entries(parsed.data)) texts.set(`${basename(file, '.json')}.${key}`, text);
  }
  return texts;
}

function translate(locale: string, own: Texts, fallback: Texts, missing: (key: string, locale: string) => void): Translate {
  const compiled = new Map<string, IntlMessageFormat | string>();

  const message = (key: string): IntlMessageFormat | string => {
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const text = own.get(key) ?? fallback.get(key);
    if (text === undefined) {
      missing(key, locale);
      return key;
    }
    const fresh = compile(key, text, locale);
    compiled.set(key, fresh);
    return fresh;
  };
  const render = (key: string, args: RichArgs): Rendered => {
    const taken = Object.keys(tags).find((tag) => tag in args);
    // They share their names with the marks, and the mark would win in silence.
    if (taken !== undefined) throw new Error(`text ${key}: no placeholder can be called ${taken}`);
    const found = message(key);
    return typeof found === 'string' ? found : found.format<Node>({ ...args, ...tags });
  };

  return Object.assign(
    (key: string, args: TextArgs = {}) => {
      const rendered = render(key, args);
      return typeof rendered === 'string' ? rendered : plain(flat(rendered));
    },
    {
      locale,
      has: (key: string) => own.has(key) || fallback.has(key),
      rich: (key: string, args: RichArgs = {}) => {
        const rendered = render(key, args);
        return typeof rendered === 'string' ? rendered : flat(rendered);
      },
    },
  );
}

/** A text without ICU syntax stays a string: nothing to format, nothing to keep. */
function compile(key: string, text: string, locale: string): IntlMessageFormat | string {
  if (!/[{}<>'#]/.test(text)) return text;
  try {
    return new IntlMessageFormat(text, locale, undefined, { formatters });
  } catch (error) {
    throw new Error(`text ${key} in ${locale} is not a valid ICU message: ${text}`, { cause: error });
  }
}

const styled =
  (style: (text: string) => Node): FormatXMLElementFn<Node, Node> =>
  (parts) =>
    style(plain(parts));
const tags = { b: styled(strong), i: styled(emphasis), code: styled(code) };

const flat = (rendered: Exclude<Rendered, string>): readonly Inline[] =>
  isList(rendered) ? rendered.flatMap((part) => inlines(part)) : [rendered];
const isList = (rendered: Exclude<Rendered, string>): rendered is readonly (string | Node)[] => Array.isArray(rendered);

/** Dates inside texts are written in UTC unless the format says otherwise: the machine's own zone is nobody's. */
const formatters: Formatters = {
  getNumberFormat: cached((locales, options) => new Intl.NumberFormat(locales, options)),
  getDateTimeFormat: cached((locales, options) => new Intl.DateTimeFormat(locales, { timeZone: 'UTC', ...options })),
  getPluralRules: cached((locales, options) => new Intl.PluralRules(locales, options)),
};

function cached<A extends readonly unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  const made = new Map<string, T>();
  return (...args) => {
    const key = JSON.stringify(args);
    const fresh = made.get(key) ?? make(...args);
    made.set(key, fresh);
    return fresh;
  };
}

function refuse(key: string, locale: string): never {
  throw new Error(`no text ${key} (asked for in ${locale})`);
}
