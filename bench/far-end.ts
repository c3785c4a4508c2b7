/** The platforms' far ends for the benchmarks of delivery: a fake that takes everything, and what of it is counted. */
import type { PlatformName } from '../src/chat/platform.ts';
import { openDiscord } from '../test/support/discord/fake.ts';
import type { ReplicaSettings } from '../test/support/replica.ts';
import { openSlack } from '../test/support/slack/fake.ts';
import { directChannel, personOf } from '../test/support/slack/world.ts';

export interface FarEnd {
  readonly platform: PlatformName;
  readonly label: string;
  readonly sdk: string;
  readonly workspace: string;
  readonly settings: Pick<ReplicaSettings, 'slack' | 'discord'>;
  /** So many people who can be written to. */
  people(name: string, count: number): readonly string[];
  /** Messages that have arrived since `forget`. */
  count(): number;
  /** Whose they are, in the order in which they came. */
  readers(): readonly string[];
  forget(): void;
  /** What the newest message said, as the SDK is to send it. */
  lastBody(): object;
  close(): Promise<void>;
}

const real = { now: () => new Date(), move: () => {} };

/** `limit`: seconds to wait, where a limit has been reached. */
export async function farSlack(limit?: (method: string) => number | undefined): Promise<FarEnd> {
  const fake = await openSlack({ unchecked: true, clock: real, ...(limit && { limit }) });
  const { world, apiUrl, botToken, appToken } = fake;
  return {
    platform: 'slack',
    label: 'Slack',
    sdk: '@slack/web-api',
    workspace: world.team.id,
    settings: { slack: { apiUrl, botToken, appToken } },
    people: (name, count) =>
      Array.from({ length: count }, (_, n) => {
        const { id } = personOf(world, `U${name.toUpperCase()}${n}`);
        directChannel(world, id);
        return id;
      }),
    count: () => world.messages.length,
    readers: () => world.messages.map(({ channel }) => world.channels.get(channel)?.user ?? channel),
    forget: () => void world.messages.splice(0),
    lastBody() {
      const last = world.messages.at(-1);
      return { text: last?.text, blocks: last?.blocks, event: last?.metadata?.event_type };
    },
    close: () => fake.close(),
  };
}

export async function farDiscord(limit?: () => number | undefined): Promise<FarEnd> {
  const fake = await openDiscord({ unchecked: true });
  fake.trouble.globalLimit = limit;
  const owners = new Map<string, string>();
  const { world, apiUrl, token, guild } = fake;
  return {
    platform: 'discord',
    label: 'Discord',
    sdk: 'discord.js REST',
    workspace: guild.id,
    settings: { discord: { apiUrl, token } },
    people: (name, count) =>
      Array.from({ length: count }, (_, n) => {
        const { id, direct } = fake.person(`${name} ${n}`);
        owners.set(direct, id);
        return id;
      }),
    count: () => world.messages.length,
    readers: () => world.messages.map(({ channel }) => owners.get(channel) ?? channel),
    forget() {
      world.messages.splice(0);
      world.requests.splice(0);
      world.nonces.clear();
    },
    lastBody() {
      const { nonce: _nonce, enforce_nonce: _enforced, ...body } = { ...world.messages.at(-1)?.body };
      return body;
    },
    close: () => fake.close(),
  };
}
