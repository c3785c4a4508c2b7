/** What the fake Slack remembers: people, channels, messages, views, triggers, and what has broken its rules. */
import { neededScopes } from '../../../src/platforms/slack/manifest.ts';
import type { MovableClock } from '../clock.ts';
import type { FakeBlock, FakeView } from './rules.ts';

export interface Message {
  readonly ts: string;
  readonly channel: string;
  readonly thread: string | undefined;
  /** Only this person sees it. */
  readonly onlyFor: string | undefined;
  text: string;
  blocks: readonly FakeBlock[] | undefined;
  readonly metadata: { readonly event_type: string; readonly event_payload: Readonly<Record<string, unknown>> } | undefined;
  /** Raised when it is posted or changed: what a reader sees last. */
  seq: number;
  /** An answer to something that somebody just did. */
  readonly isAnswer: boolean;
}

export interface OpenView {
  readonly id: string;
  hash: string;
  view: FakeView;
  errors: Readonly<Record<string, string>>;
  /** What has been put in, by block id. Slack keeps it as long as the block stays. */
  typed: Map<string, Typed>;
  seq: number;
}
export type Typed =
  | { readonly value: string }
  | { readonly chosen: readonly { readonly value: string; readonly text: { readonly type: string; readonly text: string } }[] };

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly zone: string;
  readonly stack: OpenView[];
  home: OpenView | undefined;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly isMember: boolean;
  readonly isArchived: boolean;
  /** The one person of a direct message. */
  readonly user?: string;
}

/** Something a person did, from when it was sent until it was answered. */
export interface Interaction {
  readonly user: string;
  readonly kind: string;
  readonly channel: string | undefined;
  readonly viewId: string | undefined;
  readonly trigger: string;
  readonly responseUrl: string | undefined;
  readonly sentAt: number;
  readonly acked: Promise<unknown>;
  readonly answered: Promise<void>;
  isAcked: boolean;
  isAnswered: boolean;
  /** The person saw "did not respond". */
  timedOut: boolean;
  isPublic: boolean;
  resolveAck(response: unknown): void;
  resolveAnswer(): void;
}

export interface World {
  readonly team: { readonly id: string; readonly name: string };
  readonly bot: { readonly id: string; readonly user: string; readonly name: string };
  readonly clock: MovableClock;
  /** Bodies are taken as they come, and of a message only its text is kept. */
  readonly unchecked: boolean;
  readonly people: Map<string, Person>;
  readonly channels: Map<string, Channel>;
  /** Who is in a channel, beside the bot. */
  readonly members: Map<string, Set<string>>;
  /** What the workspace has granted to the app. */
  readonly scopes: Set<string>;
  /** User groups with their members. */
  readonly groups: Map<string, Set<string>>;
  readonly messages: Message[];
  readonly interactions: Interaction[];
  readonly triggers: Map<string, { readonly at: number; readonly user: string; isUsed: boolean }>;
  readonly responseUrls: Map<
    string,
    { readonly at: number; readonly interaction: Interaction; readonly message: Message | undefined; uses: number }
  >;
  /** Broken rules, for `close` to fail on. */
  readonly violations: string[];
  next(): number;
  newId(prefix: string): string;
}

export function newWorld(clock: MovableClock, unchecked = false): World {
  let seq = 0;
  const next = () => ++seq;
  return {
    team: { id: 'T0001', name: 'The network' },
    bot: { id: 'B0001', user: 'U0BOT', name: 'agora' },
    clock,
    unchecked,
    people: new Map(),
    channels: new Map([['CGENERAL', { id: 'CGENERAL', name: 'general', isMember: true, isArchived: false }]]),
    members: new Map(),
    groups: new Map(),
    scopes: new Set(neededScopes(['group', 'channel'])),
    messages: [],
    interactions: [],
    triggers: new Map(),
    responseUrls: new Map(),
    violations: [],
    next,
    newId: (prefix) => `${prefix}${String(next()).padStart(6, '0')}`,
  };
}

export function personOf(world: World, id: string, about: { readonly name?: string; readonly locale?: string } = {}): Person {
  const known = world.people.get(id);
  if (known !== undefined) return known;
  const person: Person = { id, name: about.name ?? id, locale: about.locale ?? 'en-US', zone: 'Europe/Madrid', stack: [], home: undefined };
  world.people.set(id, person);
  return person;
}

export function directChannel(world: World, user: string): Channel {
  const id = `D${user.slice(1)}`;
  const channel = world.channels.get(id) ?? { id, name: user, isMember: true, isArchived: false, user };
  world.channels.set(id, channel);
  return channel;
}

/** What a person sees, oldest first. */
export const visibleTo = (world: World, user: string): readonly Message[] =>
  world.messages
    .filter(({ channel, onlyFor }) => {
      const owner = world.channels.get(channel)?.user;
      return (onlyFor === undefined || onlyFor === user) && (owner === undefined || owner === user);
    })
    .sort((a, b) => a.seq - b.seq);

/** Marks what was waiting for this as answered. True when something was. */
export function answerTo(world: World, isPublic: boolean, matches: (waiting: Interaction) => boolean): boolean {
  const waiting = world.interactions.filter((one) => !one.isAnswered && matches(one));
  for (const one of waiting) {
    one.isAnswered = true;
    one.isPublic = isPublic;
    one.resolveAnswer();
  }
  return waiting.length > 0;
}

export const seconds = (clock: MovableClock): number => clock.now().getTime() / 1000;
