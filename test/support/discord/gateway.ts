/** The fake's gateway: HELLO, IDENTIFY, READY, RESUME with replay, heartbeats, and everything that cuts a connection. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Json } from './contract.ts';
import type { World } from './world.ts';

export interface Gateway {
  readonly identifies: readonly { readonly intents: number; readonly shard: readonly [id: number, count: number] }[];
  readonly resumes: number;
  /** Whether the bot was given the words of messages that do not call it. */
  readsContent(): boolean;
  /** Whether the bot is connected and has identified itself or resumed. */
  connected(): boolean;
  /** To the bot, on the shard that it belongs to, in each of its sessions; kept for a resume while it is away. */
  dispatch(event: string, data: Json): void;
  /** op 7: please reconnect and resume. */
  reconnect(): void;
  /** op 9: the session is invalid; `resumable` says whether it may be resumed. */
  invalidate(resumable: boolean): void;
  /** The connection breaks without a word. */
  cut(): void;
  /** Heartbeats are no longer answered: a zombie. Ends with the connection. */
  freeze(): void;
  close(): Promise<void>;
}

const Frame = z.object({ op: z.number(), d: z.unknown() });
const Identify = z.object({ token: z.string(), intents: z.number(), shard: z.tuple([z.number(), z.number()]).default([0, 1]) });
const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });
/** Who joins and leaves. */
export const MEMBERS = 1 << 1;
/** The words of messages that neither mention the bot nor go to it. */
export const MESSAGE_CONTENT = 1 << 15;
/** GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT. */
const PRIVILEGED = MEMBERS | (1 << 8) | MESSAGE_CONTENT;

interface Session {
  readonly id: string;
  readonly sent: { readonly s: number; readonly frame: string }[];
  seq: number;
  socket: WebSocket | undefined;
  readonly shard: readonly [id: number, count: number];
}

/** https://docs.discord.com/developers/events/gateway#sharding */
const isOn = ([id, count]: Session['shard'], guild: string | undefined): boolean =>
  id === (guild === undefined || !/^\d+$/.test(String(guild)) ? 0 : Number((BigInt(guild) >> 22n) % BigInt(count)));

/** `allowed`: privileged intents that are switched on for the application. */
export function openGateway(world: World, server: Server, heartbeatMs: number, allowed = 0): Gateway {
  const sockets = new WebSocketServer({ server });
  const identifies: { intents: number; shard: [number, number] }[] = [];
  let resumes = 0;
  /** One that is identified anew beside another one on the same shard: both hear everything. */
  const sessions = new Map<string, Session>();
  let frozen = false;

  sockets.on('connection', (socket: WebSocket) => {
    frozen = false;
    send(socket, { op: 10, d: { heartbeat_interval: heartbeatMs } });
    socket.on('message', (raw) => {
      const { op, d } = Frame.parse(JSON.parse(String(raw)));
      if (op === 1 && !frozen) send(socket, { op: 11, d: null });
      if (op === 2) identify(socket, Identify.parse(d));
      if (op === 6) resume(socket, Resume.parse(d));
    });
    socket.on('close', () => {
      for (const session of sessions.values()) if (session.socket === socket) session.socket = undefined;
      world.changed();
    });
  });

  function identify(socket: WebSocket, { token, intents, shard }: z.output<typeof Identify>): void {
    identifies.push({ intents, shard });
    if (token !== world.bot.token) {
      socket.close(4004, 'Authentication failed.');
      return;
    }
    if (intents & PRIVILEGED & ~allowed) {
      world.violations.push(`privileged intents ${intents & PRIVILEGED & ~allowed}`);
      socket.close(4014, 'Disallowed intent(s).');
      return;
    }
    const session: Session = { id: world.newId(), sent: [], seq: 0, socket, shard };
    // Where nobody is connected any more, a new session takes the place of the old one.
    for (const old of sessions.values()) if (old.socket === undefined && old.shard[0] === shard[0]) sessions.delete(old.id);
    sessions.set(session.id, session);
    const guilds = world.guilds.filter(({ id }) => isOn(shard, id));
    tell(session, 'READY', {
      v: 10,
      user: { id: world.bot.id, username: 'agora', discriminator: '0', global_name: null, avatar: null, bot: true },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      shard,
      session_id: session.id,
      resume_gateway_url: url(),
      application: { id: world.bot.application, flags: 0 },
    });
    for (const guild of guilds) tell(session, 'GUILD_CREATE', guildPayload(guild));
    world.changed();
  }

  function resume(socket: WebSocket, { session_id, seq }: z.output<typeof Resume>): void {
    const session = sessions.get(session_id);
    if (session === undefined) {
      send(socket, { op: 9, d: false });
      return;
    }
    resumes++;
    session.socket = socket;
    for (const { s, frame } of session.sent) if (s > seq) socket.send(frame);
    tell(session, 'RESUMED', {});
    world.changed();
  }

  function dispatch(event: string, data: Json): void {
    if (sessions.size === 0) throw new Error(`${event}: nobody is connected`);
    const guild = typeof data.guild_id === 'string' ? data.guild_id : undefined;
    for (const session of sessions.values()) if (isOn(session.shard, guild)) tell(session, event, data);
  }

  function tell(session: Session, event: string, data: Json): void {
    session.seq++;
    const frame = JSON.stringify({ op: 0, t: event, s: session.seq, d: data });
    session.sent.push({ s: session.seq, frame });
    session.socket?.send(frame);
  }

  const url = () => `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (socket: WebSocket, frame: Json) => socket.send(JSON.stringify(frame));
  const away = (): readonly WebSocket[] =>
    [...sessions.values()].flatMap((session) => {
      const { socket } = session;
      session.socket = undefined;
      return socket ?? [];
    });

  return {
    identifies,
    get resumes() {
      return resumes;
    },
    connected: () => [...sessions.values()].some(({ socket }) => socket !== undefined),
    readsContent: () => ((identifies.at(-1)?.intents ?? 0) & MESSAGE_CONTENT) !== 0,
    dispatch,
    reconnect() {
      for (const socket of away()) send(socket, { op: 7, d: null });
    },
    invalidate(resumable) {
      const open = away();
      if (!resumable) sessions.clear();
      for (const socket of open) send(socket, { op: 9, d: resumable });
    },
    cut: () => away().forEach((socket) => void socket.terminate()),
    freeze() {
      frozen = true;
      away();
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };

  function guildPayload(guild: World['guilds'][number]): Json {
    const channels = [...world.channels.values()].filter((channel) => channel.guild === guild.id);
    return {
      id: guild.id,
      name: guild.name,
      preferred_locale: guild.locale,
      owner_id: '100000000000000009',
      joined_at: '2026-01-01T00:00:00.000000+00:00',
      member_count: 3,
      large: false,
      unavailable: false,
      features: [],
      channels: channels.map(({ id, name }) => ({ id, name, type: 0, position: 0, permission_overwrites: [] })),
      ...Object.fromEntries(EMPTY.map((key) => [key, []])),
    };
  }
}

const EMPTY = [
  'roles',
  'emojis',
  'stickers',
  'members',
  'presences',
  'voice_states',
  'threads',
  'guild_scheduled_events',
  'stage_instances',
];
