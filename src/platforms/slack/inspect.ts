/** What Slack says of how it lets the bot work: the token and its scopes, the way in, the bound channels and user groups. */
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Expected, Flaw, Inspection } from '../../chat/platform.ts';
import { type HttpAnswer, postJson } from '../../http.ts';
import { neededScopes } from './manifest.ts';
import { refusal } from './post-error.ts';

export interface SlackInspector {
  readonly web: webApi.WebClient;
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  /** For socket mode. */
  readonly appToken: string | undefined;
  /** For requests over HTTP: whether the last one that came was signed with another secret. */
  readonly wronglySigned: () => boolean;
}

type Workspace = Expected['workspaces'][number];

const PATIENCE_MS = 6_000;
/** Without these nothing is heard or said at all. */
const vital = new Set(['commands', 'chat:write']);

export async function inspectSlack(parts: SlackInspector, expected: Expected): Promise<Inspection> {
  const { status, headers, body } = await call(parts, 'auth.test', parts.botToken);
  const said = answer.parse(JSON.parse(body));
  const clockAheadMs = headers.date === undefined ? {} : { clockAheadMs: Date.parse(headers.date) - Date.now() };
  if (!said.ok) {
    const error = said.error ?? `http_${status}`;
    return { flaws: [{ code: 'slack.token', level: 'broken', about: '', args: { error } }], unchecked: [], ...clockAheadMs };
  }
  const granted = scopesIn(headers['x-oauth-scopes']);
  const kinds = expected.places.flatMap(({ kind }) => (kind === 'role' ? [] : [kind]));
  const missing = granted === undefined ? [] : neededScopes(kinds).filter((scope) => !granted.has(scope));
  const blind = missing.some((scope) => scope === 'channels:read' || scope === 'groups:read');
  const channels = await Promise.all(expected.workspaces.flatMap((workspace) => channelFlaws(parts, workspace)));
  return {
    flaws: [
      ...missing.map(scopeFlaw),
      ...(await wayIn(parts)),
      ...channels.flat(),
      ...(missing.includes('usergroups:read') ? [] : await groupFlaws(parts, expected)),
    ],
    unchecked: ['slack.commands', ...(granted === undefined ? ['slack.scopes'] : []), ...(blind ? ['slack.channels'] : [])],
    ...clockAheadMs,
  };
}

const answer = z.object({ ok: z.boolean(), error: z.string().optional() });

/** Without the SDK: what matters stands in the headers. */
const call = ({ apiUrl = 'https://slack.com/api/' }: SlackInspector, method: string, token: string): Promise<HttpAnswer> =>
  postJson(`${apiUrl}${method}`, '{}', {
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
    patienceMs: PATIENCE_MS,
  });

/** Undefined where Slack says nothing of scopes. https://docs.slack.dev/authentication/installing-with-oauth */
function scopesIn(header: string | readonly string[] | undefined): ReadonlySet<string> | undefined {
  if (header === undefined) return undefined;
  const scopes = [header].flat().flatMap((line) => line.split(','));
  return new Set(scopes.map((scope) => scope.trim()));
}

const scopeFlaw = (scope: string): Flaw => ({
  code: 'slack.scope',
  level: vital.has(scope) ? 'broken' : 'limited',
  about: scope,
  detail: scope.replaceAll(/[:.]/g, '_'),
  args: { scope },
});

/** How what people do reaches the bot: each connection begins with this call. */
async function wayIn(parts: SlackInspector): Promise<readonly Flaw[]> {
  if (parts.appToken === undefined) {
    return parts.wronglySigned() ? [{ code: 'slack.signature', level: 'broken', about: '', args: {} }] : [];
  }
  const { body } = await call(parts, 'apps.connections.open', parts.appToken);
  const { ok, error = '' } = answer.parse(JSON.parse(body));
  return ok ? [] : [{ code: 'slack.socket', level: 'broken', about: '', args: { error } }];
}

const found = z.object({ name: z.string().optional(), is_archived: z.boolean().optional(), is_member: z.boolean().optional() });

function channelFlaws({ web }: SlackInspector, { externalId: workspace, channels }: Workspace): Promise<readonly Flaw[]>[] {
  return channels.map(async ({ externalId: channel, purpose }): Promise<readonly Flaw[]> => {
    const flaw = (code: string, word: string, name = channel): readonly Flaw[] => [
      { code, level: 'broken', about: `${channel}/${purpose}`, args: { channel: name, purpose }, refuses: { workspace, channel, word } },
    ];
    try {
      const { name, is_archived, is_member } = found.parse((await web.conversations.info({ channel })).channel);
      if (is_archived === true) return flaw('channel.archived', 'is_archived', name);
      return is_member === false ? flaw('slack.channelOut', 'not_in_channel', name) : [];
    } catch (error) {
      const word = refusal(error);
      if (word === 'channel_not_found') return flaw('channel.gone', word);
      if (word === 'missing_scope') return [];
      throw error;
    }
  });
}

/** User groups that follow a membership. */
async function groupFlaws({ web }: SlackInspector, { places }: Expected): Promise<readonly Flaw[]> {
  const groups = places.filter(({ kind }) => kind === 'group');
  if (groups.length === 0) return [];
  const { usergroups = [] } = await web.usergroups.list({ include_disabled: false });
  const there = new Set(usergroups.map(({ id }) => id));
  return groups
    .filter(({ id }) => !there.has(id))
    .map(({ id, category }) => ({ code: 'place.gone', level: 'limited', about: id, args: { place: id, category } }));
}
