/** Our commands as Discord registers them, with names and descriptions in its languages; sent only when they changed. */
import { isDeepStrictEqual } from 'node:util';
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandSubcommandOption,
  REST,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import type { AnyCommand, Option } from '../../chat/command.ts';
import type { Translate } from '../../chat/translate.ts';
import { never } from '../../errors.ts';
import { limits } from './limits.ts';
import { clip } from './text.ts';

export type CommandBody = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** One command for each first word; `experience search` is the subcommand `search` of `experience`. */
export function commandBodies(commands: readonly AnyCommand[], texts: readonly Translate[]): CommandBody[] {
  const groups = Map.groupBy(commands, ({ name }) => name.split(' ')[0] ?? name);
  return [...groups].map(([word, members]) => {
    const whole = members.find(({ name }) => name === word);
    if (whole && members.length > 1) throw new Error(`${word} has subcommands, so it cannot be a command itself: Discord would hide it`);
    return {
      type: ApplicationCommandType.ChatInput,
      name: word,
      ...named(`commands.${word}`, word, texts),
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      integration_types: [ApplicationIntegrationType.GuildInstall],
      options: whole ? optionsOf(whole, texts) : members.map((member) => subcommand(member, texts)),
    };
  });
}

export interface CommandDifference {
  readonly missing: readonly string[];
  readonly other: readonly string[];
  readonly extra: readonly string[];
}

/** What is registered against what should be, by the commands' names; options and texts count. */
export function differences(registered: unknown, bodies: readonly CommandBody[]): CommandDifference {
  const there = new Map(
    z
      .array(Named)
      .parse(registered)
      .map((command) => [command.name, command]),
  );
  const wanted = new Map(bodies.map((body) => [body.name, body]));
  const names = [...wanted.keys()];
  return {
    missing: names.filter((name) => !there.has(name)),
    other: names.filter((name) => there.has(name) && !isDeepStrictEqual(normal([there.get(name)]), normal([wanted.get(name)]))),
    extra: [...there.keys()].filter((name) => !wanted.has(name)),
  };
}

const Named = z.looseObject({ name: z.string() });

/** Registers for all servers, or for the given ones only (there they are seen at once). @returns how many lists were sent. */
export async function publish(rest: REST, application: string, guilds: readonly string[], bodies: readonly CommandBody[]): Promise<number> {
  const routes =
    guilds.length > 0
      ? guilds.map((guild) => Routes.applicationGuildCommands(application, guild))
      : [Routes.applicationCommands(application)];
  let sent = 0;
  for (const route of routes) {
    const registered = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
    if (isDeepStrictEqual(normal(registered), normal(bodies))) continue;
    await rest.put(route, { body: bodies });
    sent++;
  }
  return sent;
}

/** Which of Discord's languages get our texts (reference#locales). There is no Portuguese but Brazil's. */
const LOCALES: Readonly<Record<string, readonly Locale[]>> = {
  es: [Locale.SpanishES, Locale.SpanishLATAM],
  fr: [Locale.French],
  pt: [Locale.PortugueseBR],
};

function subcommand(command: AnyCommand, texts: readonly Translate[]): APIApplicationCommandSubcommandOption {
  const name = command.name.split(' ').slice(1).join('-');
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    ...named(keyOf(command), name, texts),
    options: optionsOf(command, texts),
  };
}

const keyOf = (command: AnyCommand): string => `commands.${command.name.replaceAll(' ', '.')}`;

/** Required options first: Discord refuses another order. */
function optionsOf(command: AnyCommand, texts: readonly Translate[]): APIApplicationCommandBasicOption[] {
  const entries: readonly [string, Option][] = Object.entries(command.options);
  return entries
    .toSorted(([, a], [, b]) => Number(b.required) - Number(a.required))
    .map(([name, option]) => optionOf(`${keyOf(command)}.options.${name}`, name, option, texts));
}

function optionOf(key: string, name: string, option: Option, texts: readonly Translate[]): APIApplicationCommandBasicOption {
  const base = { name, ...named(key, name, texts), required: option.required };
  switch (option.kind) {
    case 'text':
      return {
        type: ApplicationCommandOptionType.String,
        ...base,
        max_length: Math.min(option.max, 6000),
        ...(option.complete ? { autocomplete: true } : {}),
      };
    case 'integer':
      return { type: ApplicationCommandOptionType.Integer, ...base, min_value: option.min, max_value: option.max };
    case 'choice':
      return { type: ApplicationCommandOptionType.String, ...base, choices: option.values.map((value) => choice(key, value, texts)) };
    default:
      return never(option);
  }
}

function choice(key: string, value: string, texts: readonly Translate[]) {
  const { first, others } = inLanguages(`${key}.choices.${value}`, texts);
  return { name: clip(first ?? value, limits.choices.label), value, name_localizations: others };
}

/**
 * The name that is sent back to us stays the command's own word in every language; people see their language's, where the
 * catalogue has one.
 */
function named(key: string, word: string, texts: readonly Translate[]) {
  const names = inLanguages(`${key}.name`, texts);
  const descriptions = inLanguages(`${key}.description`, texts);
  const english = names.first !== undefined && names.first !== word ? { 'en-US': names.first, 'en-GB': names.first } : {};
  const localized = Object.entries({ ...english, ...names.others }).filter(([, name]) => isName(name));
  return {
    description: clip(descriptions.first ?? word, limits.command.description),
    name_localizations: Object.fromEntries(localized),
    description_localizations: Object.fromEntries(
      Object.entries(descriptions.others).map(([locale, text]) => [locale, clip(text, limits.command.description)]),
    ),
  };
}

/**
 * One bad name would have the whole registration refused, so it is left out and the command's own word is shown; a test
 * over the catalogue finds it before.
 */
const isName = (name: string): boolean => /^[-_\p{L}\p{N}]{1,32}$/u.test(name) && name === name.toLowerCase();

function inLanguages(key: string, texts: readonly Translate[]): { first: string | undefined; others: Partial<Record<Locale, string>> } {
  const inOwn = (t: Translate): string | undefined => (t.has(key) ? t(key) : undefined);
  const [first] = texts;
  const others = texts.slice(1).flatMap((t) => {
    const text = inOwn(t);
    return text === undefined ? [] : (LOCALES[t.locale] ?? []).map((locale) => [locale, text] as const);
  });
  return { first: first && inOwn(first), others: Object.fromEntries(others) };
}

/** What two registrations have in common when they mean the same: keys that we never set and empty ones are left out. */
function normal(commands: unknown): unknown {
  if (!Array.isArray(commands)) return commands;
  return commands.map((command) => tidy(command, COMMAND_KEYS)).toSorted((a, b) => String(a.name).localeCompare(String(b.name)));
}

const OPTION_KEYS = [
  'type',
  'name',
  'description',
  'name_localizations',
  'description_localizations',
  'options',
  'required',
  'choices',
  'autocomplete',
];
const BOUNDS = ['min_value', 'max_value', 'min_length', 'max_length', 'value'];
const COMMAND_KEYS = [...OPTION_KEYS, ...BOUNDS, 'contexts', 'integration_types'];

function tidy(value: object, keys: readonly string[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (!keys.includes(key) || isEmpty(inner)) continue;
    const nested = key === 'options' || key === 'choices';
    kept[key] = nested && Array.isArray(inner) ? inner.map((each) => tidy(each, COMMAND_KEYS)) : inner;
  }
  return kept;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
