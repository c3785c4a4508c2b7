/** Slack's Web API, as far as the bot uses it: the same refusals in the same words. */
import type { z } from 'zod';
import { broken, message as messageRules, view as viewRules } from './rules.ts';
import { answerTo, directChannel, type Message, type OpenView, seconds, type World } from './world.ts';

export type Args = Readonly<Record<string, unknown>>;
export type Answer = Readonly<Record<string, unknown>> & { readonly ok: boolean };

const refuse = (error: string): Answer => ({ ok: false, error });
/** Three seconds. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const triggerLife = 3;
const mostViews = 3;

export type Methods = Readonly<Record<string, (world: World, args: Args) => Answer>>;

export const methods: Methods = {
  'auth.test': ({ team, bot }) => ({
    ok: true,
    url: 'https://example.slack.com/',
    team: team.name,
    team_id: team.id,
    user: bot.name,
    user_id: bot.user,
    bot_id: bot.id,
  }),
  'users.info': ({ people, team }, { user }) => {
    const person = people.get(String(user));
    if (person === undefined) return refuse('user_not_found');
    const profile = { display_name: person.name, real_name: person.name };
    return {
      ok: true,
      user: {
        id: person.id,
        team_id: team.id,
        name: person.name,
        real_name: person.name,
        locale: person.locale,
        tz: person.zone,
        is_bot: false,
        profile,
      },
    };
  },
  'conversations.open': (world, { users }) => {
    const user = String(users);
    return world.people.has(user) ? { ok: true, channel: { id: directChannel(world, user).id } } : refuse('user_not_found');
  },
  // A private channel that the bot is not in is as good as none. https://docs.slack.dev/reference/methods/conversations.info
  'conversations.info': ({ channels, scopes }, { channel }) => {
    if (!scopes.has('channels:read')) return refuse('missing_scope');
    const found = channels.get(String(channel));
    if (found === undefined) return refuse('channel_not_found');
    return { ok: true, channel: { id: found.id, name: found.name, is_archived: found.isArchived, is_member: found.isMember } };
  },
  'usergroups.list': ({ groups, scopes }) =>
    scopes.has('usergroups:read')
      ? { ok: true, usergroups: [...groups.keys()].map((id) => ({ id, date_delete: 0 })) }
      : refuse('missing_scope'),
  // https://docs.slack.dev/reference/methods/conversations.invite
  'conversations.invite': (world, { channel, users }) => {
    const found = world.channels.get(String(channel));
    if (found === undefined) return refuse('channel_not_found');
    if (found.isArchived) return refuse('is_archived');
    if (!found.isMember) return refuse('not_in_channel');
    const user = String(users);
    if (!world.people.has(user)) return refuse('users_not_found');
    const there = world.members.get(found.id) ?? new Set();
    if (there.has(user)) return refuse('already_in_channel');
    world.members.set(found.id, there.add(user));
    return { ok: true, channel: { id: found.id } };
  },
  'conversations.kick': (world, { channel, user }) => {
    const found = world.channels.get(String(channel));
    if (found === undefined) return refuse('channel_not_found');
    if (!found.isMember) return refuse('not_in_channel');
    if (found.name === 'general') return refuse('cant_kick_from_general');
    return world.members.get(found.id)?.delete(String(user)) === true ? { ok: true } : refuse('not_in_channel');
  },
  'usergroups.users.list': (world, { usergroup }) => {
    const members = world.groups.get(String(usergroup));
    return members === undefined ? refuse('no_such_subteam') : { ok: true, users: [...members] };
  },
  // The whole list each time; a group without members is none. https://docs.slack.dev/reference/methods/usergroups.users.update
  'usergroups.users.update': (world, { usergroup, users }) => {
    if (!world.groups.has(String(usergroup))) return refuse('no_such_subteam');
    const next = String(users ?? '')
      .split(',')
      .filter((user) => user !== '');
    if (next.length === 0) return refuse('no_users_provided');
    if (next.some((user) => !world.people.has(user))) return refuse('invalid_users');
    world.groups.set(String(usergroup), new Set(next));
    return { ok: true, usergroup: { id: String(usergroup), users: next } };
  },
  'conversations.history': (world, args) => past(world, args, ({ thread }) => thread === undefined),
  'conversations.replies': (world, args) => past(world, args, ({ thread, ts }) => thread === args.ts || ts === args.ts),
  'chat.postMessage': (world, args) => {
    const channel = writable(world, args);
    if ('ok' in channel) return channel;
    const delivered = args.metadata !== undefined;
    const isAnswer =
      !delivered &&
      answerTo(
        world,
        channel.user === undefined,
        (one) => one.channel === channel.id || (channel.user !== undefined && one.user === channel.user),
      );
    return stored(world, { ...args, channel: channel.id }, undefined, isAnswer);
  },
  'chat.postEphemeral': (world, args) => {
    const channel = writable(world, args);
    if ('ok' in channel) return channel;
    const user = String(args.user);
    if (!world.people.has(user)) return refuse('user_not_in_channel');
    answerTo(world, false, (one) => one.user === user);
    const sent = stored(world, args, user, true);
    return sent.ok ? { ok: true, message_ts: sent.ts } : sent;
  },
  'chat.update': (world, args) => {
    const found = world.messages.find(({ ts, channel, onlyFor }) => ts === args.ts && channel === args.channel && onlyFor === undefined);
    if (found === undefined) return refuse('message_not_found');
    const bad = breaks(world, 'chat.update', messageRules, args);
    if (bad !== undefined) return bad;
    const given = messageRules.parse(args);
    Object.assign(found, { text: given.text, blocks: given.blocks, seq: world.next() });
    return { ok: true, channel: found.channel, ts: found.ts, text: found.text };
  },
  'views.open': (world, args) => {
    const user = spend(world, args);
    if (typeof user !== 'string') return user;
    const view = shownView(world, 'views.open', args);
    if ('ok' in view) return view;
    const person = world.people.get(user);
    if (person === undefined) return refuse('user_not_found');
    person.stack.splice(0, person.stack.length, view);
    answerTo(world, false, (one) => one.trigger === args.trigger_id);
    return { ok: true, view: described(world, view) };
  },
  'views.push': (world, args) => {
    const user = spend(world, args);
    if (typeof user !== 'string') return user;
    const stack = world.people.get(user)?.stack ?? [];
    if (stack.length >= mostViews) return refuse('push_limit_reached');
    const view = shownView(world, 'views.push', args);
    if ('ok' in view) return view;
    stack.push(view);
    answerTo(world, false, (one) => one.trigger === args.trigger_id);
    return { ok: true, view: described(world, view) };
  },
  'views.update': (world, args) => {
    const open = [...world.people.values()].flatMap(({ stack }) => stack).find(({ id }) => id === args.view_id);
    if (open === undefined) return refuse('not_found');
    if (args.hash !== undefined && args.hash !== open.hash) return refuse('hash_conflict');
    const bad = breaks(world, 'views.update', viewRules, args.view);
    if (bad !== undefined) return bad;
    replaceView(world, open, args.view);
    answerTo(world, false, (one) => one.viewId === open.id);
    return { ok: true, view: described(world, open) };
  },
  'views.publish': (world, args) => {
    const person = world.people.get(String(args.user_id));
    if (person === undefined) return refuse('user_not_found');
    const view = shownView(world, 'views.publish', args);
    if ('ok' in view) return view;
    if (view.view.type !== 'home') return refuse('invalid_arguments');
    person.home = view;
    answerTo(world, false, (one) => one.user === person.id && (one.kind === 'app_home_opened' || one.viewId?.startsWith('V') === true));
    return { ok: true, view: described(world, view) };
  },
};

/** Newest first, with metadata where it is asked for. https://docs.slack.dev/reference/methods/conversations.history */
function past(world: World, args: Args, wanted: (message: Message) => boolean): Answer {
  const channel = standing(world, args);
  if ('ok' in channel) return channel;
  const all = world.messages
    .filter((one) => one.channel === channel.id && one.onlyFor === undefined && Number(one.ts) > Number(args.oldest ?? 0) && wanted(one))
    .toReversed();
  const from = Number(args.cursor ?? 0);
  const until = from + Number(args.limit ?? 100);
  const withMetadata = String(args.include_all_metadata) === 'true';
  const messages = all
    .slice(from, until)
    .map(({ ts, text, metadata }) => ({ ts, text, ...(withMetadata && metadata ? { metadata } : {}) }));
  return { ok: true, messages, has_more: until < all.length, response_metadata: { next_cursor: until < all.length ? String(until) : '' } };
}

/** Puts other content into an open view: what was typed stays in the blocks that stay. */
export function replaceView(world: World, open: OpenView, given: unknown): void {
  open.view = viewRules.parse(given);
  open.hash = `${Math.floor(seconds(world.clock))}.h${world.next()}`;
  open.errors = {};
  open.seq = world.next();
  const kept = new Set(open.view.blocks.map(({ block_id }) => block_id));
  for (const id of open.typed.keys()) if (!kept.has(id)) open.typed.delete(id);
}

export function newView(world: World, given: unknown): OpenView {
  const open: OpenView = { id: world.newId('V'), hash: '', view: viewRules.parse(given), errors: {}, typed: new Map(), seq: 0 };
  replaceView(world, open, given);
  return open;
}

/** A view as Slack sends it back: blocks without an id are given one. */
export function described(world: World, { id, hash, view }: OpenView, under?: string) {
  return {
    id,
    hash,
    team_id: world.team.id,
    app_id: 'A0001',
    bot_id: world.bot.id,
    previous_view_id: under ?? null,
    root_view_id: under ?? id,
    ...view,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    title: view.type === 'modal' ? view.title : undefined,
  };
}

function shownView(world: World, what: string, args: Args): OpenView | Answer {
  return breaks(world, what, viewRules, args.view) ?? newView(world, args.view);
}

/** The user whose trigger this is; used up by asking. */
function spend(world: World, { trigger_id }: Args): string | Answer {
  const trigger = world.triggers.get(String(trigger_id));
  if (trigger === undefined) return refuse('invalid_trigger_id');
  if (trigger.isUsed) return refuse('exchanged_trigger_id');
  if (seconds(world.clock) - trigger.at > triggerLife) return refuse('expired_trigger_id');
  trigger.isUsed = true;
  return trigger.user;
}

/** A person's id stands for their conversation with the app. https://docs.slack.dev/reference/methods/chat.postMessage#channels */
function writable(world: World, args: Args) {
  const person = world.people.get(String(args.channel));
  return person === undefined ? standing(world, args) : directChannel(world, person.id);
}

function standing(world: World, { channel: id }: Args) {
  const channel = world.channels.get(String(id));
  if (channel === undefined) return refuse('channel_not_found');
  if (channel.isArchived) return refuse('is_archived');
  return channel.isMember ? channel : refuse('not_in_channel');
}

export function stored(world: World, args: Args, onlyFor: string | undefined, isAnswer: boolean): Answer {
  const bad = world.unchecked ? undefined : breaks(world, 'a message', messageRules, args);
  if (bad !== undefined) return bad;
  const given = world.unchecked ? unchecked(args) : messageRules.parse(args);
  const message: Message = {
    ts: `${Math.floor(seconds(world.clock))}.${String(world.next()).padStart(6, '0')}`,
    channel: String(args.channel),
    thread: given.thread_ts,
    onlyFor,
    text: given.text,
    blocks: given.blocks,
    metadata: given.metadata,
    seq: world.next(),
    isAnswer,
  };
  world.messages.push(message);
  return { ok: true, channel: message.channel, ts: message.ts, message: { text: message.text, ts: message.ts } };
}

/** As a benchmark sends it; tests have made sure of the same content before. */
const unchecked = (args: Args) => args as unknown as z.infer<typeof messageRules>;

/** Slack would refuse it; here it also fails the test. */
export function breaks(world: World, what: string, schema: z.ZodType, value: unknown): Answer | undefined {
  const found = broken(schema, value);
  if (found.length === 0) return undefined;
  world.violations.push(...found.map((line) => `${what}: ${line}`));
  return { ok: false, error: 'invalid_blocks', response_metadata: { messages: found } };
}
