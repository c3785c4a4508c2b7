/** One bot on the fake Slack and the fake Discord at once, for stories of people who use both. */
import { discord } from '../../../src/platforms/discord/index.ts';
import { slack } from '../../../src/platforms/slack/index.ts';
import { openDiscord } from '../discord/fake.ts';
import { discordPlayer } from '../discord/player.ts';
import { type WatchedDoor, watch } from '../discord/watched.ts';
import { type House, openHouse } from '../house.ts';
import { openSlack } from '../slack/fake.ts';
import { slackId } from '../slack/harness.ts';
import { slackPlayer } from '../slack/player.ts';
import type { Player } from '../stage.ts';

export interface Pair {
  readonly house: House;
  onSlack(id: string, locale?: string): Player;
  onDiscord(id: string, locale?: string): Player;
  close(): Promise<void>;
}

export async function openPair(): Promise<Pair> {
  const slackFake = await openSlack();
  const discordFake = await openDiscord();
  let watched: WatchedDoor | undefined;
  const door = () => {
    if (!watched) throw new Error('Discord is not connected');
    return watched;
  };
  const house = await openHouse({
    clock: slackFake.world.clock,
    platforms: [
      {
        name: 'slack',
        channels: [],
        open: async ({ log }) => slack({ botToken: slackFake.botToken, appToken: slackFake.appToken, apiUrl: slackFake.apiUrl, log }),
      },
      {
        name: 'discord',
        channels: [],
        open: async ({ log }) => {
          const platform = discord({ token: discordFake.token, apiUrl: discordFake.apiUrl, log });
          return {
            ...platform,
            start(given) {
              watched = watch(given, discordFake.world);
              return platform.start(watched);
            },
          };
        },
      },
    ],
  });
  return {
    house,
    onSlack: (id, locale = 'en-US') => slackPlayer(slackFake, slackId(id), { name: id, locale }),
    onDiscord: (id, locale = 'en-US') => discordPlayer(discordFake, door, id, { name: id, locale }),
    async close() {
      await house.stop();
      await slackFake.close();
      await discordFake.close();
    },
  };
}
