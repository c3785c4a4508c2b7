/** Slack's refusals sorted: what will never work, and what may work later. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
import { webApi } from '@slack/bolt';
import { PostError } from '../../chat/platform.ts';

/** Trouble of the moment; every other word of Slack's is about the place, the person, the message or a right that is missing. */
const passing = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'accesslimited',
  'message_limit_exceeded',
]);

/** What is wrong with the message itself: nobody else would get it either. */
const aboutMessage = new Set([
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'no_text',
  'invalid_arguments',
  'invalid_metadata_format',
  'metadata_too_large',
  'message_not_found',
]);
/** The app has lost its place in the workspace, or a right. */
const aboutWorkspace = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'no_permission',
  'org_login_required',
  'ekm_access_denied',
  'team_access_not_granted',
]);

export function postError(error: unknown): PostError {
  if (error instanceof PostError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) return new PostError('ratelimited', false, { retryAfterSeconds: error.retryAfter });
  if (error instanceof webApi.WebAPIPlatformError) return refusedWith(error.data.error);
  if (error instanceof webApi.WebAPIHTTPError) return new PostError(`http_${error.statusCode}`, false, { uncertain: true });
  return new PostError('unreachable', false, { uncertain: true });
}

/** Slack's own word for a refusal. */
export function refusedWith(word: string): PostError {
  const about = aboutMessage.has(word) ? 'message' : aboutWorkspace.has(word) ? 'workspace' : 'place';
  return new PostError(word, !passing.has(word), { about });
}

/** The word with which Slack refused a call; undefined when it did not get that far. */
export const refusal = (error: unknown): string | undefined => (error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined);
