/** Stands between Discord's gateway and the SDK: we read people's doings ourselves, the SDK keeps what holds the connection. */
import type { Client } from 'discord.js';
import { Events, GatewayDispatchEvents } from 'discord.js';

export interface GuardedEvents {
  readonly interaction: (payload: unknown) => void;
  readonly message: (payload: unknown) => void;
  /** Comes only with the members intent. */
  readonly joined: (payload: unknown) => void;
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

const idOf = (payload: unknown): string | undefined =>
  typeof payload === 'object' && payload !== null && 'id' in payload && typeof payload.id === 'string' ? payload.id : undefined;

/**
 * Takes interactions, messages and newcomers out of the stream, as they came, and hands them on. discord.js never sees them: its
 * own classes throw on an interaction without, for instance, `entitlements`, and outside of any handler of ours; and what
 * it would keep of every message and member is of no use to us.
 */
export function guardGateway(client: Client, events: GuardedEvents): void {
  const isNew = remembering(REMEMBERED);
  const once = (payload: unknown, hand: (payload: unknown) => void) => {
    const id = idOf(payload);
    if (id === undefined || isNew(id)) hand(payload);
  };
  client.on(Events.Raw, (packet: { t: string | null; d: unknown }) => {
    const { t: name, d: payload } = packet;
    if (name === null) return;
    const guildWithoutId = name.startsWith('GUILD_') && idOf(payload) === undefined;
    // The SDK looks its handler up by name, right after this event: without a name there is none.
    if (!FOR_THE_SDK.has(name) || guildWithoutId) packet.t = null;
    if (name === GatewayDispatchEvents.InteractionCreate) once(payload, events.interaction);
    if (name === GatewayDispatchEvents.MessageCreate) once(payload, events.message);
    if (name === GatewayDispatchEvents.GuildMemberAdd) events.joined(payload);
  });
}

/** Whether an id comes for the first time among the last `size` at least. Two sets by turns: none has to be searched for its oldest. */
function remembering(size: number): (id: string) => boolean {
  let [before, now] = [new Set<string>(), new Set<string>()];
  return (id) => {
    if (before.has(id) || now.has(id)) return false;
    if (now.size >= size) [before, now] = [now, new Set()];
    now.add(id);
    return true;
  };
}
