/** A fake Slack, a fake Discord, a PostgreSQL server, and between them the bot that is tortured. */
import { commandData } from '../../test/support/discord/command-line.ts';
import { type FakeDiscord, openDiscord } from '../../test/support/discord/fake.ts';
import { openPostgres } from '../../test/support/postgres.ts';
import { type FakeSlack, openSlack } from '../../test/support/slack/fake.ts';
import { slashCommand } from '../../test/support/slack/payloads.ts';
import { personOf } from '../../test/support/slack/world.ts';
import type { Row } from '../row.ts';
import { startVictim, type Victim } from './victim.ts';

export interface Scene {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** Of the database. */
  readonly url: string;
  readonly bot: Victim;
}

const real = { now: () => new Date(), move: () => {} };

/** `through`: where the bot reaches the database, instead of its own address. */
export async function onScene(
  play: (scene: Scene) => Promise<Row[]>,
  through = async (url: string): Promise<string> => url,
): Promise<Row[]> {
  const postgres = await openPostgres();
  const slack = await openSlack({ unchecked: true, clock: real });
  const discord = await openDiscord({ unchecked: true });
  const url = await postgres.database();
  const bot = await startVictim({
    url: await through(url),
    slack: { apiUrl: slack.apiUrl, botToken: slack.botToken, appToken: slack.appToken },
    discord: { apiUrl: discord.apiUrl, token: discord.token },
  });
  try {
    return await play({ slack, discord, url, bot });
  } finally {
    await bot.end();
    await discord.close();
    await slack.close();
    await postgres.stop();
  }
}

/** What somebody sent, and when they read the answer. */
export interface Asked {
  readonly answered: Promise<void>;
}

export function asksOnSlack({ world, happen }: FakeSlack, id: string, typed: string): Asked {
  const person = personOf(world, id);
  return happen('slash_commands', slashCommand(world, person, 'CGENERAL', typed), { user: id, kind: 'command', channel: 'CGENERAL' });
}

export function asksOnDiscord(fake: FakeDiscord, id: string, typed: string): Asked {
  const data = commandData(fake.world, fake.guild.id, typed);
  const interaction = fake.interact({ type: 2, person: fake.person(id), channel: fake.channel('general'), data });
  const answered = async (): Promise<void> => {
    while (interaction.seenAt === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  return { answered: answered() };
}
