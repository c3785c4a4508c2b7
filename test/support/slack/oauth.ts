/** How workspaces grant tokens on the fake Slack: a code for each press of Allow, tokens that end and are renewed once, and their taking back. */
import type { MovableClock } from '../clock.ts';
import type { Answer, Args } from './methods.ts';

export interface Grantor {
  readonly id: string;
  readonly name: string;
}

interface Held {
  readonly team: Grantor;
  readonly bot: { readonly id: string; readonly user: string; readonly name: string };
  revoke(): Answer;
}

export interface FakeOAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Somebody presses Allow on Slack's page: where Slack sends their browser. */
  allow(authorizeUrl: string, team: Grantor): string;
  /** Somebody presses Cancel there. */
  cancel(authorizeUrl: string): string;
  /** Whose token it is, or the word with which it is refused. */
  holder(token: string, method: string): Held | string;
  access(args: Args): Answer;
  /** Somebody removes the app: none of its tokens works from now on. */
  uninstall(team: string): void;
  /** Which workspace each call was made for. */
  readonly calls: { readonly method: string; readonly team: string }[];
  /** How often tokens were renewed. */
  readonly renewals: string[];
}

/** https://docs.slack.dev/authentication/using-token-rotation */
const LASTS_SECONDS = 43_200;

interface Token {
  readonly team: Grantor;
  readonly endsAt: number;
  state: 'good' | 'revoked' | 'uninstalled';
}

export function fakeOAuth(clock: MovableClock, { rotation = true } = {}): FakeOAuth {
  const [clientId, clientSecret] = ['1234.5678', 'client-secret'];
  const codes = new Map<string, { readonly team: Grantor; readonly redirect: string; used: boolean }>();
  const tokens = new Map<string, Token>();
  const refreshes = new Map<string, { readonly team: Grantor; used: boolean }>();
  const calls: { method: string; team: string }[] = [];
  const renewals: string[] = [];
  let issued = 0;
  const refuse = (error: string): Answer => ({ ok: false, error });
  const redirectOf = (authorizeUrl: string, answer: Readonly<Record<string, string>>): string => {
    const asked = new URL(authorizeUrl).searchParams;
    if (asked.get('client_id') !== clientId) throw new Error('Slack says: invalid client_id');
    if ((asked.get('scope') ?? '') === '') throw new Error('Slack says: no scopes requested');
    const back = new URL(asked.get('redirect_uri') ?? '');
    for (const [name, value] of Object.entries({ ...answer, state: asked.get('state') ?? '' })) back.searchParams.set(name, value);
    return back.toString();
  };

  function issue(team: Grantor): Answer {
    const nth = ++issued;
    const token = rotation ? `xoxe.xoxb-${team.id}-${nth}` : `xoxb-${team.id}-${nth}`;
    const endsAt = rotation ? clock.now().getTime() + LASTS_SECONDS * 1000 : Number.POSITIVE_INFINITY;
    tokens.set(token, { team, endsAt, state: 'good' });
    const common = {
      ok: true,
      app_id: 'A0001',
      token_type: 'bot',
      access_token: token,
      scope: 'commands,chat:write',
      bot_user_id: `UBOT${team.id}`,
    };
    const said = { ...common, team, enterprise: null, is_enterprise_install: false, authed_user: { id: 'UADMIN' } } as const;
    if (!rotation) return said;
    const refresh = `xoxe-${team.id}-${nth}`;
    refreshes.set(refresh, { team, used: false });
    return { ...said, refresh_token: refresh, expires_in: LASTS_SECONDS };
  }

  return {
    clientId,
    clientSecret,
    calls,
    renewals,
    allow(authorizeUrl, team) {
      const code = `code-${team.id}-${++issued}`;
      codes.set(code, { team, redirect: new URL(authorizeUrl).searchParams.get('redirect_uri') ?? '', used: false });
      return redirectOf(authorizeUrl, { code });
    },
    cancel: (authorizeUrl) => redirectOf(authorizeUrl, { error: 'access_denied' }),
    holder(token, method) {
      const found = tokens.get(token);
      if (found === undefined) return 'invalid_auth';
      if (found.state !== 'good') return found.state === 'revoked' ? 'token_revoked' : 'account_inactive';
      if (clock.now().getTime() >= found.endsAt) return 'token_expired';
      calls.push({ method, team: found.team.id });
      return {
        team: found.team,
        bot: { id: `B${found.team.id}`, user: `UBOT${found.team.id}`, name: 'agora' },
        revoke() {
          found.state = 'revoked';
          return { ok: true, revoked: true };
        },
      };
    },
    access(args) {
      if (args.client_id !== clientId) return refuse('invalid_client_id');
      if (args.client_secret !== clientSecret) return refuse('bad_client_secret');
      if (args.grant_type === 'refresh_token') {
        const refresh = refreshes.get(String(args.refresh_token));
        if (refresh === undefined || refresh.used) return refuse('invalid_refresh_token');
        refresh.used = true;
        renewals.push(refresh.team.id);
        return issue(refresh.team);
      }
      const code = codes.get(String(args.code));
      if (code === undefined) return refuse('invalid_code');
      if (code.used) return refuse('code_already_used');
      if (code.redirect !== args.redirect_uri) return refuse('bad_redirect_uri');
      code.used = true;
      return issue(code.team);
    },
    uninstall(team) {
      for (const token of tokens.values()) if (token.team.id === team) token.state = 'uninstalled';
      for (const refresh of refreshes.values()) if (refresh.team.id === team) refresh.used = true;
    },
  };
}
