/** The platforms' words for a refusal, in plain ones: why, and what to do. Pure. */
import type { Translate } from '../chat/translate.ts';

/** Classes of reasons: each has `delivery.why.<class>` and `delivery.advice.<class>`. */
type Why =
  | 'archived'
  | 'missing'
  | 'permission'
  | 'token'
  | 'uninstalled'
  | 'closed'
  | 'left'
  | 'scope'
  | 'notConnected'
  | 'noMail'
  | 'unwanted'
  | 'mailbox'
  | 'tooLarge'
  | 'unknowable'
  | 'busy'
  | 'other';

const words = new Map<string, Why>(
  Object.entries({
    // Slack: https://docs.slack.dev/reference/methods/chat.postMessage#errors
    is_archived: 'archived',
    channel_not_found: 'missing',
    not_in_channel: 'permission',
    restricted_action: 'permission',
    restricted_action_read_only_channel: 'permission',
    user_not_found: 'left',
    user_disabled: 'left',
    user_is_bot: 'left',
    cannot_dm_bot: 'left',
    messages_tab_disabled: 'closed',
    invalid_auth: 'token',
    account_inactive: 'token',
    token_revoked: 'token',
    token_expired: 'token',
    invalid_refresh_token: 'token',
    app_uninstalled: 'uninstalled',
    tokens_revoked: 'uninstalled',
    not_authed: 'token',
    missing_scope: 'scope',
    unknown_workspace: 'notConnected',
    // Discord: topics/opcodes-and-status-codes#json
    '10003': 'missing',
    '10004': 'missing',
    '10013': 'left',
    '50001': 'permission',
    '50013': 'permission',
    '50007': 'closed',
    '50278': 'left',
    '50083': 'archived',
    '0': 'token',
    workspace_not_found: 'notConnected',
    not_connected: 'notConnected',
    mail_not_configured: 'noMail',
    unwanted: 'unwanted',
    msg_too_long: 'tooLarge',
    invalid_blocks: 'tooLarge',
    '50035': 'tooLarge',
    unknowable: 'unknowable',
    ratelimited: 'busy',
    rate_limited: 'busy',
    unreachable: 'busy',
  } satisfies Readonly<Record<string, Why>>),
);

function classOf(code: string): Why {
  // The mail server's answers: RFC 5321, 4.2.1.
  if (code.startsWith('smtp ')) return /^smtp (5|EENVELOPE)/.test(code) ? 'mailbox' : 'busy';
  return words.get(code) ?? (/^(http_5|E[A-Z]+$|UND_|timeout)/.test(code) ? 'busy' : 'other');
}

export const whyOf = (t: Translate, code: string): string => t(`delivery.why.${classOf(code)}`);
export const adviceOn = (t: Translate, code: string): string => t(`delivery.advice.${classOf(code)}`);
