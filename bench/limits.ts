/** An announcement under the platforms' own limits, as they are, for a minute: how much of what is allowed is used, and what is refused. */
import { setTimeout as pause } from 'node:timers/promises';
import { limits as discordLimits } from '../src/platforms/discord/limits.ts';
import { slackLimits } from '../src/platforms/slack/limits.ts';
import { gather, type Member } from '../test/support/crowd.ts';
import { startReplica } from '../test/support/replica.ts';
import { type FarEnd, farDiscord, farSlack } from './far-end.ts';
import type { Row } from './row.ts';
import { onServer } from './stores.ts';

/** Discord counts seconds, Slack minutes: what is measured reaches over more than one of these. */
const SECONDS = { slack: 75, discord: 60 };
const REACH = 0.95;

export async function benchLimits(): Promise<Row[]> {
  const slack = meter(slackLimits.pace.workspace, 60);
  const discord = meter(discordLimits.pace.app, 1);
  const far = {
    slack: await farSlack((method) => (method === 'chat.postMessage' ? slack.ask() : undefined)),
    discord: await farDiscord(discord.ask),
  };
  // On Discord each of them takes two requests: their conversation is opened first.
  const members = [
    ...membersOf(far.slack, slack.perSecond * SECONDS.slack),
    ...membersOf(far.discord, (discord.perSecond * SECONDS.discord) / 2),
  ];
  try {
    return await onServer(async (store, url) => {
      const replica = await startReplica({ url, ...far.slack.settings, ...far.discord.settings });
      await gather(store, members);
      // What connecting has cost is over.
      await pause(1000);
      slack.begin();
      discord.begin();
      replica.announce('The call is open');
      const deadline = performance.now() + SECONDS.slack * 2000;
      while (far.slack.count() + far.discord.count() < members.length && performance.now() < deadline) await pause(50);
      await replica.kill();
      return [
        rowOf('Slack, posts in one workspace', slack, far.slack),
        rowOf('Discord, requests of the app (opening conversations counts)', discord, far.discord),
      ];
    });
  } finally {
    await far.slack.close();
    await far.discord.close();
  }
}

const membersOf = ({ platform, workspace, people }: FarEnd, count: number): readonly Member[] =>
  people('reader', count).map((externalId) => ({ platform, workspace, externalId }));

interface Meter {
  readonly perSecond: number;
  readonly window: number;
  /** Seconds to wait where the window has had what is allowed in it. */
  ask(): number | undefined;
  begin(): void;
  /** Taken per second between the first and the last. */
  rate(): number;
  refused(): number;
}

/** Windows one after the other, as platforms count. `window`: seconds. */
function meter(perSecond: number, window: number): Meter {
  let [first, last, taken] = [0, 0, 0];
  let current = { index: 0, count: 0 };
  let refused = 0;
  return {
    perSecond,
    window,
    ask() {
      const now = performance.now();
      const index = Math.floor(now / (window * 1000));
      if (index !== current.index) current = { index, count: 0 };
      if (current.count >= perSecond * window) {
        refused += 1;
        return ((index + 1) * window * 1000 - now) / 1000;
      }
      current.count += 1;
      if (taken === 0) first = now;
      last = now;
      taken += 1;
      return undefined;
    },
    begin() {
      [taken, refused] = [0, 0];
    },
    rate: () => ((taken - 1) * 1000) / (last - first),
    refused: () => refused,
  };
}

function rowOf(what: string, { perSecond, window, rate, refused }: Meter, far: FarEnd): Row {
  const share = rate() / perSecond;
  return {
    what: `announcement under ${what}, PostgreSQL, over a minute`,
    figure: `${rate().toFixed(2)} a second, ${(share * 100).toFixed(1)} % of what is allowed, ${refused()} times 429, ${far.count()} arrived`,
    baseline: `allowed: ${perSecond * window} ${window === 1 ? 'a second' : 'a minute'}`,
    reach: `${REACH * 100} %, no 429 after the first`,
    ok: share >= REACH && refused() <= 1,
  };
}
