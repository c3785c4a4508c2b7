/** The Slack platform against its fake, with a door that a test has written. */
import type { Door } from '../../../src/chat/platform.ts';
import { type SlackPlatform, type SlackSettings, slack } from '../../../src/platforms/slack/index.ts';
import type { Harness } from '../../platforms/contract.ts';
import { type KeptLog, keptLog } from '../log.ts';
import { type FakeOptions, type FakeSlack, openSlack } from './fake.ts';
import { type SlackPlayer, slackPlayer } from './player.ts';
import { seenMessage } from './shown.ts';
import { personOf } from './world.ts';

export interface SlackHarness extends Harness {
  readonly platform: SlackPlatform;
  readonly fake: FakeSlack;
  readonly kept: KeptLog;
  person(id: string, about?: { readonly name?: string; readonly locale?: string }): SlackPlayer;
}

export const slackId = (id: string): string => `U${id.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`;

export async function openSlackHarness(
  door: Door,
  settings: Partial<SlackSettings> = {},
  options: FakeOptions = {},
): Promise<SlackHarness> {
  const kept = keptLog('debug');
  let platform: SlackPlatform;
  const secret = 'shh';
  const fake = await openSlack({
    ...options,
    ...(settings.mode === 'http'
      ? { http: { url: () => `http://127.0.0.1:${platform.listening?.port}/slack/events`, signingSecret: secret } }
      : {}),
  });
  platform = slack({
    botToken: fake.botToken,
    appToken: fake.appToken,
    apiUrl: fake.apiUrl,
    log: kept.log,
    signingSecret: secret,
    host: '127.0.0.1',
    port: 0,
    ...settings,
  });
  await platform.start(door);
  const { world } = fake;
  return {
    platform,
    fake,
    kept,
    person: (id, about = {}) => slackPlayer(fake, slackId(id), { name: id, ...about }),
    channel: { kind: 'channel', platform: 'slack', workspace: world.team.id, channel: 'CGENERAL' },
    posted: async () =>
      world.messages
        .filter(({ channel, onlyFor }) => channel === 'CGENERAL' && onlyFor === undefined)
        .map(({ text, blocks }) => seenMessage(text, blocks)),
    directTo(id) {
      personOf(world, slackId(id), { name: id });
      return { kind: 'direct', platform: 'slack', workspace: world.team.id, user: slackId(id) };
    },
    async close() {
      await platform.stop();
      await fake.close();
    },
  };
}
