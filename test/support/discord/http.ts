/** The fake's HTTP: the routes that a bot calls, with Discord's rules, codes and limits. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json, Problems } from './contract.ts';
import {
  checkCallback,
  checkCommands,
  checkDirect,
  checkEdit,
  checkFollowUp,
  checkOriginalEdit,
  checkPost,
  checkThread,
  EPHEMERAL,
  list,
  record,
} from './contract.ts';
import { addMessage, change, messagePayload } from './messages.ts';
import { accept, Refused, violation } from './refused.ts';
import { checkRole, setRole } from './roles.ts';
import * as scheduled from './scheduled-events.ts';
import * as servers from './servers.ts';
import { readBody, reply } from './wire.ts';
import type { Interaction, Message, World } from './world.ts';

const FIRST_ANSWER_MS = 3_000;
const TOKEN_MS = 15 * 60_000;

interface Call {
  readonly world: World;
  /** When the request was here, on `performance`'s clock: before the fake's own checks. */
  readonly cameAt: number;
  readonly unchecked: boolean;
  readonly body: Json;
  readonly raw: unknown;
  readonly query: URLSearchParams;
  readonly gatewayUrl: string;
  /** Parts of the path. */
  readonly at: readonly string[];
}

export interface Trouble {
  /** Seconds to wait, where the global limit has been reached: asked at every request that is no answer to an interaction. */
  globalLimit: (() => number | undefined) | undefined;
  /** Benchmarks measure the bot, not the fake's checks; tests have made sure of the same bodies before. */
  readonly unchecked: boolean;
  /** Channels and people that refuse, by id, with Discord's code. */
  readonly refuses: Map<string, number>;
  /** Channels in which the bot may write and not read. */
  readonly unreadable: Set<string>;
  /** How many of the next requests to such a path are answered with 429. */
  limited: { path: RegExp; times: number; retryAfter: number; global: boolean } | undefined;
  /** What the bot may not do in a server: its id, with Discord's code. */
  readonly forbids: Map<string, number>;
  /** What time it is for what is scheduled: tests move the bot's clock. */
  readonly time: () => number;
  /** How many of the next requests with that method to such a path are done, and their answers lost on the way. */
  lost: { method: string; path: RegExp; times: number } | undefined;
}

type Route = readonly [method: string, path: RegExp, handle: (call: Call, trouble: Trouble) => unknown, auth: boolean];

const ROUTES: readonly Route[] = [
  ['GET', /^\/gateway\/bot$/, ({ gatewayUrl, world }) => ({ url: gatewayUrl, shards: world.shards, session_start_limit: LIMIT }), true],
  ['GET', /^\/applications\/@me$/, ({ world }) => servers.application(world), true],
  ['GET', /^\/users\/@me$/, ({ world }) => ({ id: world.bot.id, username: 'Agora', bot: true }), true],
  ['GET', /^\/guilds\/(\d+)$/, ({ world, at: [id = ''] }) => servers.guild(world, id, refused), true],
  ['GET', /^\/guilds\/(\d+)\/channels$/, ({ world, at: [id = ''] }) => servers.channels(world, id), true],
  ['GET', /^\/guilds\/(\d+)\/members\/(\d+)$/, ({ world, at: [id = '', user = ''] }) => servers.member(world, id, user, refused), true],
  ['GET', /^\/applications\/(\d+)\/commands$/, getCommands, true],
  ['PUT', /^\/applications\/(\d+)\/commands$/, putCommands, true],
  ['GET', /^\/applications\/(\d+)\/guilds\/(\d+)\/commands$/, getCommands, true],
  ['PUT', /^\/applications\/(\d+)\/guilds\/(\d+)\/commands$/, putCommands, true],
  ['POST', /^\/users\/@me\/channels$/, openDirect, true],
  ['GET', /^\/channels\/(\d+)$/, channelInfo, true],
  ['GET', /^\/channels\/(\d+)\/messages$/, history, true],
  ['POST', /^\/channels\/(\d+)\/messages$/, postMessage, true],
  ['PATCH', /^\/channels\/(\d+)\/messages\/(\d+)$/, editMessage, true],
  ['POST', /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/, startThread, true],
  ['GET', /^\/guilds\/(\d+)\/scheduled-events$/, listScheduled, true],
  ['POST', /^\/guilds\/(\d+)\/scheduled-events$/, createScheduled, true],
  ['PATCH', /^\/guilds\/(\d+)\/scheduled-events\/(\d+)$/, changeScheduled, true],
  ['PUT', /^\/guilds\/(\d+)\/members\/(\d+)\/roles\/(\d+)$/, giveRole, true],
  ['DELETE', /^\/guilds\/(\d+)\/members\/(\d+)\/roles\/(\d+)$/, takeRole, true],
  ['POST', /^\/interactions\/(\d+)\/([^/]+)\/callback$/, callback, false],
  ['POST', /^\/webhooks\/(\d+)\/([^/]+)$/, followUp, false],
  ['PATCH', /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/, editOriginal, false],
  ['DELETE', /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/, removeOriginal, false],
];
const LIMIT = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 };

export async function serve(
  world: World,
  trouble: Trouble,
  port: () => number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
  const raw = await readBody(request);
  const cameAt = performance.now();
  world.requests.push({ method: request.method ?? '', path, body: raw });
  const retryAfter = path.startsWith('/interactions/') || path.startsWith('/webhooks/') ? undefined : trouble.globalLimit?.();
  if (retryAfter !== undefined) {
    const headers = { 'retry-after': String(retryAfter), 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' };
    return reply(response, 429, { message: 'You are being rate limited.', retry_after: retryAfter, global: true }, headers);
  }
  const limited = trouble.limited;
  if (limited && limited.times > 0 && limited.path.test(path)) {
    limited.times--;
    const body = { message: 'You are being rate limited.', retry_after: limited.retryAfter, global: limited.global };
    const headers = {
      'retry-after': String(limited.retryAfter),
      'x-ratelimit-scope': 'user',
      ...(limited.global ? { 'x-ratelimit-global': 'true' } : {}),
    };
    return reply(response, 429, body, headers);
  }
  try {
    const route = ROUTES.find(([method, pattern]) => method === request.method && pattern.test(path));
    if (!route) throw violation(world, 404, 0, `${request.method} ${path} is not known`);
    const [, pattern, handle, auth] = route;
    if (auth && request.headers.authorization !== `Bot ${world.bot.token}`) throw new Refused(401, 0, '401: Unauthorized');
    const call = {
      world,
      cameAt,
      unchecked: trouble.unchecked,
      raw,
      body: record(raw),
      query: url.searchParams,
      gatewayUrl: `ws://127.0.0.1:${port()}`,
      at: pattern.exec(path)?.slice(1) ?? [],
    };
    const result = handle(call, trouble);
    world.changed();
    const { lost } = trouble;
    if (lost && lost.times > 0 && lost.method === request.method && lost.path.test(path)) {
      lost.times--;
      return void response.destroy();
    }
    // A 204 with a content type breaks the SDK's client.
    if (result === undefined) return void response.writeHead(204).end();
    reply(response, 200, result, {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '999',
      'x-ratelimit-reset-after': '1',
      'x-ratelimit-bucket': 'fake',
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    world.changed();
    reply(response, error.status, { code: error.code, message: error.message, ...error.more });
  }
}

function getCommands({ world, at, query }: Call): unknown {
  const own = world.commands.get(at.join('/')) ?? [];
  const localized = query.get('with_localizations') === 'true';
  return own.map((command) => ({
    ...withDefaults(command),
    id: '900000000000000100',
    application_id: at[0],
    version: '900000000000000101',
    default_member_permissions: null,
    nsfw: false,
    ...(localized ? {} : { name_localizations: null }),
  }));
}

/** Discord answers empty lists as nothing, and fills in its defaults. */
function withDefaults(value: Json): Json {
  const kept = Object.entries(value).filter(
    ([key, inner]) => !(['options', 'choices'].includes(key) && list(inner).length === 0) && inner !== false,
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, key === 'options' ? list(inner).map(withDefaults) : emptyAsNull(key, inner)]));
}
const emptyAsNull = (key: string, inner: unknown) =>
  key.endsWith('_localizations') && Object.keys(record(inner)).length === 0 ? null : inner;

function putCommands({ world, at, raw }: Call): unknown {
  accept(world, 'commands', checkCommands(raw));
  world.commands.set(at.join('/'), list(raw));
  return raw;
}

function openDirect({ world, unchecked, body }: Call): unknown {
  if (!unchecked) accept(world, 'direct channel', checkDirect(body));
  const person = world.people.get(String(body.recipient_id));
  if (!person) throw new Refused(404, 10013, 'Unknown User');
  return { id: person.direct, type: 1 };
}

const standing = (world: World, channel: string): Message[] =>
  world.messages.filter((message) => message.channel === channel && message.onlyFor === undefined && !message.deleted);

function channelInfo({ world, at: [channel = ''] }: Call, trouble: Trouble): unknown {
  reachable(world, trouble, channel);
  return { id: channel, type: 0, last_message_id: standing(world, channel).at(-1)?.id ?? null };
}

/** Newest first; without the right to read the history there is nothing in it (resources/message). */
function history({ world, query, at: [channel = ''] }: Call, trouble: Trouble): unknown {
  reachable(world, trouble, channel);
  if (trouble.unreadable.has(channel)) return [];
  const after = BigInt(query.get('after') ?? '0');
  const found = standing(world, channel).filter(({ id }) => BigInt(id) > after);
  return found
    .slice(0, Number(query.get('limit') ?? 50))
    .toReversed()
    .map(messagePayload);
}

/** Discord remembers a nonce for a few minutes. */
const NONCE_MS = 5 * 60_000;

function postMessage({ world, unchecked, body, at: [channel = ''] }: Call, trouble: Trouble): unknown {
  if (!unchecked) accept(world, 'post', checkPost(body));
  reachable(world, trouble, channel);
  const nonce = body.nonce === undefined ? undefined : String(body.nonce);
  const nonceLimit = BigInt(Math.trunc(world.now() - NONCE_MS) - 1_420_070_400_000) << 22n;
  const same = world.nonces.get(`${channel}/${nonce}`);
  const before = body.enforce_nonce === true && same !== undefined && BigInt(same.id) > nonceLimit ? same : undefined;
  if (before) return messagePayload(before);
  const about = record(body.message_reference).message_id;
  const answered = about === undefined ? undefined : world.messages.find(({ id }) => id === about);
  // What belongs to an earlier message of its own answers nobody.
  const answers = answered?.author === world.bot.id ? undefined : answered?.author;
  const posted = addMessage(world, { channel, body, nonce, onlyFor: undefined, answers, about: undefined });
  if (nonce !== undefined) world.nonces.set(`${channel}/${nonce}`, posted);
  return messagePayload(posted);
}

/** resources/channel#start-thread-from-message: it has the message's id. */
function startThread({ world, body, at: [channel = '', id = ''] }: Call, trouble: Trouble): unknown {
  accept(world, 'thread', checkThread(body));
  reachable(world, trouble, channel);
  const code = trouble.forbids.get(channel);
  if (code !== undefined) throw new Refused(403, code, 'Missing Permissions');
  if (world.channels.has(id)) throw new Refused(400, 160004, 'A thread has already been created for this message');
  if (!standing(world, channel).some((message) => message.id === id)) throw new Refused(404, 10008, 'Unknown Message');
  const thread = { id, guild: world.channels.get(channel)?.guild, name: String(body.name) };
  world.channels.set(id, thread);
  return { id, name: thread.name, type: 11, parent_id: channel };
}

function editMessage({ world, body, at: [channel = '', id = ''] }: Call, trouble: Trouble): unknown {
  accept(world, 'edit', checkEdit(body));
  reachable(world, trouble, channel);
  const message = world.messages.find((each) => each.id === id && each.channel === channel && !each.deleted);
  if (!message || message.onlyFor !== undefined) throw new Refused(404, 10008, 'Unknown Message');
  return messagePayload(change(world, message, body));
}

function reachable(world: World, trouble: Trouble, channel: string): void {
  if (!world.channels.has(channel)) throw new Refused(404, 10003, 'Unknown Channel');
  const code = trouble.refuses.get(channel);
  if (code !== undefined) throw new Refused(403, code, 'Refused');
}

const refused: scheduled.Refuse = (status, code, message) => new Refused(status, code, message);

function mayIn(trouble: Trouble, guild: string): void {
  const code = trouble.forbids.get(guild);
  if (code !== undefined) throw new Refused(403, code, 'Missing Permissions');
}

function listScheduled({ world, at: [guild = ''] }: Call): unknown {
  return scheduled.toCome(world, guild).map(scheduled.payload);
}

function createScheduled({ world, body, at: [guild = ''] }: Call, trouble: Trouble): unknown {
  accept(world, 'scheduled event', scheduled.checkCreate(body));
  mayIn(trouble, guild);
  return scheduled.create(world, guild, body, trouble.time(), refused);
}

function changeScheduled({ world, body, at: [guild = '', id = ''] }: Call, trouble: Trouble): unknown {
  accept(world, 'change of a scheduled event', scheduled.checkChange(body));
  mayIn(trouble, guild);
  return scheduled.change(world, guild, id, body, refused);
}

function giveRole(call: Call, trouble: Trouble): unknown {
  return changeRole(call, trouble, true);
}
function takeRole(call: Call, trouble: Trouble): unknown {
  return changeRole(call, trouble, false);
}

function changeRole({ world, raw, at }: Call, trouble: Trouble, has: boolean): undefined {
  accept(world, 'role of a member', checkRole(raw));
  mayIn(trouble, at[0] ?? '');
  return setRole(world, at, has, refused);
}

function callback({ world, cameAt, unchecked, body, at: [id = '', token = ''] }: Call): unknown {
  const interaction = world.interactions.get(id);
  if (!interaction || interaction.token !== token || world.now() - interaction.at > FIRST_ANSWER_MS)
    throw new Refused(404, 10062, 'Unknown interaction');
  if (interaction.answered !== undefined) throw new Refused(400, 40060, 'Interaction has already been acknowledged.');
  const type = Number(body.type);
  if (!unchecked) accept(world, `callback ${type}`, [...checkCallback(body), ...mayAnswer(interaction, type)]);
  const data = record(body.data);
  interaction.answered = type;
  interaction.ackAt = cameAt;
  if (type !== 5 && type !== 6) interaction.seenAt = cameAt;
  interaction.ephemeral = (Number(data.flags ?? 0) & EPHEMERAL) !== 0;
  if (type === 4) interaction.original = answerMessage(world, interaction, data, interaction.ephemeral);
  if (type === 5) interaction.thinking = true;
  if (type === 6 || type === 7) interaction.original = interaction.source;
  if (type === 7 && interaction.source) change(world, interaction.source, data);
  if (type === 8) interaction.choices = list(data.choices);
  if (type === 9) interaction.modal = data;
  return undefined;
}

/** interactions/receiving-and-responding: which callbacks an interaction takes. */
function mayAnswer({ type, source }: Interaction, callbackType: number): Problems {
  if (type === 4) return callbackType === 8 ? [] : ['autocomplete takes suggestions only'];
  if (callbackType === 8) return ['suggestions answer autocomplete only'];
  if (callbackType === 9 && type === 5) return ['a modal cannot answer a modal'];
  if ((callbackType === 6 || callbackType === 7) && !source) return ['there is no message to update'];
  return [];
}

function live({ world, at: [application, token = ''] }: Call): Interaction {
  const interaction = [...world.interactions.values()].findLast((each) => each.token === token);
  if (!interaction || application !== world.bot.application) throw new Refused(404, 10015, 'Unknown Webhook');
  if (world.now() - interaction.at > TOKEN_MS) throw new Refused(401, 50027, 'Invalid Webhook Token');
  if (interaction.answered === undefined) throw new Refused(404, 10015, 'Unknown Webhook');
  return interaction;
}

function followUp(call: Call): unknown {
  accept(call.world, 'follow-up', checkFollowUp(call.body));
  const interaction = live(call);
  interaction.followUps++;
  interaction.seenAt = call.cameAt;
  const ephemeral = (Number(call.body.flags ?? 0) & EPHEMERAL) !== 0;
  // Right after "thinking" this is the edit of the original, with the privacy of the deferral.
  if (interaction.thinking) return finishThinking(call.world, interaction, call.body);
  return messagePayload(answerMessage(call.world, interaction, call.body, ephemeral));
}

function editOriginal(call: Call): unknown {
  accept(call.world, 'edit of the original', checkOriginalEdit(call.body));
  const interaction = live(call);
  interaction.edits++;
  interaction.seenAt = call.cameAt;
  if (interaction.thinking) return finishThinking(call.world, interaction, call.body);
  if (!interaction.original || interaction.original.deleted) throw new Refused(404, 10008, 'Unknown Message');
  return messagePayload(change(call.world, interaction.original, call.body));
}

function finishThinking(world: World, interaction: Interaction, body: Json): unknown {
  interaction.thinking = false;
  interaction.original = answerMessage(world, interaction, body, interaction.ephemeral);
  return messagePayload(interaction.original);
}

function removeOriginal(call: Call): undefined {
  const interaction = live(call);
  if (!interaction.thinking && (!interaction.original || interaction.original.deleted)) throw new Refused(404, 10008, 'Unknown Message');
  interaction.thinking = false;
  interaction.removed = true;
  if (interaction.original) interaction.original.deleted = true;
  return undefined;
}

function answerMessage(world: World, interaction: Interaction, body: Json, ephemeral: boolean): Message {
  const { channel, person, source } = interaction;
  return addMessage(world, {
    channel,
    body,
    nonce: undefined,
    onlyFor: ephemeral ? person : undefined,
    answers: person,
    about: source?.id,
  });
}
