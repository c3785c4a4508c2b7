/** How a workspace installs the bot: Slack's OAuth, by its own SDK, with a state of ours. https://docs.slack.dev/authentication/installing-with-oauth */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { webApi } from '@slack/bolt';
import { ErrorCode, type Installation, InstallProvider, type OrgInstallation, type StateStore } from '@slack/oauth';
import { z } from 'zod';
import type { InstallOutcome, InstallWay } from '../../chat/install-way.ts';
import type { Granted, Installations, Renew, Tokens } from '../../chat/installations.ts';
import { RenewalRefused } from '../../chat/installations.ts';
import { sdkLogger } from './logger.ts';
import { redirectOf } from './manifest.ts';
import { refusal } from './post-error.ts';
import { clientOptions, type TeamSettings } from './teams.ts';

export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Which workspaces may: their ids; undefined: any. */
  readonly teams: readonly string[] | undefined;
  /** Where our web server is reached from outside. */
  readonly publicUrl: string;
  readonly scopes: readonly string[];
  /** Instead of Slack's page; for tests. */
  readonly authorizeUrl?: string | undefined;
}

export function installWay(settings: TeamSettings, oauth: OAuthSettings, installations: Installations): InstallWay {
  const { log } = settings;
  const options = {
    scopes: [...oauth.scopes],
    redirectUri: redirectOf(oauth.publicUrl),
  };
  const sign = (nonce: string): string => createHmac('sha256', oauth.clientSecret).update(`state ${nonce}`).digest('base64url');
  const stateStore: StateStore = {
    async generateStateParam() {
      const nonce = await installations.begin();
      return `${nonce}.${sign(nonce)}`;
    },
    async verifyStateParam(_now, state) {
      const [nonce = '', signature = ''] = state.split('.');
      if (!same(signature, sign(nonce)) || !(await installations.finish(nonce))) throw new BadState();
      return options;
    },
  };
  const provider = new InstallProvider({
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    stateStore,
    // Straight to Slack's own page, which says what is asked for.
    directInstall: true,
    installUrlOptions: options,
    // It writes whole errors, and there is nothing in them that we do not say ourselves.
    logger: { ...sdkLogger(log), error: () => {} },
    clientOptions: { ...clientOptions(settings), retryConfig: { retries: 2, minTimeout: 200 } },
    ...(oauth.authorizeUrl === undefined ? {} : { authorizationUrl: oauth.authorizeUrl }),
    installationStore: {
      storeInstallation: (given) => installations.keep(granted(given)),
      // Read by our own way, which renews by one replica at a time.
      fetchInstallation: () => Promise.reject(new Error('not read by the SDK')),
    },
  });

  async function mayInstall(given: Installation | OrgInstallation): Promise<InstallOutcome | undefined> {
    const team = given.team?.id;
    const listed = team !== undefined && given.bot !== undefined && given.isEnterpriseInstall !== true;
    if (listed && (oauth.teams === undefined || oauth.teams.includes(team))) return undefined;
    log.warn({ workspace: team ?? given.enterprise?.id }, 'a workspace that is not in SLACK_WORKSPACES wanted to install the bot');
    // Nothing is kept of it, at Slack neither.
    await new webApi.WebClient(given.bot?.token, clientOptions(settings)).auth
      .revoke()
      .catch((err: unknown) => log.warn({ err }, 'a token that is of no use could not be given back'));
    return { type: 'unlisted', ...(team === undefined ? {} : { workspace: team }) };
  }

  return {
    begin: (request, response) => provider.handleInstallPath(request, response),
    async finish(request, response) {
      let outcome: InstallOutcome = { type: 'failed' };
      await provider.handleCallback(request, response, {
        async afterInstallation(given) {
          const no = await mayInstall(given);
          if (no !== undefined) outcome = no;
          return no === undefined;
        },
        success(given) {
          outcome = { type: 'installed', workspace: given.team?.name ?? given.team?.id ?? '' };
        },
        failure(error) {
          const type = outcomeOf(error);
          if (type === 'failed') log.error({ err: error }, 'a workspace could not install the bot');
          outcome = { type };
        },
      });
      return outcome;
    },
  };
}

class BadState extends Error {
  readonly code = ErrorCode.InvalidStateError;
}

function outcomeOf(error: { readonly code: string; readonly message: string }): 'declined' | 'expired' | 'failed' {
  if (error.code === ErrorCode.AuthorizationError) return 'declined';
  const spent = [ErrorCode.InvalidStateError, ErrorCode.MissingStateError, ErrorCode.MissingCodeError].some((code) => code === error.code);
  return spent || stale.has(refusal(error) ?? '') ? 'expired' : 'failed';
}
const stale = new Set(['invalid_code', 'code_already_used']);

function granted(given: Installation | OrgInstallation): Granted {
  const { team, bot } = given;
  if (team?.id === undefined || bot === undefined) throw new Error('Slack gave no token for a bot');
  const lasts = bot.expiresAt === undefined ? undefined : Math.floor(bot.expiresAt - Date.now() / 1000);
  const tokens: Tokens = { token: bot.token, refresh: bot.refreshToken, lastsSeconds: lasts };
  return { workspace: team.id, name: team.name ?? team.id, botUser: bot.userId, tokens };
}

const renewedTokens = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });
/** Words after which no other try will help. https://docs.slack.dev/reference/methods/oauth.v2.access#errors */
const forGood = new Set([
  'invalid_refresh_token',
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'account_inactive',
  'invalid_client_id',
  'bad_client_secret',
  'cannot_install_an_org_installed_app',
  'team_access_not_granted',
]);

/** https://docs.slack.dev/authentication/using-token-rotation */
export function renewal(settings: TeamSettings, { clientId, clientSecret }: OAuthSettings): Renew {
  // A refresh token works once: a second try of a call that may have arrived would spend it for nothing.
  const web = new webApi.WebClient(undefined, { ...clientOptions(settings), retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
  return async (refresh) => {
    try {
      const grant = { client_id: clientId, client_secret: clientSecret, grant_type: 'refresh_token' as const, refresh_token: refresh };
      const { access_token, refresh_token, expires_in } = renewedTokens.parse(await web.oauth.v2.access(grant));
      return { token: access_token, refresh: refresh_token, lastsSeconds: expires_in };
    } catch (error) {
      const word = refusal(error);
      if (word !== undefined && forGood.has(word)) throw new RenewalRefused(word);
      throw error;
    }
  };
}

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
