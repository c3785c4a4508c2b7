/** A Discord on loopback: its HTTP and its gateway, with Discord's own rules. What breaks them fails the test at the end. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './contract.ts';
import { type Gateway, MEMBERS, MESSAGE_CONTENT, openGateway } from './gateway.ts';
import { serve, type Trouble } from './http.ts';
import { messagePayload } from './messages.ts';
import { createWorld, type Guild, type Interaction, type Message, type Person, snowflakeOf, type World } from './world.ts';

export interface FakeDiscord {
  readonly apiUrl: string;
  readonly token: string;
  readonly world: World;
  readonly gateway: Gateway;
  readonly trouble: Trouble;
  readonly guild: Guild;
  person(id: string, about?: { readonly name?: string; readonly locale?: string }): Person;
  /** The same channel for the same name. */
  channel(name: string, guildId?: string): string;
  /** Sends an interaction to the bot, whatever `data` holds. `more` may overwrite or take away (undefined) any key. */
  interact(given: Interact): Interaction;
  /** The same interaction once more, as it was sent. */
  again(interaction: Interaction): void;
  /** A message in a channel or in somebody's direct messages. */
  write(person: Person, text: string, where?: Written): Message;
  /** Somebody joins the server; told twice, it is the same. Gives the envelope's id. */
  join(person: Person, about?: { readonly bot?: boolean; readonly at?: string }): string;
  /** Discord's own clock moves on: tokens grow old. */
  advance(ms: number): void;
  /** Fails when any request broke the rules. */
  close(): Promise<void>;
}

export interface Written {
  /** Undefined: their direct messages. */
  readonly channel?: string;
  readonly mentions?: boolean;
  /** The message that it replies to. */
  readonly about?: string;
}

export interface Interact {
  readonly type: number;
  readonly person: Person;
  readonly data: Json;
  /** Undefined: their direct messages. */
  readonly channel?: string;
  readonly source?: Message;
  readonly more?: Json;
}

export async function openDiscord(
  options: {
    readonly heartbeatMs?: number;
    readonly unchecked?: boolean;
    readonly time?: () => number;
    /** The Server Members Intent is switched on. */
    readonly members?: boolean;
    /** The Message Content Intent is switched on. */
    readonly messageContent?: boolean;
  } = {},
): Promise<FakeDiscord> {
  const world = createWorld();
  const trouble: Trouble = {
    unchecked: options.unchecked === true,
    refuses: new Map(),
    unreadable: new Set(),
    limited: undefined,
    globalLimit: undefined,
    forbids: new Map(),
    lost: undefined,
    time: options.time ?? world.now,
  };
  const port = () => (server.address() as AddressInfo).port;
  const server = createServer((request, response) => {
    serve(world, trouble, port, request, response).catch((error: unknown) => {
      world.violations.push(`the fake itself failed: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const allowed = (options.members === true ? MEMBERS : 0) | (options.messageContent === true ? MESSAGE_CONTENT : 0);
  // resources/application#application-object-application-flags, of an application that is in few servers.
  world.flags = (options.members === true ? 1 << 15 : 0) | (options.messageContent === true ? 1 << 19 : 0);
  const gateway = openGateway(world, server, options.heartbeatMs ?? 41_250, allowed);
  const guild: Guild = { id: '800000000000000001', name: 'A network', locale: 'en-US' };
  world.guilds.push(guild);

  const sent = new Map<string, Json>();

  function channel(name: string, guildId = guild.id): string {
    const id = snowflakeOf(`channel ${name}`);
    if (!world.channels.has(id)) world.channels.set(id, { id, guild: guildId, name });
    return id;
  }

  function person(id: string, about: { readonly name?: string; readonly locale?: string } = {}): Person {
    const known = world.people.get(snowflakeOf(id));
    if (known) return known;
    const direct = snowflakeOf(`direct ${id}`);
    const made: Person = { id: snowflakeOf(id), name: about.name ?? id, locale: about.locale ?? 'en-US', direct };
    world.people.set(made.id, made);
    world.channels.set(direct, { id: direct, guild: undefined, name: '' });
    return made;
  }

  function interact({ type, person, data, channel = person.direct, source, more = {} }: Interact): Interaction {
    const interaction: Interaction = {
      id: world.newId(),
      token: `token-${world.newId()}`,
      type: Number(more.type ?? type),
      person: person.id,
      channel,
      source,
      at: world.now(),
      answered: undefined,
      ackAt: 0,
      seenAt: 0,
      ephemeral: false,
      original: undefined,
      thinking: false,
      edits: 0,
      followUps: 0,
      removed: false,
      modal: undefined,
      choices: undefined,
    };
    world.interactions.set(interaction.id, interaction);
    const inGuild = world.channels.get(channel)?.guild;
    const user = { id: person.id, username: person.name.toLowerCase(), global_name: person.name, discriminator: '0', avatar: null };
    const payload = {
      id: interaction.id,
      application_id: world.bot.application,
      type,
      token: interaction.token,
      version: 1,
      data,
      channel_id: channel,
      channel: { id: channel, type: inGuild ? 0 : 1 },
      ...(inGuild
        ? { guild_id: inGuild, guild_locale: guild.locale, member: { user, nick: null, roles: [], permissions: '0' } }
        : { user }),
      ...(source ? { message: messagePayload(source) } : {}),
      locale: person.locale,
      app_permissions: '0',
      entitlements: [],
      authorizing_integration_owners: { '0': guild.id },
      context: inGuild ? 0 : 1,
      attachment_size_limit: 10_485_760,
      ...more,
    };
    sent.set(interaction.id, payload);
    gateway.dispatch('INTERACTION_CREATE', payload);
    return interaction;
  }

  function write(person: Person, text: string, where?: Written): Message {
    const at = where?.channel ?? person.direct;
    const message: Message = {
      id: world.newId(),
      channel: at,
      author: person.id,
      onlyFor: undefined,
      body: { components: [] },
      nonce: undefined,
      answers: undefined,
      about: undefined,
      touched: world.touch(),
      deleted: false,
    };
    world.messages.push(message);
    const inGuild = world.channels.get(at)?.guild;
    const mentions = where?.mentions === true;
    gateway.dispatch('MESSAGE_CREATE', {
      id: message.id,
      channel_id: at,
      author: { id: person.id, username: person.name.toLowerCase(), global_name: person.name },
      ...(inGuild ? { guild_id: inGuild, member: { nick: null, roles: [] } } : {}),
      // Without the Message Content intent the words come only with a mention and in direct messages.
      content: mentions ? `<@${world.bot.id}> ${text}` : inGuild && !gateway.readsContent() ? '' : text,
      ...(where?.about === undefined ? {} : { message_reference: { type: 0, message_id: where.about, channel_id: at } }),
      mentions: mentions ? [{ id: world.bot.id, username: 'agora' }] : [],
      timestamp: new Date(world.now()).toISOString(),
      type: 0,
    });
    return message;
  }

  return {
    apiUrl: `http://127.0.0.1:${port()}/api`,
    token: world.bot.token,
    world,
    gateway,
    trouble,
    guild,
    person,
    channel,
    interact,
    again: (interaction) => gateway.dispatch('INTERACTION_CREATE', sent.get(interaction.id) ?? {}),
    write,
    join(person, { bot = false, at = '2026-03-01T10:00:00.000000+00:00' } = {}) {
      const user = { id: person.id, username: person.name.toLowerCase(), global_name: person.name, discriminator: '0', avatar: null, bot };
      gateway.dispatch('GUILD_MEMBER_ADD', { guild_id: guild.id, user, nick: null, roles: [], joined_at: at, flags: 0 });
      return `joined:${guild.id}:${person.id}:${at}`;
    },
    advance: world.advance,
    async close() {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (world.violations.length > 0) throw new Error(`Discord would have refused:\n${world.violations.join('\n')}`);
    },
  };
}
