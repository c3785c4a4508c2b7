/** Gateway payloads to envelopes: what somebody did, and what it takes to answer it. Pure. */
import { ApplicationCommandOptionType, InteractionType, MessageFlags } from 'discord.js';
import { z } from 'zod';
import type { ActionRef } from '../../chat/card.ts';
import type { Address, Envelope, Inbound, Sender } from '../../chat/platform.ts';
import { readCustomId } from './custom-id.ts';
import { readModal } from './form.ts';
import { Answerable, type CommandOption, Interaction, Message, Newcomer } from './payload.ts';

/** What it takes to answer an interaction. */
export interface Call {
  readonly id: string;
  readonly application: string;
  readonly token: string;
  readonly kind: 'command' | 'complete' | 'component' | 'modal';
  readonly user: string;
  readonly from: Address;
  /** The message with the pressed button, or from which the submitted modal was opened. */
  readonly source?: SourceMessage;
  /** The press answered a question that stood in a message of its own about this message. */
  readonly asked?: string;
}

export interface SourceMessage {
  readonly id: string;
  readonly channel: string;
  /** Seen by this person only: ephemeral, or in their direct messages. */
  readonly private: boolean;
  readonly ephemeral: boolean;
  readonly components: readonly Record<string, unknown>[];
  /** The custom_id that was pressed. */
  readonly pressed: string;
}

export type Received =
  | { readonly type: 'deliver'; readonly call: Call; readonly envelope: Envelope }
  /** A button that asks before it acts. */
  | { readonly type: 'ask'; readonly call: Call; readonly ref: ActionRef }
  /** The question was answered with no. */
  | { readonly type: 'no'; readonly call: Call }
  /** Cannot be answered at all; `about` says why, for the log. */
  | { readonly type: 'drop'; readonly about: string };

/** `home` is the server that a direct message counts as coming from: Discord's direct messages belong to none. */
export function readInteraction(raw: unknown, home: string): Received {
  const parsed = Interaction.safeParse(raw);
  if (parsed.success) return read(parsed.data, home);
  const about = z.prettifyError(parsed.error).replaceAll('\n', ' ').slice(0, 300);
  const answerable = Answerable.safeParse(raw);
  if (!answerable.success) return { type: 'drop', about };
  const kind = typeOf(raw) === InteractionType.ApplicationCommandAutocomplete ? 'complete' : 'command';
  return deliver(answerable.data, home, kind, { type: 'unreadable', about });
}

const typeOf = (raw: unknown): unknown => (typeof raw === 'object' && raw !== null && 'type' in raw ? raw.type : undefined);

function read(interaction: Interaction, home: string): Received {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const { name, leaves } = flatten(interaction.data.name, interaction.data.options ?? []);
      const options = Object.fromEntries(leaves.flatMap(({ name, value }) => (value === undefined ? [] : [[name, optionValue(value)]])));
      return deliver(interaction, home, 'command', { type: 'command', name, options });
    }
    case InteractionType.ApplicationCommandAutocomplete: {
      const { name, leaves } = flatten(interaction.data.name, interaction.data.options ?? []);
      const focused = leaves.find((leaf) => leaf.focused);
      if (!focused) return deliver(interaction, home, 'complete', { type: 'unreadable', about: 'autocomplete without a focused option' });
      return deliver(interaction, home, 'complete', { type: 'complete', name, option: focused.name, typed: String(focused.value ?? '') });
    }
    case InteractionType.MessageComponent:
      return readPress(interaction, home);
    case InteractionType.ModalSubmit: {
      const pressed = readCustomId(interaction.data.custom_id);
      const inbound: Inbound =
        pressed?.type === 'sheet'
          ? { type: 'form.page', draft: pressed.draft, sheet: pressed.sheet, raw: readModal(interaction.data.components) }
          : { type: 'unreadable', about: 'a modal that is not ours' };
      return deliver(interaction, home, 'modal', inbound);
    }
  }
}

function readPress(interaction: Interaction & { type: InteractionType.MessageComponent }, home: string): Received {
  const pressed = readCustomId(interaction.data.custom_id);
  const selected = interaction.data.values ? { selected: interaction.data.values } : {};
  switch (pressed?.type) {
    case 'action':
      return deliver(interaction, home, 'component', { type: 'action', ref: pressed.ref, ...selected });
    case 'yes': {
      const asked = interaction.message.interaction_metadata?.interacted_message_id;
      return deliver(interaction, home, 'component', { type: 'action', ref: pressed.ref }, asked ? { asked } : {});
    }
    case 'resume':
      return deliver(interaction, home, 'component', { type: 'form.resume', draft: pressed.draft, sheet: pressed.sheet });
    case 'back':
      return deliver(interaction, home, 'component', { type: 'form.back', draft: pressed.draft, sheet: pressed.sheet, raw: {} });
    case 'ask':
    case 'no': {
      const context = contextOf(interaction, home, 'component');
      if (!context) return nobody;
      return pressed.type === 'ask' ? { type: 'ask', call: context.call, ref: pressed.ref } : { type: 'no', call: context.call };
    }
    default:
      return deliver(interaction, home, 'component', { type: 'unreadable', about: 'a button that is not ours' });
  }
}

const nobody: Received = { type: 'drop', about: 'an interaction without a person' };

function deliver(
  interaction: Interaction | Answerable,
  home: string,
  kind: Call['kind'],
  inbound: Inbound,
  more: { asked?: string } = {},
): Received {
  const context = contextOf(interaction, home, kind);
  if (!context) return nobody;
  const { call, user } = context;
  return { type: 'deliver', call: { ...call, ...more }, envelope: { id: call.id, user, from: call.from, inbound } };
}

function contextOf(interaction: Interaction | Answerable, home: string, kind: Call['kind']): { call: Call; user: Sender } | undefined {
  const person = interaction.member?.user ?? interaction.user;
  if (!person) return undefined;
  const channel = interaction.channel?.id ?? interaction.channel_id;
  const from: Address =
    interaction.guild_id && channel
      ? { kind: 'channel', platform: 'discord', workspace: interaction.guild_id, channel }
      : { kind: 'direct', platform: 'discord', workspace: home, user: person.id };
  const source = 'type' in interaction ? sourceOf(interaction) : undefined;
  const call = { id: interaction.id, application: interaction.application_id, token: interaction.token, kind, user: person.id, from };
  const user: Sender = {
    externalId: person.id,
    name: interaction.member?.nick ?? person.global_name ?? person.username,
    ...(interaction.locale ? { locale: interaction.locale } : {}),
  };
  return { call: source ? { ...call, source } : call, user };
}

function sourceOf({ message, guild_id, data }: Interaction): SourceMessage | undefined {
  if (!message) return undefined;
  const ephemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return {
    id: message.id,
    channel: message.channel_id,
    private: ephemeral || !guild_id,
    ephemeral,
    components: message.components ?? [],
    pressed: 'custom_id' in data ? data.custom_id : '',
  };
}

/** `experience` with its subcommand `search` becomes `experience search`; what is left are the options themselves. */
function flatten(name: string, options: readonly CommandOption[]): { name: string; leaves: readonly CommandOption[] } {
  const nested = options.find(
    ({ type }) => type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup,
  );
  if (!nested) return { name, leaves: options };
  return flatten(`${name} ${nested.name}`, 'options' in nested ? (nested.options ?? []) : []);
}

const optionValue = (value: string | number | boolean): string | number => (typeof value === 'boolean' ? String(value) : value);

export interface Heard {
  readonly envelope: Envelope;
  readonly channel: string;
}

/**
 * A direct message to the bot, or a message that mentions it. Of all other talk the words come only where the Message Content
 * intent is on: `overheard`; undefined where they do not.
 */
export function readMessage(raw: unknown, bot: string, home: string): Heard | undefined {
  const parsed = Message.safeParse(raw);
  if (!parsed.success) return undefined;
  const { id, author, member, guild_id, channel_id, content, webhook_id, mentions, message_reference } = parsed.data;
  if (author.bot || webhook_id || author.id === bot) return undefined;
  const called = !guild_id || mentions.some((mentioned) => mentioned.id === bot);
  if (!called && content === '') return undefined;
  const about = message_reference?.message_id;
  const thread = about ? { thread: about } : {};
  const from: Address = guild_id
    ? { kind: 'channel', platform: 'discord', workspace: guild_id, channel: channel_id, ...thread }
    : { kind: 'direct', platform: 'discord', workspace: home, user: author.id, ...thread };
  const text = content
    .replaceAll(new RegExp(`<@!?${bot}>`, 'g'), ' ')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
  const user = { externalId: author.id, name: member?.nick ?? author.global_name ?? author.username };
  return { envelope: { id, user, from, inbound: { type: called ? 'message' : 'overheard', text } }, channel: channel_id };
}

/** Somebody who joined a server; undefined for bots. Joined again, it is another event; told again, it is the same. */
export function readJoin(raw: unknown): Envelope | undefined {
  const parsed = Newcomer.safeParse(raw);
  if (!parsed.success || parsed.data.user.bot) return undefined;
  const { guild_id: workspace, user, nick, joined_at } = parsed.data;
  return {
    id: `joined:${workspace}:${user.id}:${joined_at ?? ''}`,
    user: { externalId: user.id, name: nick ?? user.global_name ?? user.username },
    from: { kind: 'direct', platform: 'discord', workspace, user: user.id },
    inbound: { type: 'joined' },
  };
}
