/** Finds the command that somebody means, by its name or its name in any of the languages, or the nearest one. */
import { closest, distance } from 'fastest-levenshtein';
import { type AnyCommand, optionsOf } from '../chat/command.ts';
import type { Translate } from '../chat/translate.ts';
import { fold } from '../i18n/fold.ts';
import { keyOf } from './words.ts';

export type Found =
  | { readonly type: 'command'; readonly command: AnyCommand; readonly text: string }
  /** A group with `help`, or without a word: then `alone` is what it does, where the platform lets it. */
  | { readonly type: 'group'; readonly group: string; readonly alone: AnyCommand | undefined }
  | { readonly type: 'help'; readonly command: AnyCommand }
  | { readonly type: 'unknown'; readonly typed: string; readonly closest: string | undefined };

export interface Lookup {
  readonly byName: ReadonlyMap<string, AnyCommand>;
  /** `name` as the platform gives it, `text` as typed after it. */
  find(name: string, text: string): Found;
  /** A whole message: "experience search water"; undefined when it does not begin with a command. */
  inMessage(text: string): Found | undefined;
}

/** Further from anything than this is no typing error. */
const FAR = 3;
const HELP = 'help';

export function createLookup(commands: readonly AnyCommand[], languages: readonly Translate[]): Lookup {
  const byName = new Map(commands.map((command) => [command.name, command]));
  const groups = new Set(commands.filter((command) => command.name.includes(' ')).map((command) => wordsOf(command.name)[0] ?? ''));
  const aliases = new Map(
    commands.flatMap((command) => spellings(command.name, languages).map((spelling) => [spelling, command.name] as const)),
  );
  const groupAliases = new Map([...groups].flatMap((group) => wordNames(group, languages).map((spelling) => [spelling, group] as const)));
  const defaults = new Map(commands.filter((command) => command.byDefault).map((command) => [wordsOf(command.name)[0], command] as const));
  const helps = new Set([HELP, ...wordNames(HELP, languages)]);

  const find = (name: string, text: string): Found => {
    const typed = fold(name);
    const command = byName.get(aliases.get(typed) ?? typed);
    if (command) return helps.has(fold(text)) && !takesWords(command) ? { type: 'help', command } : { type: 'command', command, text };
    const group = groupAliases.get(typed);
    const [word, rest] = headOf(text);
    if (group === undefined) return unknown(word === '' ? typed : `${typed} ${fold(word)}`, typed);
    if (helps.has(fold(word))) return { type: 'group', group, alone: undefined };
    if (word === '') return { type: 'group', group, alone: defaults.get(group) };
    const sub = byName.get(aliases.get(`${typed} ${fold(word)}`) ?? '');
    if (!sub) return unknown(`${typed} ${fold(word)}`, typed);
    return helps.has(fold(rest)) && !takesWords(sub) ? { type: 'help', command: sub } : { type: 'command', command: sub, text: rest };
  };
  const unknown = (whole: string, word: string): Found => ({ type: 'unknown', typed: whole, closest: near(whole) ?? near(word) });
  const near = (typed: string): string | undefined => {
    if (aliases.size === 0) return undefined;
    const best = closest(typed, [...aliases.keys()]);
    return distance(typed, best) <= Math.min(FAR, Math.floor(typed.length / 2)) ? aliases.get(best) : undefined;
  };

  return {
    byName,
    find,
    inMessage(text) {
      const [first, rest] = headOf(text.trim().replace(/^\//, ''));
      const typed = fold(first);
      return aliases.has(typed) || groupAliases.has(typed) ? find(first, rest) : undefined;
    },
  };
}

/** The first word, and the rest as it was typed. */
function headOf(text: string): readonly [string, string] {
  const trimmed = text.trim();
  const end = trimmed.search(/\s/);
  return end < 0 ? [trimmed, ''] : [trimmed.slice(0, end), trimmed.slice(end).trim()];
}

const wordsOf = (name: string): readonly string[] => name.split(' ');
const takesWords = (command: AnyCommand): boolean =>
  command.name.includes(' ') && optionsOf(command).some(([, option]) => option.kind === 'text');

/** Every way to write a command: each of its words in each language, in all mixtures. */
function spellings(name: string, languages: readonly Translate[]): readonly string[] {
  const [group, word] = wordsOf(name);
  const groups = wordNames(group ?? '', languages);
  if (word === undefined) return groups;
  const subs = wordNames(name, languages);
  return groups.flatMap((first) => subs.map((second) => `${first} ${second}`));
}

/** The last word of a command or group, as it is and as each language has it. */
function wordNames(name: string, languages: readonly Translate[]): readonly string[] {
  const key = `commands.${keyOf(name)}.name`;
  const own = wordsOf(name).at(-1) ?? name;
  return [...new Set([own, ...languages.filter((t) => t.has(key)).map((t) => t(key))].map(fold))];
}
