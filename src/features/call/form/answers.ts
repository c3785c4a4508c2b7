/** Between the answers of the main form and what a call says, both ways. Pure. */
import type { Problem } from '../../../chat/form.ts';
import { linesOf, oneLine } from '../../../chat/typed.ts';
import { inLanguage, type Localized } from '../../../i18n/localized.ts';
import { type CallContent, callKinds, keySchema, most, OPTION, type Span } from '../content.ts';
import { brokenLink, linesFrom, linksFrom, linksText, optionsFrom } from '../options.ts';
import { type Call, submissionOf } from '../queries.ts';
import { dateProblems, momentOf, type Reader, type Said, written } from './dates.ts';
import { type CallGiven, languages, translations, type Written } from './fields.ts';

const UTC = 'UTC';
const ownOf = (given: CallGiven, reader: Reader): string => given.language ?? reader.locale;
export const zoneOf = (given: CallGiven): string => given.timeZone ?? UTC;

/** What was written in a language, wherever it stands. */
const saidIn = (given: CallGiven, own: string, what: Written) => (language: (typeof languages)[number]) =>
  given[language === own ? what : translations[language][what]];

function localized(given: CallGiven, own: string, what: Written, tidy: (text: string | undefined) => string): Localized {
  const said = languages.map((language) => [language, tidy(saidIn(given, own, what)(language))] as const);
  return Object.fromEntries(said.filter(([, text]) => text !== ''));
}

const linesIn = (given: CallGiven, own: string, what: 'categories' | 'sizes') =>
  Object.fromEntries(languages.map((language) => [language, linesOf(saidIn(given, own, what)(language))]));

const trimmed = (text: string | undefined): string => text?.trim() ?? '';

/** `before`: what options and links keep their keys and other languages from. */
export function contentFrom(reader: Reader, given: CallGiven, before: Pick<CallContent, 'categories' | 'sizes' | 'links'>): CallContent {
  const own = ownOf(given, reader);
  return {
    key: trimmed(given.key).toLowerCase(),
    kind: callKinds.find((kind) => kind === given.kind) ?? 'award',
    edition: given.edition ?? null,
    locale: own,
    titles: localized(given, own, 'title', oneLine),
    texts: localized(given, own, 'text', trimmed),
    eligibility: localized(given, own, 'eligibility', trimmed),
    links: linksFrom(given.links, own, before.links),
    categories: optionsFrom(own, linesIn(given, own, 'categories'), before.categories),
    sizes: optionsFrom(own, linesIn(given, own, 'sizes'), before.sizes),
    timeZone: zoneOf(given),
    graceMinutes: given.grace ?? 0,
  };
}

export const spanFrom = (reader: Reader, given: CallGiven, said: Said): Span => ({
  opensAt: momentOf('opens', given.opens, zoneOf(given), reader, said),
  closesAt: momentOf('closes', given.closes, zoneOf(given), reader, said),
});

/** Rules over several answers, apart from what only the store knows. `closed`: a closing that an edit may leave in the past. */
export function problemsOf(reader: Reader, given: CallGiven, said: Said, closed: Date | null): readonly Problem[] {
  const own = ownOf(given, reader);
  const span = spanFrom(reader, given, said);
  const backwards = span.opensAt !== null && span.closesAt !== null && span.closesAt <= span.opensAt;
  const link = brokenLink(given.links);
  const key = trimmed(given.key).toLowerCase();
  return [
    ...(given.key === undefined || keySchema.safeParse(key).success ? [] : [{ field: 'key', code: 'call.key' }]),
    ...dateProblems('opens', given.opens, zoneOf(given), reader, said),
    ...dateProblems('closes', given.closes, zoneOf(given), reader, said, closed),
    ...(backwards ? [{ field: 'closes', code: 'call.backwards' }] : []),
    ...optionProblems(given, own, 'categories'),
    ...optionProblems(given, own, 'sizes'),
    ...(link === undefined ? [] : [{ field: 'links', code: 'event.material', args: { line: link.slice(0, 100) } }]),
    ...(linesOf(given.links).length > most.links ? [{ field: 'links', code: 'call.lines-many', args: { max: most.links } }] : []),
    ...longLines(
      'links',
      linksFrom(given.links, own, []).map(({ labels }) => labels[own] ?? ''),
    ),
  ];
}

/** The n-th line means the same in every language, so there are as many. */
function optionProblems(given: CallGiven, own: string, what: 'categories' | 'sizes'): readonly Problem[] {
  const expected = linesOf(given[what]).length;
  return languages.flatMap((language): readonly Problem[] => {
    const field = language === own ? what : translations[language][what];
    const lines = linesOf(given[field]);
    if (lines.length > most.options) return [{ field, code: 'call.lines-many', args: { max: most.options } }];
    if (language !== own && lines.length > 0 && lines.length !== expected)
      return [{ field, code: 'call.lines', args: { count: lines.length, expected } }];
    return longLines(field, lines);
  });
}

export function longLines(field: string, lines: readonly string[], max = OPTION): readonly Problem[] {
  const long = lines.find((line) => line.length > max);
  return long === undefined ? [] : [{ field, code: 'call.line-long', args: { line: long.slice(0, 40), max } }];
}

const one = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [value]);

/** A call as first values of the form: what a person would have given. */
export function answersFrom(call: Call): Readonly<Record<string, readonly string[]>> {
  const { locale: own, timeZone } = call;
  const submission = submissionOf(call);
  return {
    ...asked(call, own),
    title: one(call.titles[own]),
    key: [call.key],
    edition: call.edition === null ? [] : [String(call.edition)],
    opens: written(submission?.opensAt ?? null, timeZone),
    closes: written(submission?.closesAt ?? null, timeZone),
    ...inOthers(own, (language, { title }) => [[title, one(call.titles[language])]]),
  };
}

/** A new call that asks what this one asked, without its name and its dates; written in its author's language where this one has it. */
export function answersLike(call: Call, author: string): Readonly<Record<string, readonly string[]>> {
  const own = call.titles[author] === undefined ? call.locale : author;
  return { ...asked(call, own), edition: call.edition === null ? [] : [String(call.edition + 1)] };
}

function asked(call: Call, own: string): Readonly<Record<string, readonly string[]>> {
  return {
    text: one(call.texts[own]),
    kind: [call.kind],
    timeZone: [call.timeZone],
    grace: [String(call.graceMinutes)],
    eligibility: one(call.eligibility[own]),
    categories: one(linesFrom(call.categories, own)),
    sizes: one(linesFrom(call.sizes, own)),
    links: one(linksText(call.links, own)),
    language: [own],
    ...inOthers(own, (language, fields) => [
      [fields.text, one(call.texts[language])],
      [fields.eligibility, one(call.eligibility[language])],
      [fields.categories, one(linesFrom(call.categories, language))],
      [fields.sizes, one(linesFrom(call.sizes, language))],
    ]),
  };
}

type Language = (typeof languages)[number];
const inOthers = (
  own: string,
  values: (language: Language, fields: (typeof translations)[Language]) => readonly (readonly [string, readonly string[]])[],
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(languages.flatMap((language) => (language === own ? [] : values(language, translations[language]))));

/** Languages that there is no title in: who reads one of them is given the call's own. */
export const missingTitles = ({ titles }: Pick<CallContent, 'titles'>, locales: readonly string[]): readonly string[] =>
  locales.filter((locale) => inLanguage({ [locale]: titles[locale] ?? '' }, locale, locale).text === '');
