/** From the configuration to what `createAgora` is asked for. Each SDK is loaded only where its platform is configured. */
import { join } from 'node:path';
import type { AgoraOptions, PlatformPlan, WebPlan } from './agora.ts';
import { type Clock, type ForwardClock, systemClock } from './clock.ts';
import type { Config, DiscordConfig, SlackConfig } from './config.ts';
import { channels, workspace } from './platforms/playground/channels.ts';
import { aheadIn, fileClock } from './platforms/playground/clock-file.ts';
import { defaultRoles } from './platforms/playground/people.ts';
import { openBackups } from './store/backups.ts';
import { fileErasedList } from './store/erased-list.ts';
import type { StoreSettings } from './store/open.ts';

export function plan(config: Config): Omit<AgoraOptions, 'log'> {
  const movable = playgroundClock(config);
  return {
    clock: movable ?? systemClock,
    store: storeSettings(config),
    erased: fileErasedList(config.erasedList),
    backups: config.backups && openBackups({ store: storeSettings(config), ...config.backups, clock: systemClock }),
    network: config.network,
    doctor: true,
    keys: config.keys,
    embedder: config.embedder,
    mail: config.mail,
    roles: { ...defaultRoles, ...config.roles },
    platforms: [
      ...(config.playground ? [playgroundPlan(config, movable)] : []),
      ...(config.slack ? [slackPlan(config.slack, config.web.host)] : []),
      ...(config.discord ? [discordPlan(config.discord)] : []),
    ],
    web: webPlan(config),
  };
}

/** For the operator's commands too: they work on the same store. */
export const storeSettings = (config: Pick<Config, 'databaseUrl' | 'dataFolder'>): StoreSettings =>
  config.databaseUrl === undefined ? { kind: 'embedded', folder: config.dataFolder } : { kind: 'server', url: config.databaseUrl };

/** Real members live in real time: the playground's clock can be moved only where it is the one platform. */
const playgroundClock = (config: Config): ForwardClock | undefined =>
  config.playground && !config.slack && !config.discord ? fileClock(clockFile(config)) : undefined;

/** The bot's clock, for the operator's commands on the same store. */
export const clockOf = (config: Config): Clock => playgroundClock(config) ?? systemClock;

/** How far the playground had come before its time was taken from it; 0 in the usual case. */
export const aheadBefore = (config: Config): number => (playgroundClock(config) === undefined ? aheadIn(clockFile(config)) : 0);

const clockFile = ({ dataFolder }: Config): string => join(dataFolder, 'playground-clock.json');

const playgroundPlan = ({ dataFolder, web, mail }: Config, movable: ForwardClock | undefined): PlatformPlan => ({
  name: 'playground',
  channels: channels.map(({ id, purpose, locale }) => ({ workspace: workspace.externalId, purpose, channel: id, locale })),
  open: async ({ clock, texts, newId, catchUp }) => {
    const { playground } = await import('./platforms/playground/index.ts');
    const { fileJournal } = await import('./platforms/playground/journal.ts');
    const journal = fileJournal(join(dataFolder, 'playground.jsonl'));
    const time = movable && { clock: movable, catchUp };
    return playground({ journal, clock, time, texts, newId, hosts: [web.host], mail: mail !== undefined });
  },
});

const slackPlan = ({ channels: bound, places, oauth, ...settings }: SlackConfig, host: string): PlatformPlan => ({
  name: 'slack',
  channels: bound,
  places,
  open: async ({ log, installations }) => {
    const { slack } = await import('./platforms/slack/index.ts');
    if (oauth === undefined || installations === undefined) return slack({ ...settings, host, log });
    const { neededScopes } = await import('./platforms/slack/manifest.ts');
    const scopes = neededScopes(places.flatMap(({ kind }) => (kind === 'role' ? [] : [kind])));
    return slack({ ...settings, host, log, oauth: { ...oauth, scopes, installations } });
  },
});

const discordPlan = ({
  channels: bound,
  places,
  token,
  shards,
  membersIntent,
  messageContentIntent,
  apiUrl,
}: DiscordConfig): PlatformPlan => ({
  name: 'discord',
  channels: bound,
  places,
  open: async ({ log }) => {
    const { discord } = await import('./platforms/discord/index.ts');
    return discord({ token, shards, membersIntent, messageContentIntent, log, ...(apiUrl === undefined ? {} : { apiUrl }) });
  },
});

const webPlan = ({ web, playground }: Config): WebPlan => ({
  host: web.host,
  port: web.port,
  orNext: !web.fixed,
  publicUrl: web.publicUrl,
  routes: playground ? [page] : [],
});

const page: WebPlan['routes'][number] = async (app) => {
  const { playgroundPage } = await import('./web/playground/page.ts');
  await playgroundPage(app);
};
