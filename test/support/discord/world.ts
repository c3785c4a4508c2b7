/** What the fake Discord knows: servers, channels, people, messages, interactions, registered commands. */
import { createHash } from 'node:crypto';
import type { Json } from './contract.ts';
import type { ScheduledEvent } from './scheduled-events.ts';

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
}
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  /** The channel of their direct messages with the bot. */
  readonly direct: string;
}
export interface Channel {
  readonly id: string;
  /** Undefined for direct messages. */
  readonly guild: string | undefined;
  readonly name: string;
}
export interface Message {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  /** Who sees it; undefined: everybody in the channel. */
  readonly onlyFor: string | undefined;
  body: Json;
  readonly nonce: string | undefined;
  /** Whom it answers: an interaction's person, or the writer of the message that it replies to. */
  readonly answers: string | undefined;
  /** The message whose button was pressed. */
  readonly about: string | undefined;
  /** Grows with every change anywhere, so that the newest is known. */
  touched: number;
  deleted: boolean;
}
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly person: string;
  readonly channel: string;
  /** The message that was pressed, or from which a modal was opened. */
  readonly source: Message | undefined;
  readonly at: number;
  /** The type of the first answer. */
  answered: number | undefined;
  /** When, on `performance`'s clock, the first answer came, and when what people read. */
  ackAt: number;
  seenAt: number;
  ephemeral: boolean;
  original: Message | undefined;
  /** "Thinking" that was not answered yet. */
  thinking: boolean;
  edits: number;
  followUps: number;
  removed: boolean;
  modal: Json | undefined;
  choices: readonly Json[] | undefined;
}

export interface World {
  readonly bot: { readonly id: string; readonly application: string; readonly token: string };
  readonly guilds: Guild[];
  /** How many shards Discord recommends. */
  shards: number;
  readonly channels: Map<string, Channel>;
  readonly people: Map<string, Person>;
  readonly messages: Message[];
  /** The newest message with a nonce, by channel and nonce. */
  readonly nonces: Map<string, Message>;
  readonly interactions: Map<string, Interaction>;
  readonly commands: Map<string, Json[]>;
  readonly scheduled: ScheduledEvent[];
  /** Roles that there are, with who has them. */
  readonly roles: Map<string, Set<string>>;
  /** What the bot is allowed: by its own role in every server, and above that in single channels; how high its role and the others stand. */
  readonly rights: {
    role: bigint;
    readonly channels: Map<string, { readonly allow: bigint; readonly deny: bigint }>;
    readonly positions: Map<string, number>;
  };
  /** Of the application: which privileged intents are switched on. */
  flags: number;
  /** `<server>/<person>` for those who are not in a server. */
  readonly outside: Set<string>;
  /** Requests in the order in which they came. */
  readonly requests: { readonly method: string; readonly path: string; readonly body: unknown }[];
  /** What no request may do; a test fails by them at the end. */
  readonly violations: string[];
  now(): number;
  newId(): string;
  touch(): number;
  /** Resolves when the condition holds; looked at again after every change. */
  until(what: string, holds: () => boolean): Promise<void>;
  changed(): void;
}

/** View Channel, Send Messages, Embed Links, Read Message History, Manage Roles, both of threads, Create Events. */
const ENOUGH = [10, 11, 14, 16, 28, 35, 38, 44].reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n);

const EPOCH = 1_420_070_400_000;
const WAIT_MS = 20_000;

export function createWorld(): World & { advance(ms: number): void } {
  let offset = 0;
  let counter = 0n;
  let touched = 0;
  const waiting = new Set<() => void>();
  const now = () => Date.now() + offset;
  const newId = () => {
    counter += 1n;
    return ((BigInt(now() - EPOCH) << 22n) + (counter % 4_000_000n)).toString();
  };
  return {
    bot: { id: '900000000000000001', application: '900000000000000002', token: 'fake.discord.token' },
    guilds: [],
    shards: 1,
    channels: new Map(),
    people: new Map(),
    messages: [],
    nonces: new Map(),
    interactions: new Map(),
    commands: new Map(),
    scheduled: [],
    roles: new Map(),
    rights: { role: ENOUGH, channels: new Map(), positions: new Map() },
    flags: 0,
    outside: new Set(),
    requests: [],
    violations: [],
    now,
    newId,
    touch: () => ++touched,
    advance: (ms) => {
      offset += ms;
    },
    changed: () => {
      for (const look of [...waiting]) look();
    },
    until(what, holds) {
      if (holds()) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const done = (end: () => void) => {
          clearTimeout(timer);
          waiting.delete(look);
          end();
        };
        const look = () => holds() && done(resolve);
        const timer = setTimeout(() => done(() => reject(new Error(`nothing came: ${what}`))), WAIT_MS);
        waiting.add(look);
      });
    },
  };
}

/** The same snowflake for the same name, so that roles can be configured before anybody speaks. */
export function snowflakeOf(name: string): string {
  if (/^\d{17,19}$/.test(name)) return name;
  const hash = createHash('sha256').update(name).digest().readBigUInt64BE();
  return (100_000_000_000_000_000n + (hash % 800_000_000_000_000_000n)).toString();
}
