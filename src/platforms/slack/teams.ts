/** What is needed to act in a Slack workspace: one that a token in the configuration belongs to, or many that installed the bot. */
import { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Access, Installations, Renew } from '../../chat/installations.ts';
import { type PlatformPlaces, PostError, type Sender, type WorkspaceInfo } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { AnswerParts } from './answer.ts';
import { sdkLogger } from './logger.ts';
import { type People, people } from './people.ts';
import { slackPlaces } from './places.ts';
import { type Post, posting } from './post.ts';
import type { Self } from './receive.ts';
import { messageSender } from './send-message.ts';

export interface Team {
  readonly self: Self;
  readonly parts: AnswerParts;
  readonly who: People;
  readonly post: Post;
  readonly places: PlatformPlaces;
}

export interface Teams {
  /** @throws when Slack refuses the token that is configured. */
  start(): Promise<readonly WorkspaceInfo[]>;
  /** Undefined: the bot is not installed there, or not any more. */
  of(team: string): Promise<Team | undefined>;
  /** Its tokens have been taken back, or have changed. */
  forget(team: string): void;
}

export interface TeamSettings {
  readonly log: Log;
  readonly apiUrl?: string | undefined;
}

/** For all workspaces together, so that a thousand of them do not keep a thousand of these. */
interface Remembered {
  readonly conversations: LRUCache<string, string>;
  readonly profiles: LRUCache<string, Sender>;
}

const PROFILES_KEPT_MS = 6 * 60 * 60 * 1000;
const remember = (): Remembered => ({
  conversations: new LRUCache({ max: 20_000 }),
  profiles: new LRUCache({ max: 20_000, ttl: PROFILES_KEPT_MS }),
});

export const clientOptions = ({ log, apiUrl }: TeamSettings) => ({
  logger: sdkLogger(log),
  timeout: 15_000,
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
});

function openTeam(settings: TeamSettings, remembered: Remembered, token: string, self: Self, botName: string): Team {
  const { log, apiUrl } = settings;
  const options = clientOptions(settings);
  // Somebody waits for an answer: a short second try. A delivery is tried again by the queue, which knows what a double would mean.
  const web = new webApi.WebClient(token, { ...options, retryConfig: { retries: 2, minTimeout: 150, factor: 2 } });
  const deliveries = new webApi.WebClient(token, { ...options, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
  const post = posting(deliveries, messageSender(token, apiUrl), self.team, remembered.conversations, log);
  return {
    self,
    post,
    parts: { web, post, log, botName },
    who: people(web, self.team, remembered.profiles, log),
    places: slackPlaces(deliveries),
  };
}

/** The one workspace of a token; what comes from elsewhere, through a shared channel, is answered with it too. */
export function oneTeam(settings: TeamSettings, token: string): Teams {
  let team: Team | undefined;
  return {
    async start() {
      const web = new webApi.WebClient(token, { ...clientOptions(settings), retryConfig: { retries: 2, minTimeout: 150, factor: 2 } });
      const me = await web.auth.test();
      const self = { team: me.team_id ?? '', botUser: me.user_id ?? '' };
      team = openTeam(settings, remember(), token, self, me.user ?? 'bot');
      return [{ externalId: self.team, name: me.team ?? self.team }];
    },
    of: async () => team,
    forget() {},
  };
}

/** So long a replica acts with what it read: a token that another one has renewed is good for hours yet. */
const KEPT_MS = 60_000;
const MOST_TEAMS = 2_000;
/** Title of a view that has no better one. */
const BOT_NAME = 'Agora';

interface Known {
  readonly team: Team;
  readonly token: string;
}

/** Those who installed the bot, as they come and go; each is read when something happens there. */
export function manyTeams(settings: TeamSettings, installations: Installations, renew: Renew): Teams {
  const remembered = remember();
  const known = new LRUCache<string, Known>({ max: MOST_TEAMS, ttl: KEPT_MS, allowStale: true, noDeleteOnStaleGet: true });
  const asked = new Map<string, Promise<Team | undefined>>();

  const madeOf = ({ workspace, token, botUser }: Access): Team => {
    const before = known.get(workspace);
    if (before?.token === token) return before.team;
    return openTeam(settings, remembered, token, { team: workspace, botUser }, BOT_NAME);
  };

  async function read(team: string): Promise<Team | undefined> {
    try {
      const access = await installations.access(team, renew);
      if (access === undefined) {
        known.delete(team);
        return undefined;
      }
      const made = madeOf(access);
      known.set(team, { team: made, token: access.token });
      return made;
    } catch (error) {
      // The store is away for a moment: what was known is probably still true.
      const before = known.get(team);
      settings.log.warn({ err: error, workspace: team }, 'slack tokens could not be read');
      if (before === undefined) throw error;
      return before.team;
    } finally {
      asked.delete(team);
    }
  }

  return {
    start: async () => (await installations.list()).map(({ workspace, name }) => ({ externalId: workspace, name })),
    of(team) {
      if (known.has(team)) {
        const found = known.get(team);
        if (found !== undefined) return Promise.resolve(found.team);
      }
      const running = asked.get(team) ?? read(team);
      asked.set(team, running);
      return running;
    },
    forget: (team) => void known.delete(team),
  };
}

/** @throws PostError where the bot is not installed there. */
export async function teamTo(teams: Teams, team: string): Promise<Team> {
  const found = await teams.of(team);
  if (found === undefined || found.self.team !== team) throw new PostError('unknown_workspace', true, { about: 'workspace' });
  return found;
}
