/** The configuration: environment variables, with `.env` below them. The only module that touches `process.env`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { z } from 'zod';
import {
  type ChannelBinding,
  isLanguageTag,
  isSender,
  isTimeZone,
  type Keep,
  type PlaceSetting,
  readChannels,
  readKeep,
  readKeys,
  readMembers,
  readPlaces,
  readShards,
  readTeams,
} from './config-lists.ts';
import type { SecretKey } from './keyring.ts';
import { type LogLevel, logLevels } from './log.ts';
import { fileOf, readSecretFiles, secretValues } from './secrets.ts';

export interface Config {
  readonly dataFolder: string;
  /** The file of those who were erased; better not where backups of the store are. */
  readonly erasedList: string;
  /** Where backups are made by themselves, and how many of them are kept; undefined: none are. */
  readonly backups: { readonly folder: string; readonly keep: Keep } | undefined;
  /** A PostgreSQL server; undefined: the embedded store in the data folder. */
  readonly databaseUrl: string | undefined;
  /** `fixed`: asked for, so another port would be wrong; otherwise the next free one is taken. */
  readonly web: {
    readonly host: string;
    readonly port: number;
    readonly fixed: boolean;
    /** Where people outside reach it; undefined: its own address. */
    readonly publicUrl: string | undefined;
  };
  readonly playground: boolean;
  readonly network: {
    readonly name: string;
    readonly locale: string;
    /** In which the secretariat works. */
    readonly timeZone: string;
    readonly secondEditor: boolean;
    readonly welcome: boolean;
    /** What somebody is who is in no list and speaks for no member. */
    readonly everybody: 'member' | 'guest';
  };
  /** What reads the meaning of questions. */
  readonly embedder: Embedder;
  readonly slack: SlackConfig | undefined;
  /** What is stored secretly is sealed with the first; the others open what was sealed before. */
  readonly keys: readonly SecretKey[];
  readonly discord: DiscordConfig | undefined;
  /** Undefined: no e-mail. */
  readonly mail: MailConfig | undefined;
  /** `slack:U123` to role; the others are what `network.everybody` says. */
  readonly roles: Readonly<Record<string, ConfiguredRole>>;
  readonly log: { readonly level: LogLevel; readonly production: boolean };
  /** What must not stand in any output. */
  readonly secrets: readonly string[];
}

const embedders = ['none', 'minilm'] as const;
type Embedder = (typeof embedders)[number];

export type ConfiguredRole = 'guest' | 'editor' | 'secretariat' | 'admin';

export type SlackConfig = {
  /** Of the one workspace that is served; undefined where workspaces install the bot themselves. */
  readonly botToken: string | undefined;
  readonly oauth: SlackOAuth | undefined;
  readonly apiUrl: string | undefined;
  readonly channels: readonly ChannelBinding[];
  readonly places: readonly PlaceSetting[];
} & (
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string; readonly port: number }
);

export interface SlackOAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly publicUrl: string;
  /** Ids of those that may install the bot; undefined: any. */
  readonly teams: readonly string[] | undefined;
}

export interface DiscordConfig {
  readonly token: string;
  /** Which shards this process holds; undefined: all, as many as Discord recommends. */
  readonly shards: { readonly ids: readonly number[]; readonly count: number } | undefined;
  /** Hears who joins: Discord's privileged members intent, which has to be switched on there too. */
  readonly membersIntent: boolean;
  readonly apiUrl: string | undefined;
  /** The privileged Message Content intent is switched on for the application. */
  readonly messageContentIntent: boolean;
  readonly channels: readonly ChannelBinding[];
  readonly places: readonly PlaceSetting[];
}

export interface MailConfig {
  /** `smtp://user:password@host:587`, or smtps. */
  readonly smtpUrl: string;
  /** `Agora <agora@example.org>`, or the address alone. */
  readonly from: string;
  /** How many mails may leave in a minute. */
  readonly perMinute: number;
}

/** What is wrong with one variable, for the person who runs the bot. */
export interface ConfigProblem {
  readonly variable: string;
  /** What is wrong, and where to get the value. */
  readonly message: string;
  /** Starting anyway would do harm. */
  readonly fatal: boolean;
}

const locale = z.string().refine(isLanguageTag, 'is not a language tag such as en or pt-BR');
const channels = z.string().transform(readChannels).default([]);
const members = z.string().transform(readMembers).default([]);
const slackPlaces = z
  .string()
  .transform(readPlaces(['group', 'channel']))
  .default([]);
const discordPlaces = z
  .string()
  .transform(readPlaces(['role']))
  .default([]);
const port = z.coerce.number('is not a number').int('is not a whole number').min(1, 'is below 1').max(65535, 'is above 65535');

/** Every variable there is, in the order of `.env.example`. A blank one counts as not set. */
export const variables = z.object({
  DATA_DIR: z.string().default('data'),
  ERASED_LIST: z.string().optional(),
  BACKUP_FOLDER: z.string().optional(),
  BACKUP_KEEP: z.string().transform(readKeep).default({ daily: 7, weekly: 4, monthly: 6 }),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'is not an address such as postgresql://user:password@host:5432/agora' })
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'is not an address such as https://agora.example.org' }).optional(),
  PLAYGROUND: z.enum(['on', 'off'], 'is neither on nor off').default('on'),
  NETWORK_NAME: z.string().default('International Observatory on Participatory Democracy'),
  DEFAULT_LOCALE: locale.default('en'),
  NETWORK_TIME_ZONE: z.string().refine(isTimeZone, 'is not a time zone such as Europe/Madrid').default('Europe/Madrid'),
  SECOND_EDITOR: z.enum(['on', 'off'], 'is neither on nor off').default('off'),
  WELCOME: z.enum(['on', 'off'], 'is neither on nor off').default('on'),
  EMBEDDER: z.enum(embedders, 'is neither none nor minilm').optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'does not begin with xoxb-').optional(),
  SLACK_MODE: z.enum(['socket', 'http'], 'is neither socket nor http').default('socket'),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'does not begin with xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_PORT: port.default(3001),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_WORKSPACES: z.string().transform(readTeams).optional(),
  SECRETS_KEY: z.string().transform(readKeys).default([]),
  SLACK_CHANNELS: channels,
  SLACK_PLACES: slackPlaces,
  SLACK_API_URL: z.url('is not an address').optional(),
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_SHARDS: z.string().transform(readShards).default('auto'),
  DISCORD_SHARD_COUNT: z.coerce.number('is not a number').int('is not a whole number').min(1, 'is below 1').optional(),
  DISCORD_CHANNELS: channels,
  DISCORD_PLACES: discordPlaces,
  DISCORD_MEMBERS_INTENT: z.enum(['on', 'off'], 'is neither on nor off').default('off'),
  DISCORD_MESSAGE_CONTENT_INTENT: z.enum(['on', 'off'], 'is neither on nor off').default('off'),
  DISCORD_API_URL: z.url('is not an address').optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'is not an address such as smtp://user:password@mail.example.org:587' }).optional(),
  MAIL_FROM: z.string().refine(isSender, 'is not like Agora <agora@example.org>').optional(),
  MAIL_PER_MINUTE: z.coerce.number('is not a number').int('is not a whole number').min(1, 'is below 1').default(60),
  ROLE_EVERYBODY: z.enum(['member', 'guest'], 'is neither member nor guest').default('member'),
  ROLE_GUESTS: members,
  ROLE_EDITORS: members,
  ROLE_SECRETARIAT: members,
  ROLE_ADMINS: members,
  LOG_LEVEL: z.enum(logLevels, `is none of ${logLevels.join(', ')}`).default('info'),
  NODE_ENV: z.string().default(''),
});
type Variables = z.infer<typeof variables>;

/** Each may stand in a file instead, which `<NAME>_FILE` names. */
export const secrets = [
  'DATABASE_URL',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_SECRET',
  'SECRETS_KEY',
  'DISCORD_TOKEN',
  'SMTP_URL',
] as const satisfies readonly (keyof Variables)[];

export type Env = Readonly<Record<string, string | undefined>>;

/** What the process was given: its environment, and below it the file `.env`. */
export function environment(file = '.env'): Env {
  const written = existsSync(file) ? parse(readFileSync(file)) : {};
  return { ...written, ...process.env };
}

/** Never throws. A value that is wrong is reported and its default taken; a platform that lacks something stays off. */
export function readConfig(env: Env): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  const { given, problems } = readVariables(env);
  const slack = readSlack(given, problems);
  const discord = readDiscord(given, problems);
  const mail = readMail(given, problems);
  const config: Config = {
    dataFolder: given.DATA_DIR,
    erasedList: given.ERASED_LIST ?? join(given.DATA_DIR, 'erased.list'),
    backups:
      given.BACKUP_KEEP === null ? undefined : { folder: given.BACKUP_FOLDER ?? join(given.DATA_DIR, 'backups'), keep: given.BACKUP_KEEP },
    databaseUrl: given.DATABASE_URL,
    web: { host: given.HOST, port: given.PORT ?? DEFAULT_PORT, fixed: given.PORT !== undefined, publicUrl: given.PUBLIC_URL },
    playground: given.PLAYGROUND === 'on',
    network: {
      name: given.NETWORK_NAME,
      locale: given.DEFAULT_LOCALE,
      timeZone: given.NETWORK_TIME_ZONE,
      secondEditor: given.SECOND_EDITOR === 'on',
      welcome: given.WELCOME === 'on',
      everybody: given.ROLE_EVERYBODY,
    },
    // A start does not load it; in use it takes some 230 MiB, beyond what a replica on a server is meant to take.
    embedder: given.EMBEDDER ?? (given.DATABASE_URL === undefined ? 'minilm' : 'none'),
    slack,
    keys: given.SECRETS_KEY,
    discord,
    mail,
    // The last one wins: whoever is in two lists has the higher role.
    roles: Object.fromEntries([
      ...given.ROLE_GUESTS.map((who) => [who, 'guest'] as const),
      ...given.ROLE_EDITORS.map((who) => [who, 'editor'] as const),
      ...given.ROLE_SECRETARIAT.map((who) => [who, 'secretariat'] as const),
      ...given.ROLE_ADMINS.map((who) => [who, 'admin'] as const),
    ]),
    log: { level: given.LOG_LEVEL, production: given.NODE_ENV === 'production' },
    secrets: secretValues([
      ...secrets.flatMap((name) => (name === 'SECRETS_KEY' ? [] : [given[name]])),
      ...given.SECRETS_KEY.map(({ key }) => Buffer.from(key).toString('base64')),
    ]),
  };
  return { config, problems };
}

const DEFAULT_PORT = 3000;
/** With the wrong one of these the bot would read and write somewhere else than it was told. */
const fatal = new Set<string>(['DATABASE_URL', fileOf('DATABASE_URL'), 'DATA_DIR', 'PORT', 'HOST']);

function readVariables(env: Env): { given: Variables; problems: ConfigProblem[] } {
  const files = readSecretFiles(env, secrets);
  const unread = files.problems.map((problem): ConfigProblem => ({ ...problem, fatal: fatal.has(problem.variable) }));
  const set = Object.fromEntries(Object.entries(files.given).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const first = variables.safeParse(set);
  if (first.success) return { given: first.data, problems: unread };
  const problems = first.error.issues.map((issue): ConfigProblem => {
    const variable = String(issue.path[0]);
    return { variable, message: `${issue.message}.${hint(variable)}`, fatal: fatal.has(variable) };
  });
  for (const { variable } of problems) delete set[variable];
  return { given: variables.parse(set), problems: [...unread, ...problems] };
}

function readSlack(given: Variables, problems: ConfigProblem[]): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_MODE: mode } = given;
  const broken = problems.some(({ variable }) => variable.startsWith('SLACK_'));
  const begun =
    broken ||
    [botToken, appToken, signingSecret, given.SLACK_CLIENT_ID, given.SLACK_CLIENT_SECRET].some((one) => one !== undefined) ||
    given.SLACK_CHANNELS.length > 0;
  if (!begun) return undefined;
  const lacks = missingFrom('Slack', problems);
  const several = given.SLACK_CLIENT_ID !== undefined || (given.SLACK_CLIENT_SECRET !== undefined && botToken === undefined);
  const oauth = several ? readOAuth(given, problems) : undefined;
  if (!several && botToken === undefined) lacks('SLACK_BOT_TOKEN');
  const acts = several ? oauth !== undefined : botToken !== undefined;
  const common = { botToken, oauth, apiUrl: given.SLACK_API_URL, channels: given.SLACK_CHANNELS, places: given.SLACK_PLACES };
  if (mode === 'socket') {
    if (appToken === undefined) lacks('SLACK_APP_TOKEN');
    return broken || !acts || appToken === undefined ? undefined : { ...common, mode, appToken };
  }
  if (signingSecret === undefined) lacks('SLACK_SIGNING_SECRET');
  if (broken || !acts || signingSecret === undefined) return undefined;
  return { ...common, mode, signingSecret, port: given.SLACK_PORT };
}

/** Each workspace installs the bot: its tokens are kept, so there has to be a key; and its people come back to our own address. */
function readOAuth(given: Variables, problems: ConfigProblem[]): SlackOAuth | undefined {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_WORKSPACES: listed, PUBLIC_URL: publicUrl } = given;
  const lacks = missingFrom('Slack', problems);
  if (clientId === undefined) lacks('SLACK_CLIENT_ID');
  if (clientSecret === undefined) lacks('SLACK_CLIENT_SECRET');
  if (listed === undefined) lacks('SLACK_WORKSPACES');
  if (publicUrl === undefined) lacks('PUBLIC_URL');
  if (given.SECRETS_KEY.length === 0) lacks('SECRETS_KEY');
  if (clientId === undefined || clientSecret === undefined || listed === undefined || publicUrl === undefined) return undefined;
  if (given.SECRETS_KEY.length === 0) return undefined;
  if (given.SLACK_BOT_TOKEN !== undefined) {
    const message = 'is not used: with SLACK_CLIENT_ID each workspace, this one too, installs the bot at /slack/install.';
    problems.push({ variable: 'SLACK_BOT_TOKEN', message, fatal: false });
  }
  return { clientId, clientSecret, publicUrl, teams: listed === 'any' ? undefined : listed };
}

function readDiscord(given: Variables, problems: ConfigProblem[]): DiscordConfig | undefined {
  const broken = problems.some(({ variable }) => variable.startsWith('DISCORD_'));
  const token = given.DISCORD_TOKEN;
  if (token === undefined) {
    if (broken || given.DISCORD_CHANNELS.length > 0) missingFrom('Discord', problems)('DISCORD_TOKEN');
    return undefined;
  }
  const intents = {
    membersIntent: given.DISCORD_MEMBERS_INTENT === 'on',
    messageContentIntent: given.DISCORD_MESSAGE_CONTENT_INTENT === 'on',
  };
  const { DISCORD_SHARDS: ids, DISCORD_SHARD_COUNT: count } = given;
  if (ids !== 'auto' && count === undefined) missingFrom('Discord', problems)('DISCORD_SHARD_COUNT');
  const beyond = count !== undefined && ids !== 'auto' && ids.some((id) => id >= count);
  if (beyond)
    problems.push({ variable: 'DISCORD_SHARDS', message: `has a shard that is not below DISCORD_SHARD_COUNT, ${count}.`, fatal: false });
  if (beyond || (ids !== 'auto' && count === undefined)) return undefined;
  const shards = count === undefined ? undefined : { ids: ids === 'auto' ? Array.from({ length: count }, (_, id) => id) : ids, count };
  return broken
    ? undefined
    : { token, shards, ...intents, apiUrl: given.DISCORD_API_URL, channels: given.DISCORD_CHANNELS, places: given.DISCORD_PLACES };
}

/** Mails carry links to confirm and to unsubscribe, so the public address belongs to it. */
function readMail(given: Variables, problems: ConfigProblem[]): MailConfig | undefined {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: publicUrl, MAIL_PER_MINUTE: perMinute } = given;
  const broken = problems.some(({ variable }) => ['SMTP_URL', fileOf('SMTP_URL'), 'MAIL_FROM'].includes(variable));
  if (!broken && smtpUrl === undefined && from === undefined) return undefined;
  const lacks = missingFrom('e-mail', problems);
  if (smtpUrl === undefined) lacks('SMTP_URL');
  if (from === undefined) lacks('MAIL_FROM');
  if (publicUrl === undefined) lacks('PUBLIC_URL');
  return smtpUrl === undefined || from === undefined || publicUrl === undefined ? undefined : { smtpUrl, from, perMinute };
}

/** A variable that was given, but wrong, is said once, not twice. */
const missingFrom = (what: string, problems: ConfigProblem[]) => (variable: string) => {
  if (problems.some((problem) => problem.variable === variable || problem.variable === fileOf(variable))) return;
  problems.push({ variable, message: `is not set, so ${what} stays off.${hint(variable)}`, fatal: false });
};

const hint = (variable: string): string => (sources[variable] === undefined ? '' : ` ${sources[variable]}`);

/** Where the value of a variable comes from. */
const sources: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'Slack shows it at https://api.slack.com/apps, your app, OAuth & Permissions, Bot User OAuth Token.',
  SLACK_APP_TOKEN:
    'Slack makes one at https://api.slack.com/apps, your app, Basic Information, App-Level Tokens, with the scope connections:write.',
  SLACK_SIGNING_SECRET: 'Slack shows it at https://api.slack.com/apps, your app, Basic Information, App Credentials.',
  SLACK_CLIENT_ID: 'Slack shows it at https://api.slack.com/apps, your app, Basic Information, App Credentials.',
  SLACK_CLIENT_SECRET: 'Slack shows it at https://api.slack.com/apps, your app, Basic Information, App Credentials.',
  SLACK_WORKSPACES:
    'The ids of the workspaces that may install the bot, or the word any. An id stands in the address of Slack in a browser: T0123.',
  SECRETS_KEY: 'A name and 32 random bytes: 2026:… with what `openssl rand -base64 32` prints.',
  SLACK_CHANNELS: 'A channel id stands at the end of the channel details in Slack.',
  SLACK_PLACES: 'A user group’s id stands in its address in Slack, a channel’s at the end of the channel details.',
  DISCORD_TOKEN: 'Discord makes one at https://discord.com/developers/applications, your application, Bot, Reset Token.',
  DISCORD_SHARD_COUNT: 'It is the same number for every replica, and DISCORD_SHARDS are those that this one holds.',
  DISCORD_CHANNELS: 'Discord copies a channel id from its menu once Developer Mode is on (settings, Advanced).',
  DISCORD_PLACES: 'Discord copies a role’s id from its menu in the server settings once Developer Mode is on.',
  SMTP_URL: 'Whoever runs the mail server knows it: smtp://user:password@host:587, or smtps://… for port 465.',
  MAIL_FROM: 'The sender that people see: Agora <agora@example.org>.',
  PUBLIC_URL: 'The address under which people reach this server from outside; links in mails begin with it.',
  DATABASE_URL: 'Leave it out for the embedded store.',
  PORT: 'Leave it out for the first free port from 3000.',
};
