/** Discord as a platform: discord.js holds the connection, our own parts read, render and answer. */
import { Client, DefaultRestOptions, Events, GatewayCloseCodes, GatewayIntentBits, MessageFlags, Options, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Address, Door, MessageRef, Platform, WorkspaceInfo } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { Closing, trackWork } from '../../work.ts';
import { createAnswerer } from './answer.ts';
import { guildCalendar } from './calendar.ts';
import { callbacks } from './callback.ts';
import type { Body } from './card.ts';
import { commandBodies, publish } from './commands.ts';
import { renderBetween } from './form.ts';
import { guardGateway } from './gateway-guard.ts';
import { inspectDiscord } from './inspect.ts';
import { limits } from './limits.ts';
import { guildRoles } from './places.ts';
import { readInteraction, readJoin, readMessage } from './receive.ts';
import { answersRest, markFor, nonceFor, postError, restOptions } from './rest.ts';
import { seek } from './seek.ts';
import { type Send, sender } from './send.ts';
import { isHeard, type Shards } from './shards.ts';
import { isUnopened, openThread, replyTo } from './thread.ts';

export interface DiscordSettings {
  readonly token: string;
  readonly log: Log;
  /** Register the commands in these servers only, where a change is seen at once; everywhere when empty. */
  readonly guilds?: readonly string[];
  /** Hears who joins a server. A privileged intent: the application needs the Server Members Intent, or Discord refuses the connection. */
  readonly membersIntent?: boolean;
  /** Discord's API, or a fake of it. */
  readonly apiUrl?: string;
  /**
   * The privileged Message Content intent is switched on for the application: what is said in help channels can be read.
   * Asked for without being switched on there, Discord refuses the connection.
   */
  readonly messageContentIntent?: boolean;
  /** Which shards this process holds; undefined: all, as many as Discord recommends. */
  readonly shards?: Shards | undefined;
  /** Instead of the 50 that Discord allows; for measuring. */
  readonly requestsPerSecond?: number;
}

/** Nothing privileged: a mention and a direct message carry their words for the bot without the Message Content intent. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
interface Posting {
  readonly by?: Send;
  readonly doubt?: { readonly since: Date } | undefined;
  /** What a thread is called that has to be opened for it. */
  readonly name?: string;
}

/** Handlers take milliseconds; what takes longer than this at the end is hanging. */
const FINISH_MS = 10_000;

export function discord(settings: DiscordSettings): Platform {
  const { log, shards } = settings;
  const client = new Client({
    ...(shards === undefined ? { shards: 'auto' as const } : { shards: [...shards.ids], shardCount: shards.count }),
    intents: [
      ...INTENTS,
      ...(settings.membersIntent === true ? [GatewayIntentBits.GuildMembers] : []),
      ...(settings.messageContentIntent === true ? [GatewayIntentBits.MessageContent] : []),
    ],
    rest: restOptions(settings.apiUrl, settings.requestsPerSecond),
    // Messages, members, reactions…: nothing is read from the SDK's caches but the list of servers.
    makeCache: Options.cacheWithLimits({ MessageManager: 0, GuildMemberManager: 0, UserManager: 1, ThreadManager: 0, ReactionManager: 0 }),
  });
  const { rest } = client;
  const directChannels = new LRUCache<string, string>({ max: 10_000 });
  const work = trackWork();
  const answering = answersRest(settings.apiUrl);
  const apiUrl = settings.apiUrl ?? DefaultRestOptions.api;
  const send = sender(settings.token, apiUrl);
  const answerer = createAnswerer({
    respond: callbacks(apiUrl, answering),
    rest: answering,
    log,
    post: (to, body, key) => post(to, body, key),
    editMessage,
  });

  /** The server that direct messages count as coming from: the first one named or joined. */
  const home = (): string => settings.guilds?.[0] ?? client.guilds.cache.firstKey() ?? '';

  /** Waits where Discord wants it to: answers have nobody who would try again. */
  const patiently: Send = (route, body) => rest.post(route, { body });

  async function post(to: Address, body: Body, key: string, { by = patiently, doubt, name = '' }: Posting = {}): Promise<MessageRef> {
    const [first, ...others] = body.components;
    const components = first === undefined ? [] : [{ ...first, id: markFor(key) }, ...others];
    const marked = { ...body, components, nonce: nonceFor(key), enforce_nonce: true };
    const put = async (channel: string, more: object = {}): Promise<MessageRef> => {
      const arrived = doubt && (await seek(rest, channel, client.user?.id ?? '', markFor(key), doubt.since));
      if (arrived !== undefined) return { platform: 'discord', workspace: to.workspace, channel, message: arrived };
      return postIn(channel, to.workspace, { ...marked, ...more }, by);
    };
    // Direct messages have no threads.
    if (to.kind === 'direct') return put(await directChannel(to.user, by), to.thread === undefined ? {} : replyTo(to.thread));
    if (to.thread === undefined) return put(to.channel);
    try {
      return await put(to.thread);
    } catch (error) {
      if (!isUnopened(error)) throw error;
    }
    return (await openThread(rest, to.channel, to.thread, name)) ? put(to.thread) : put(to.channel, replyTo(to.thread));
  }

  async function postIn(channel: string, workspace: string, body: object, by = patiently): Promise<MessageRef> {
    const { id } = Created.parse(await by(Routes.channelMessages(channel), body));
    return { platform: 'discord', workspace, channel, message: id };
  }

  async function directChannel(user: string, by: Send): Promise<string> {
    const known = directChannels.get(user);
    if (known !== undefined) return known;
    const { id } = Created.parse(await by(Routes.userChannels(), { recipient_id: user }));
    directChannels.set(user, id);
    return id;
  }

  async function editMessage(channel: string, message: string, body: Body): Promise<void> {
    await rest.patch(Routes.channelMessage(channel, message), { body });
  }

  async function onInteraction(door: Door, payload: unknown): Promise<void> {
    const received = readInteraction(payload, home());
    switch (received.type) {
      case 'deliver':
        if (received.envelope.inbound.type === 'unreadable') {
          log.warn({ interaction: received.call.id, about: received.envelope.inbound.about }, 'discord: an interaction could not be read');
        }
        return answerer.answer(door, received);
      case 'ask':
        return answerer.ask(received);
      case 'no':
        return answerer.unask(received);
      case 'drop':
        log.warn({ about: received.about }, 'discord: an interaction could not be read, nor answered');
    }
  }

  async function onMessage(door: Door, payload: unknown): Promise<void> {
    const heard = readMessage(payload, client.user?.id ?? '', home());
    if (!heard) return;
    const { envelope, channel } = heard;
    const { inbound } = envelope;
    const overheard = inbound.type === 'overheard';
    if (overheard && !(await door.listens?.(envelope.from, inbound.text))) return;
    const outcome = await door.deliver(envelope);
    if (outcome.type !== 'card' && outcome.type !== 'page') return;
    const body = outcome.type === 'card' ? answerer.render(outcome.card) : renderBetween(outcome.page);
    const everyone = outcome.type === 'card' && !outcome.privately;
    const { workspace } = envelope.from;
    // In a channel nothing can be shown to one person only: what is theirs goes to their direct messages, unless they did not call us.
    if (envelope.from.kind === 'channel' && !everyone && !overheard) {
      await post({ kind: 'direct', platform: 'discord', workspace, user: envelope.user.externalId }, body, envelope.id);
      return;
    }
    const quiet = overheard ? { flags: body.flags | MessageFlags.SuppressNotifications } : {};
    await postIn(channel, workspace, { ...body, ...quiet, ...replyTo(envelope.id), nonce: nonceFor(envelope.id), enforce_nonce: true });
  }

  /** A greeting is a delivery of its own; whatever else is answered goes to their direct messages. */
  async function onJoin(door: Door, payload: unknown): Promise<void> {
    const envelope = readJoin(payload);
    if (!envelope) return;
    const outcome = await door.deliver(envelope);
    if (outcome.type === 'card') await post(envelope.from, answerer.render(outcome.card), envelope.id);
  }

  /** Whatever goes wrong in one event is logged and ends there: the next one must find us listening. */
  function handle(what: string, task: () => Promise<void>): void {
    work.run(task).catch((error: unknown) => {
      if (!(error instanceof Closing)) log.error({ err: error }, `discord: ${what} failed`);
    });
  }

  return {
    name: 'discord',
    limits,
    serves: (guild) => isHeard(guild, shards),
    calendar: guildCalendar(rest, () => client.user?.id),
    places: guildRoles(rest),
    inspect: (expected) => {
      const { guilds = [], membersIntent = false, messageContentIntent = false } = settings;
      return inspectDiscord({ rest: rest.setToken(settings.token), guilds, membersIntent, messageContentIntent }, expected);
    },

    async start(door) {
      client.on(Events.Error, (error) => log.error({ err: error }, 'discord: client error'));
      client.on(Events.ShardError, (error) => log.warn({ err: error }, 'discord: connection trouble'));
      client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, 'discord: disconnected for good'));
      client.on(Events.ShardReconnecting, () => log.info('discord: reconnecting'));
      client.on(Events.Warn, (about) => log.warn({ about }, 'discord: warning'));
      guardGateway(client, {
        interaction: (payload) => handle('an interaction', () => onInteraction(door, payload)),
        message: (payload) => handle('a message', () => onMessage(door, payload)),
        joined: (payload) => handle('a newcomer', () => onJoin(door, payload)),
      });
      const ready = new Promise<void>((resolve, reject) => {
        client.once(Events.ClientReady, () => resolve());
        client.once(Events.ShardDisconnect, ({ code }) => reject(refused(code)));
      });
      // Which of the two tells first does not matter: neither must be left waiting.
      await Promise.all([client.login(settings.token).catch((error: unknown) => Promise.reject(intentsOff(error) ?? error)), ready]);
      return client.guilds.cache.map((guild): WorkspaceInfo => ({ externalId: guild.id, name: guild.name, locale: guild.preferredLocale }));
    },

    async stop() {
      // Nothing new is heard from here on; what is under way is answered, which needs no connection but the token.
      await client.destroy();
      rest.setToken(settings.token);
      if (!(await work.finish(FINISH_MS))) log.warn('discord: stopped with answers under way');
      answering.clearHandlerSweeper();
      answering.clearHashSweeper();
    },

    async post(to, card, key, doubt) {
      try {
        return await post(to, answerer.render(card), key, { by: send, doubt, name: card.title ?? card.fallback ?? '' });
      } catch (error) {
        throw postError(error);
      }
    },

    // Their conversation has to be opened first.
    cost: (to) => (to.kind === 'direct' && !directChannels.has(to.user) ? 2 : 1),

    async edit(ref, card) {
      try {
        await editMessage(ref.channel, ref.message, answerer.render(card));
      } catch (error) {
        throw postError(error);
      }
    },

    async publishCommands(commands, texts) {
      const application = client.application?.id ?? Created.parse(await rest.setToken(settings.token).get(Routes.currentApplication())).id;
      const sent = await publish(rest, application, settings.guilds ?? [], commandBodies(commands, texts));
      log.info({ commands: commands.length, sent }, sent > 0 ? 'discord: commands registered' : 'discord: commands are registered already');
    },
  };
}

const Created = z.object({ id: z.string() });

const refused = (code: number): Error =>
  code === GatewayCloseCodes.DisallowedIntents ? new Error(MEMBERS_OFF) : new Error(`Discord closed the connection for good (${code})`);
const intentsOff = (error: unknown): Error | undefined =>
  error instanceof Error && /disallowed intents/i.test(error.message) ? new Error(MEMBERS_OFF) : undefined;
const MEMBERS_OFF =
  'Discord refuses the members intent. Switch on Server Members Intent under Bot at https://discord.com/developers/applications, or set DISCORD_MEMBERS_INTENT=off';
