/** Languages that people work in: ISO 639-1 codes in records, names in the reader's language, any of our languages understood. */
import type { Choice } from '../chat/card.ts';
import { fold } from './fold.ts';
import { languageName } from './format.ts';

const ours = ['en', 'es', 'fr', 'pt'] as const;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

interface Known {
  readonly code: string;
  /** Folded, in our languages and in its own. */
  readonly names: readonly string[];
}
let made: readonly Known[] | undefined;

/** Every two-letter code that CLDR, as Node carries it, has a name for. Made when the first language is named. */
function known(): readonly Known[] {
  made ??= make();
  return made;
}

function make(): readonly Known[] {
  const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const codes = [...LETTERS].flatMap((one) => [...LETTERS].map((two) => one + two));
  // A former code stands for its present one: `iw` for `he`.
  const living = codes.filter((code) => english.of(code) !== undefined && Intl.getCanonicalLocales(code)[0] === code);
  return living.map((code) => ({ code, names: [...new Set([...ours, code].map((locale) => fold(languageName(code, locale))))] }));
}

const choiceOf = (code: string, locale: string): Choice => ({ value: code, label: languageName(code, locale) });

/** A code or a name, accents and case forgiven. */
export function findLanguage(locale: string, given: string): Choice | undefined {
  const wanted = fold(given);
  const found = known().find(({ code }) => code === wanted) ?? known().find(({ names }) => names.includes(wanted));
  return found && choiceOf(found.code, locale);
}

/** Names that begin so; with nothing typed, our own languages first. */
export function searchLanguages(locale: string, typed: string, limit: number): readonly Choice[] {
  const wanted = fold(typed);
  const found = known()
    .filter(({ names }) => names.some((name) => name.startsWith(wanted)))
    .map(({ code }) => choiceOf(code, locale));
  const first = (choice: Choice): number => (wanted === '' && ours.some((code) => code === choice.value) ? 0 : 1);
  return found.toSorted((a, b) => first(a) - first(b) || a.label.localeCompare(b.label, locale)).slice(0, limit);
}
