/** The Discord platform against its fake, with a door that a test has written. */
import type { AnyCommand } from '../../../src/chat/command.ts';
import type { Door, Platform } from '../../../src/chat/platform.ts';
import { nothing } from '../../../src/chat/reply.ts';
import { discord } from '../../../src/platforms/discord/index.ts';
import type { Harness } from '../../platforms/contract.ts';
import { type KeptLog, keptLog } from '../log.ts';
import { spoken } from '../translator.ts';
import { type FakeDiscord, openDiscord } from './fake.ts';
import { type DiscordPlayer, discordPlayer } from './player.ts';
import { seenMessage } from './shown.ts';
import { type WatchedDoor, watch } from './watched.ts';

export interface DiscordHarness extends Harness {
  readonly fake: FakeDiscord;
  readonly kept: KeptLog;
  readonly door: WatchedDoor;
  person(id: string, about?: { readonly name?: string; readonly locale?: string }): DiscordPlayer;
}

const command = (name: string, options: AnyCommand['options'] = {}): AnyCommand => ({
  name,
  answers: 'private',
  options,
  run: async () => nothing,
});
const words = { kind: 'text', required: false, max: 100, complete: async () => [] } as const;
const commands = [
  command('experience search', { query: words, theme: words }),
  command('experience submit'),
  command('help'),
  command('language', {
    choice: { kind: 'choice', required: true, values: ['es', 'fr'] },
    count: { kind: 'integer', required: false, min: 1, max: 9 },
  }),
];

interface Options {
  readonly heartbeatMs?: number;
  /** The Message Content Intent is switched on, there and here. */
  readonly messageContent?: boolean;
}

export async function openDiscordHarness(door: Door, options: Options = {}): Promise<DiscordHarness> {
  const kept = keptLog('debug');
  const fake = await openDiscord(options);
  const general = fake.channel('general');
  const watched = watch(door, fake.world);
  const platform: Platform = discord({
    token: fake.token,
    apiUrl: fake.apiUrl,
    log: kept.log,
    messageContentIntent: options.messageContent === true,
  });
  await platform.publishCommands(commands, [spoken('en')]);
  await platform.start(watched);
  return {
    platform,
    fake,
    kept,
    door: watched,
    person: (id, about) => discordPlayer(fake, () => watched, id, about),
    channel: { kind: 'channel', platform: 'discord', workspace: fake.guild.id, channel: general },
    posted: async () =>
      fake.world.messages
        .filter(({ channel, onlyFor, deleted }) => channel === general && onlyFor === undefined && !deleted)
        .map(({ body }) => seenMessage(body)),
    directTo: (id) => ({ kind: 'direct', platform: 'discord', workspace: fake.guild.id, user: fake.person(id).id }),
    async close() {
      await platform.stop();
      await fake.close();
    },
  };
}
