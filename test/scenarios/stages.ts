/** One story on all three platforms: each test is told on a fresh stage of each. */
import { describe, test } from 'vitest';
import type { PlaceBinding, PlatformName } from '../../src/chat/platform.ts';
import type { Translate } from '../../src/chat/translate.ts';
import type { Role } from '../../src/features/person/roles.ts';
import { type MovableClock, movableClock } from '../support/clock.ts';
import type { House, HouseOptions } from '../support/house.ts';
import { type Arrived, openPostOffice, type PostOffice } from '../support/smtp.ts';
import type { Player, Stage } from '../support/stage.ts';
import { type Beside, discordBeside, slackBeside } from '../support/stages/beside.ts';
import { openDiscordStage } from '../support/stages/discord.ts';
import { openPlaygroundStage } from '../support/stages/playground.ts';
import { openSlackStage } from '../support/stages/slack.ts';

interface Rules {
  readonly network?: NonNullable<HouseOptions['network']>;
  /** Where the platform tells of newcomers only when it is switched on: it is. */
  readonly members?: boolean;
  /** Where the platform gives the words of what is said among people only when it is switched on: it is. */
  readonly messageContent?: boolean;
  /** A mail server, and the pages that mails and cards lead to. */
  readonly mail?: boolean;
  /** What follows a membership, where the platform has such a thing. */
  readonly places?: Readonly<Partial<Record<PlatformName, readonly PlaceBinding[]>>>;
  /** A second platform on which people have another account. */
  readonly beside?: boolean;
}
interface Options extends Pick<Rules, 'network' | 'members' | 'messageContent'>, Pick<HouseOptions, 'mail' | 'web'> {
  readonly clock: MovableClock;
  readonly roles: Readonly<Record<string, Role>>;
  readonly places?: readonly PlaceBinding[];
  readonly beside?: NonNullable<HouseOptions['platforms']>;
}
type Open = (options: Options) => Promise<Stage & { readonly house: House }>;

const stages: Readonly<Record<PlatformName, Open>> = { playground: openPlaygroundStage, slack: openSlackStage, discord: openDiscordStage };
const others: Readonly<Record<PlatformName, (clock: MovableClock) => Promise<Beside>>> = {
  playground: slackBeside,
  slack: discordBeside,
  discord: slackBeside,
};

export interface Story extends Stage {
  readonly house: House;
  readonly clock: MovableClock;
  /** The texts of a language, for the labels of what is pressed. */
  says(locale: string): Translate;
  /** Every mail that arrived, oldest first. */
  readonly mails: readonly Arrived[];
  /** Somebody's account on the second platform. */
  elsewhere(id: string, about?: { readonly name?: string; readonly locale?: string }): Player;
}

/** Everybody who is not given a role is a member. */
export function scenario(
  name: string,
  roles: Readonly<Record<string, Role>>,
  tell: (story: Story) => Promise<void>,
  rules: Rules = {},
): void {
  describe(name, () => {
    test.each(Object.entries(stages))('on %s', { timeout: 120_000 }, async (platform, open) => {
      const clock = movableClock();
      const { mail, places, beside, ...plain } = rules;
      const office = mail === true ? await openPostOffice() : undefined;
      const other = beside === true ? await others[platformOf(platform)](clock) : undefined;
      const bound = places?.[platformOf(platform)];
      const stage = await open({
        ...plain,
        ...(office && mailing(office)),
        ...(bound && { places: bound }),
        ...(other && { beside: [other.platform] }),
        clock,
        roles,
      });
      try {
        await tell({
          ...stage,
          clock,
          says: (locale) => stage.house.parts.translator(locale),
          mails: office?.mails ?? [],
          elsewhere(id, about) {
            if (!other) throw new Error('this story has no second platform');
            return other.person(id, about);
          },
        });
      } finally {
        await stage.close();
        await other?.close();
        await office?.close();
      }
    });
  });
}

const platformOf = (name: string): PlatformName => (name === 'slack' || name === 'discord' ? name : 'playground');

const mailing = (office: PostOffice): Pick<HouseOptions, 'mail' | 'web'> => ({
  mail: { smtpUrl: office.url, from: 'Agora <agora@network.example>', perMinute: 6000 },
  web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] },
});

/** Presses a button that asks once more; where the platform asks with a message of its own, answers that too. */
export async function confirms(player: Player, label: string, { yes, no }: { readonly yes: string; readonly no: string }): Promise<void> {
  await player.presses(label);
  if ((await player.sees()).buttons.includes(no)) await player.presses(yes);
}

/** Slack shows what came of a form in the form's own window, which people then close. */
export async function closesWindow(story: Story, player: Player): Promise<void> {
  if (story.platform === 'slack') await player.leaves();
}
