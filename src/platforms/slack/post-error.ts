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

export function postError(error: unknown): PostError {
  if (error instanceof PostError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) return new PostError('ratelimited', false, { retryAfterSeconds: error.retryAfter });
  if (error instanceof webApi.WebAPIPlatformError) return new PostError(error.data.error, !passing.has(error.data.error));
  if (error instanceof webApi.WebAPIHTTPError) return new PostError(`http_${error.statusCode}`, false);
  return new PostError('unreachable', false);
}

/** The word with which Slack refused a call; undefined when it did not get that far. */
export const refusal = (error: unknown): string | undefined => (error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined);
