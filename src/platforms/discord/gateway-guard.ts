/** Stands between Discord's gateway and the SDK: we read people's doings ourselves, the SDK keeps what holds the connection. */
import type { Client } from 'discord.js';
import { Events, GatewayDispatchEvents } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

export interface GuardedEvents {
  readonly interaction: (payload: unknown) => void;
  readonly message: (payload: unknown) => void;
}

/** What discord.js needs for its connection and its list of servers. */
const FOR_THE_SDK = new Set<string>([
  GatewayDispatchEvents.Ready,
  GatewayDispatchEvents.Resumed,
  GatewayDispatchEvents.GuildCreate,
  GatewayDispatchEvents.GuildUpdate,
  GatewayDispatchEvents.GuildDelete,
]);

/** Events that were handed on lately. Around a resume the SDK may replay what it has passed on already. */
const REMEMBERED = 2_000;

const WithId = z.object({ id: z.string() });

/**
 * Takes interactions and messages out of the stream, as they came, and hands them on. discord.js never sees them: its
 * own classes throw on an interaction without, for instance, `entitlements`, and outside of any handler of ours; and what
 * it would keep of every message and member is of no use to us.
 */
export function guardGateway(client: Client, events: GuardedEvents): void {
  const seen = new LRUCache<string, true>({ max: REMEMBERED });
  const once = (payload: unknown, hand: (payload: unknown) => void) => {
    const id = WithId.safeParse(payload).data?.id;
    if (id !== undefined && seen.has(id)) return;
    if (id !== undefined) seen.set(id, true);
    hand(payload);
  };
  client.on(Events.Raw, (packet: { t: string | null; d: unknown }) => {
    const { t: name, d: payload } = packet;
    if (name === null) return;
    const guildWithoutId = name.startsWith('GUILD_') && !WithId.safeParse(payload).success;
    // The SDK looks its handler up by name, right after this event: without a name there is none.
    if (!FOR_THE_SDK.has(name) || guildWithoutId) packet.t = null;
    if (name === GatewayDispatchEvents.InteractionCreate) once(payload, events.interaction);
    if (name === GatewayDispatchEvents.MessageCreate) once(payload, events.message);
  });
}
