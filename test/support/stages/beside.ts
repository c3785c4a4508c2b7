/** A second platform beside a stage's own, for people who have an account on both. */
import { discord } from '../../../src/platforms/discord/index.ts';
import { slack } from '../../../src/platforms/slack/index.ts';
import type { MovableClock } from '../clock.ts';
import { openDiscord } from '../discord/fake.ts';
import { discordPlayer } from '../discord/player.ts';
import { type WatchedDoor, watch } from '../discord/watched.ts';
import type { HouseOptions } from '../house.ts';
import { openSlack } from '../slack/fake.ts';
import { slackId } from '../slack/harness.ts';
import { slackPlayer } from '../slack/player.ts';
import type { Player } from '../stage.ts';

export interface Beside {
  readonly platform: NonNullable<HouseOptions['platforms']>[number];
  readonly clock: MovableClock | undefined;
  person(id: string, about?: { readonly name?: string; readonly locale?: string }): Player;
  close(): Promise<void>;
}

export async function slackBeside(clock?: MovableClock): Promise<Beside & { readonly clock: MovableClock }> {
  const fake = await openSlack(clock && { clock });
  return {
    clock: fake.world.clock,
    platform: {
      name: 'slack',
      channels: [],
      open: async ({ log }) => slack({ botToken: fake.botToken, appToken: fake.appToken, apiUrl: fake.apiUrl, log }),
    },
    person: (id, about = {}) => slackPlayer(fake, slackId(id), { name: about.name ?? id, locale: about.locale ?? 'en-US' }),
    close: () => fake.close(),
  };
}

export async function discordBeside(clock?: MovableClock): Promise<Beside> {
  const fake = await openDiscord(clock && { time: () => clock.now().getTime() });
  let watched: WatchedDoor | undefined;
  const door = () => {
    if (!watched) throw new Error('Discord is not connected');
    return watched;
  };
  return {
    clock,
    platform: {
      name: 'discord',
      channels: [],
      open: async ({ log }) => {
        const platform = discord({ token: fake.token, apiUrl: fake.apiUrl, log });
        return {
          ...platform,
          start(given) {
            watched = watch(given, fake.world);
            return platform.start(watched);
          },
        };
      },
    },
    person: (id, about = {}) => discordPlayer(fake, door, id, { name: about.name ?? id, locale: about.locale ?? 'en-US' }),
    close: () => fake.close(),
  };
}
