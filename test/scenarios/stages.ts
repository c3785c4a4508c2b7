/** One story on all three platforms: each test is told on a fresh stage of each. */
import { describe, test } from 'vitest';
import type { PlatformName } from '../../src/chat/platform.ts';
import type { Translate } from '../../src/chat/translate.ts';
import type { Role } from '../../src/features/person/roles.ts';
import { type MovableClock, movableClock } from '../support/clock.ts';
import type { House, HouseOptions } from '../support/house.ts';
import type { Player, Stage } from '../support/stage.ts';
import { openDiscordStage } from '../support/stages/discord.ts';
import { openPlaygroundStage } from '../support/stages/playground.ts';
import { openSlackStage } from '../support/stages/slack.ts';

interface Rules {
  readonly network?: NonNullable<HouseOptions['network']>;
  /** Where the platform tells of newcomers only when it is switched on: it is. */
  readonly members?: boolean;
  /** Where the platform gives the words of what is said among people only when it is switched on: it is. */
  readonly messageContent?: boolean;
}
interface Options extends Rules {
  readonly clock: MovableClock;
  readonly roles: Readonly<Record<string, Role>>;
}
type Open = (options: Options) => Promise<Stage & { readonly house: House }>;

const stages: Readonly<Record<PlatformName, Open>> = { playground: openPlaygroundStage, slack: openSlackStage, discord: openDiscordStage };

export interface Story extends Stage {
  readonly house: House;
  readonly clock: MovableClock;
  /** The texts of a language, for the labels of what is pressed. */
  says(locale: string): Translate;
}

/** Everybody who is not given a role is a member. */
export function scenario(
  name: string,
  roles: Readonly<Record<string, Role>>,
  tell: (story: Story) => Promise<void>,
  rules: Rules = {},
): void {
  describe(name, () => {
    test.each(Object.entries(stages))('on %s', { timeout: 60_000 }, async (_platform, open) => {
      const clock = movableClock();
      const stage = await open({ ...rules, clock, roles });
      try {
        await tell({ ...stage, clock, says: (locale) => stage.house.parts.translator(locale) });
      } finally {
        await stage.close();
      }
    });
  });
}

/** Presses a button that asks once more; where the platform asks with a message of its own, answers that too. */
export async function confirms(player: Player, label: string, { yes, no }: { readonly yes: string; readonly no: string }): Promise<void> {
  await player.presses(label);
  if ((await player.sees()).buttons.includes(no)) await player.presses(yes);
}

/** Slack shows what came of a form in the form's own window, which people then close. */
export async function closesWindow(story: Story, player: Player): Promise<void> {
  if (story.platform === 'slack') await player.leaves();
}
