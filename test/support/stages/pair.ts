/** One bot on the fake Slack and the fake Discord at once, for stories of people who use both. */
import { type House, openHouse } from '../house.ts';
import type { Player } from '../stage.ts';
import { discordBeside, slackBeside } from './beside.ts';

export interface Pair {
  readonly house: House;
  onSlack(id: string, locale?: string): Player;
  onDiscord(id: string, locale?: string): Player;
  close(): Promise<void>;
}

export async function openPair(): Promise<Pair> {
  const slack = await slackBeside();
  const discord = await discordBeside();
  const house = await openHouse({ clock: slack.clock, platforms: [slack.platform, discord.platform] });
  return {
    house,
    onSlack: (id, locale = 'en-US') => slack.person(id, { locale }),
    onDiscord: (id, locale = 'en-US') => discord.person(id, { locale }),
    async close() {
      await house.stop();
      await slack.close();
      await discord.close();
    },
  };
}
