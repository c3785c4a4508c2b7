/** What Discord takes: its own published schemas, and the rules of its documentation that these leave out. */
import { isDeepStrictEqual } from 'node:util';
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandUpdateRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  CreatePrivateChannelRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod';
import { z } from 'zod';

export type Json = Record<string, unknown>;
/** Problems of one request; empty when Discord would take it. */
export type Problems = readonly string[];

interface Schema {
  safeParse(value: unknown): { success: boolean; data?: unknown; error?: { issues: readonly { path: PropertyKey[]; message: string }[] } };
}

export const COMPONENTS_V2 = 1 << 15;
export const EPHEMERAL = 1 << 6;

/** Follows the published schema, and has no key that it does not know: the schemas strip those silently. */
export function follows(schema: Schema, body: Json): string[] {
  const given = withoutNoise(body);
  const parsed = schema.safeParse(given);
  if (!parsed.success) return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  return isDeepStrictEqual(parsed.data, given) ? [] : ['has keys that Discord does not know'];
}

/** What discord.js's own methods send along everywhere, and Discord passes over. */
function withoutNoise(body: Json): Json {
  const { tts: _tts, enforce_nonce: _nonce, ...rest } = body;
  const nonce = body.nonce === undefined ? {} : { nonce: body.nonce, enforce_nonce: body.enforce_nonce };
  return { ...rest, ...nonce, ...(isRecord(body.data) ? { data: withoutNoise(body.data) } : {}) };
}

const CALLBACKS = new Map<number, Schema>([
  [4, CreateMessageInteractionCallbackRequestSchema],
  [5, CreateMessageInteractionCallbackRequestSchema],
  [6, UpdateMessageInteractionCallbackRequestSchema],
  [7, UpdateMessageInteractionCallbackRequestSchema],
  [8, ApplicationCommandAutocompleteCallbackRequestSchema],
  [9, ModalInteractionCallbackRequestSchema],
]);

export function checkCallback(body: Json): Problems {
  const type = Number(body.type);
  const schema = CALLBACKS.get(type);
  if (!schema) return [`callback type ${type}`];
  const data = record(body.data);
  const problems = follows(schema, body);
  if (type === 4) problems.push(...messageRules(data));
  if (type === 7) problems.push(...messageRules(data));
  if (type === 5 && Number(data.flags ?? 0) & COMPONENTS_V2) problems.push('Components V2 are not allowed on a deferral');
  if (type === 9) problems.push(...modalRules(data));
  if (type === 8) problems.push(...suggestionRules(data));
  return problems;
}

export const checkPost = (body: Json): Problems => [
  ...follows(MessageCreateRequestSchema, body),
  ...messageRules(body),
  ...(typeof body.content === 'string' && body.content.length > 2000 ? ['content over 2000'] : []),
];
export const checkEdit = (body: Json): Problems => [...follows(MessageEditRequestPartialSchema, body), ...messageRules(body)];
export const checkFollowUp = (body: Json): Problems => [...follows(IncomingWebhookInteractionRequestSchema, body), ...messageRules(body)];
export const checkOriginalEdit = (body: Json): Problems => [
  ...follows(IncomingWebhookUpdateRequestPartialSchema, body),
  ...messageRules(body),
];
export const checkThread = (body: Json): Problems => follows(CreateTextThreadWithMessageRequestSchema, body);
export const checkDirect = (body: Json): Problems => follows(CreatePrivateChannelRequestSchema, body);

/** resources/message and components/reference. */
function messageRules(body: Json): string[] {
  const components = list(body.components);
  const v2 = (Number(body.flags ?? 0) & COMPONENTS_V2) !== 0;
  const problems: string[] = [];
  const content = typeof body.content === 'string' ? body.content : '';
  if (!v2 && content === '' && list(body.embeds).length === 0) problems.push('empty message');
  if (v2 && components.length === 0) problems.push('a Components V2 message without components');
  if (v2 && ['content', 'embeds', 'poll', 'sticker_ids'].some((key) => body[key] !== undefined))
    problems.push('Components V2 with legacy content');
  if (!v2 && components.length > 5) problems.push('more than 5 rows');
  const all = walk(components);
  if (all.length > 40) problems.push(`${all.length} components`);
  const texts = all.flatMap((component) => (component.type === 10 ? [String(component.content)] : []));
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length > 4000) problems.push(`${length} characters of text`);
  if (texts.some((text) => text.trim() === '')) problems.push('an empty text display');
  problems.push(...uniqueIds(all), ...all.flatMap(rowRules), ...all.flatMap(buttonRules), ...all.flatMap(selectRules));
  const parse = record(body.allowed_mentions).parse;
  if (!Array.isArray(parse) || parse.length > 0) problems.push('mentions are not switched off');
  return problems;
}

function rowRules(component: Json): string[] {
  if (component.type !== 1) return [];
  const types = list(component.components).map((inner) => Number(inner.type));
  const selects = types.filter((type) => type !== 2).length;
  return selects > 0 && types.length > 1 ? ['a row with a select and something else'] : [];
}

function buttonRules(component: Json): string[] {
  if (component.type !== 2) return [];
  const link = component.style === 5;
  const problems: string[] = [];
  if (link ? component.custom_id !== undefined : component.url !== undefined) problems.push('a button with the wrong target');
  if (link && !/^(https?|discord):\/\//.test(String(component.url))) problems.push(`a link to ${String(component.url)}`);
  if (!component.label && !component.emoji) problems.push('a button without a label');
  return problems;
}

function selectRules(component: Json): string[] {
  if (![3, 21, 22].includes(Number(component.type))) return [];
  const options = list(component.options);
  const values = options.map((option) => option.value);
  const chosen = options.filter((option) => option.default === true).length;
  const min = Number(component.min_values ?? 1);
  const max = Number(component.max_values ?? (component.type === 22 ? options.length : 1));
  const problems: string[] = [];
  if (options.length === 0) problems.push('a select without options');
  if (new Set(values).size < values.length) problems.push('option values that repeat');
  if (max > options.length || min > max) problems.push(`min_values ${min}, max_values ${max} for ${options.length} options`);
  if (chosen > max) problems.push('more options chosen than allowed');
  if (component.required === true && component.min_values === 0) problems.push('required with min_values 0');
  return problems;
}

/** interactions/receiving-and-responding, components/reference: what a modal holds. */
function modalRules(data: Json): string[] {
  const components = list(data.components);
  const all = walk(components);
  const problems: string[] = [];
  if (components.length > 5) problems.push('more than 5 components in a modal');
  if (components.some((component) => ![10, 18].includes(Number(component.type)))) problems.push('a modal holds labels and text displays');
  problems.push(...uniqueIds(all), ...all.flatMap(selectRules));
  for (const input of all.filter((component) => component.type === 4)) {
    const value = String(input.value ?? '');
    if (input.label !== undefined) problems.push('a text input inside a Label has no label of its own');
    if (value.length > Number(input.max_length ?? 4000)) problems.push('a value longer than its text input');
    if (Number(input.min_length ?? 0) > Number(input.max_length ?? 4000)) problems.push('min_length over max_length');
  }
  return problems;
}

function suggestionRules(data: Json): string[] {
  const choices = list(data.choices);
  return choices.flatMap(({ name, value }) =>
    String(name).length < 1 || String(name).length > 100 || String(value).length > 100 ? [`suggestion ${String(name)}`] : [],
  );
}

function uniqueIds(all: readonly Json[]): string[] {
  const repeats = (ids: readonly unknown[]) => ids.filter((id, at) => ids.indexOf(id) !== at);
  const custom = repeats(all.flatMap((component) => (component.custom_id === undefined ? [] : [component.custom_id])));
  const own = repeats(all.flatMap((component) => (component.id === undefined ? [] : [component.id])));
  return [...custom.map((id) => `custom_id ${String(id)} twice`), ...own.map((id) => `component id ${String(id)} twice`)];
}

/** interactions/application-commands. The schema wants a number for default_member_permissions, the API a string; we send none. */
export function checkCommands(body: unknown): Problems {
  const commands = z.array(z.record(z.string(), z.unknown())).safeParse(body);
  if (!commands.success) return ['not a list of commands'];
  const names = commands.data.map((command) => command.name);
  return [
    ...(commands.data.length > 100 ? ['more than 100 commands'] : []),
    ...(new Set(names).size < names.length ? ['command names that repeat'] : []),
    ...commands.data.flatMap((command) => [...follows(ApplicationCommandUpdateRequestSchema, command), ...commandRules(command)]),
  ].map((problem) => `${problem}`);
}

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

function commandRules(command: Json): string[] {
  const problems: string[] = [];
  const every = [command, ...options(command)];
  for (const each of every) {
    for (const name of [String(each.name), ...Object.values(record(each.name_localizations)).map(String)]) {
      if (!NAME.test(name) || name !== name.toLowerCase()) problems.push(`name ${name}`);
    }
    if (String(each.description ?? '').length < 1) problems.push(`${String(each.name)} without a description`);
    const own = list(each.options);
    const firstOptional = own.findIndex((option) => option.required !== true && Number(option.type) > 2);
    if (firstOptional >= 0 && own.slice(firstOptional).some((option) => option.required === true))
      problems.push('required options come first');
    const names = own.map((option) => option.name);
    if (new Set(names).size < names.length) problems.push(`option names of ${String(each.name)} repeat`);
    if (own.length > 0 && own.some((option) => Number(option.type) <= 2) && own.some((option) => Number(option.type) > 2)) {
      problems.push('subcommands beside options');
    }
    if (each.autocomplete === true && list(each.choices).length > 0) problems.push('autocomplete beside choices');
    for (const choice of list(each.choices)) {
      const labels = [String(choice.name), ...Object.values(record(choice.name_localizations)).map(String)];
      if (labels.some((label) => label.length < 1 || label.length > 100)) problems.push(`choice ${labels[0]}`);
    }
  }
  const total = every.reduce((sum, each) => sum + longest(each, 'name') + longest(each, 'description') + choiceText(each), 0);
  if (total > 8000) problems.push(`${total} characters in ${String(command.name)}`);
  return problems;
}

const options = (of: Json): Json[] => list(of.options).flatMap((option) => [option, ...options(option)]);
const longest = (each: Json, key: string): number =>
  Math.max(...[each[key], ...Object.values(record(each[`${key}_localizations`]))].map((text) => String(text ?? '').length));
const choiceText = (each: Json): number =>
  list(each.choices).reduce((sum, choice) => sum + longest(choice, 'name') + String(choice.value).length, 0);

/** Every component, nested ones included. */
export function walk(components: readonly Json[]): Json[] {
  return components.flatMap((component) => [
    component,
    ...walk(list(component.components)),
    ...walk(['accessory', 'component'].flatMap((key) => (isRecord(component[key]) ? [component[key]] : []))),
  ]);
}

export const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const record = (value: unknown): Json => (isRecord(value) ? value : {});
export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
