/** Typed text to options: quotes, `name:value`, and the rest to the first text option. */
import { parseArgsStringToArgv } from 'string-argv';
import { type AnyCommand, optionsOf } from '../chat/command.ts';
import type { Translate } from '../chat/translate.ts';
import { fold } from '../i18n/fold.ts';

/** Words as typed; what stands in double quotes (also “ ” and « ») is one word. An apostrophe is a letter, as in `l'eau`. */
export function splitWords(text: string): readonly string[] {
  const kept = text.replace(/«\s?|\s?»|[“”„]/g, '"').replaceAll("'", APOSTROPHE);
  return parseArgsStringToArgv(kept).map((word) => word.replaceAll(APOSTROPHE, "'"));
}
/** A private-use character that nobody types. */
const APOSTROPHE = '\uE000';

/** Raw option values by option name. */
export function readOptions(command: AnyCommand, text: string, languages: readonly Translate[]): Readonly<Record<string, string>> {
  if (text.trim() === '') return {};
  const first = optionsOf(command).find(([, option]) => option.kind === 'text')?.[0] ?? Object.keys(command.options)[0];
  const names = optionNames(command, languages);
  const words = splitWords(text);
  const given: Record<string, string> = {};
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const colon = word.indexOf(':');
    const name = colon > 0 ? names.get(fold(word.slice(0, colon))) : undefined;
    if (name === undefined) {
      rest.push(word);
      continue;
    }
    const value = word.slice(colon + 1);
    // `city: Lisbon`: the value is the next word.
    if (value === '') at += 1;
    given[name] = value === '' ? (words[at] ?? '') : value;
  }
  if (first === undefined || rest.length === 0) return given;
  // Nothing named: the text as it was typed, quotes and all.
  const words0 = Object.keys(given).length === 0 ? text.trim() : rest.join(' ');
  return { ...given, [first]: [given[first], words0].filter((part) => part !== undefined).join(' ') };
}

/** An option is known by its own name and by its name in any of the languages. */
function optionNames(command: AnyCommand, languages: readonly Translate[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const option of Object.keys(command.options)) {
    for (const t of languages) names.set(fold(t(`commands.${keyOf(command.name)}.options.${option}.name`)), option);
    names.set(fold(option), option);
  }
  return names;
}

/** `experience search` stands in the catalogue as `experience.search`. */
export const keyOf = (name: string): string => name.replaceAll(' ', '.');
