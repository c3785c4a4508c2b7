/** The two ways to Discord's HTTP: one for answers to interactions, one for everything else; and what its refusals mean. */
import { createHash } from 'node:crypto';
import { DiscordAPIError, HTTPError, type RateLimitData, RateLimitError, REST } from 'discord.js';
import { z } from 'zod';
import { PostError } from '../../chat/platform.ts';
import type { HttpAnswer } from '../../http.ts';

export const VERSION = '10';
/** Longer than this, a post is better tried again by whoever keeps the deliveries. */
const LONGEST_WAIT_MS = 5_000;

/**
 * For interaction endpoints. Discord holds them outside its global limit of 50 requests a second (topics/rate-limits), but
 * the SDK counts edits and follow-ups, which would hold answers back; so they have a client without that limit. It is
 * without a token: an interaction carries its own. Per-route limits that Discord announces are still kept.
 */
export function answersRest(apiUrl: string | undefined): REST {
  return new REST({ version: VERSION, ...(apiUrl === undefined ? {} : { api: apiUrl }), ...noGlobalLimit, ...oneHandlerPerToken });
}

const noGlobalLimit = { globalRequestsPerSecond: Number.MAX_SAFE_INTEGER };
// The SDK keeps a queue for each interaction's token; they are of no use after 15 minutes.
const oneHandlerPerToken = { handlerSweepInterval: 5 * 60_000 };

/** Whoever sends deliveries then pauses all of them; the SDK would let those that it holds back go at once. */
const POSTS: ReadonlySet<string> = new Set(['/channels/:id/messages', '/users/@me/channels']);

/** For everything else, with the SDK's own 50 requests a second unless told otherwise. A long wait is refused rather than slept through. */
export function restOptions(apiUrl: string | undefined, perSecond: number | undefined) {
  return {
    version: VERSION,
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
    ...(perSecond === undefined ? {} : { globalRequestsPerSecond: perSecond }),
    rejectOnRateLimit: ({
      timeToReset,
      retryAfter,
      global,
      route,
    }: Pick<RateLimitData, 'timeToReset' | 'retryAfter' | 'global' | 'route'>) =>
      Math.max(timeToReset, retryAfter) > LONGEST_WAIT_MS || (global && POSTS.has(route)),
  };
}

/** At most 25 characters for one delivery key: with `enforce_nonce` Discord shows one message for several tries. */
export const nonceFor = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 25);

/** Stands on the outermost component and comes back with the message (components/reference: a 32-bit id): by it a message is found again. */
export const markFor = (key: string): number => createHash('sha256').update(key).digest().readUInt32BE() >>> 1 || 1;

const DISCORD_EPOCH_MS = 1_420_070_400_000;
/** Discord's clock is not ours. */
const MARGIN_MS = 60_000;
/** Ids of what came after that instant are larger (reference#snowflakes). */
export const snowflakeBefore = (at: Date): string => (BigInt(at.getTime() - MARGIN_MS - DISCORD_EPOCH_MS) << 22n).toString();

/** Codes after which trying again cannot help (topics/opcodes-and-status-codes#json). */
const PERMANENT = new Set<number>([
  10003, // unknown channel
  10004, // unknown guild
  10008, // unknown message
  10013, // unknown user
  50001, // missing access
  50007, // cannot send messages to this user
  50013, // missing permissions
  50035, // invalid body: the same body will be invalid again
  50083, // thread is archived
  50278, // cannot send a message to a user with no mutual server
]);

/** What is wrong with the message itself: nobody else would get it either. */
const ABOUT_MESSAGE = new Set<number>([10008, 50035]);
/** The server is gone, or has put the bot out. */
const ABOUT_WORKSPACE = new Set<number>([10004]);

const Refused = z.looseObject({ code: z.number(), message: z.string() });

/** A refusal that came without the SDK, as the SDK would throw it. */
export function refusedBy(given: HttpAnswer, url: string, body: object): DiscordAPIError {
  const said = refusalIn(given.body);
  return new DiscordAPIError(said, said.code, given.status, 'POST', url, { files: undefined, body });
}

function refusalIn(body: string): z.output<typeof Refused> {
  try {
    return Refused.parse(JSON.parse(body));
  } catch {
    return { code: 0, message: body };
  }
}

/** A refused post as the sender of deliveries wants to know it. */
export function postError(error: unknown): unknown {
  if (error instanceof PostError) return error;
  if (error instanceof RateLimitError) {
    return new PostError('rate_limited', false, { retryAfterSeconds: Math.max(error.timeToReset, error.retryAfter) / 1000 });
  }
  if (error instanceof DiscordAPIError) {
    const permanent = PERMANENT.has(Number(error.code)) || error.status === 401 || (error.status === 403 && error.code !== 0);
    const code = Number(error.code);
    const about = ABOUT_MESSAGE.has(code) ? 'message' : ABOUT_WORKSPACE.has(code) || error.status === 401 ? 'workspace' : 'place';
    return new PostError(String(error.code), permanent, { about });
  }
  if (error instanceof HTTPError) return new PostError(`http_${error.status}`, false, { uncertain: true });
  // No connection, or none in time; what is left is a bug and stays what it is.
  if (error instanceof Error && ('code' in error || error.name === 'AbortError')) {
    return new PostError('code' in error ? String(error.code) : 'timeout', false, { uncertain: true });
  }
  return error;
}

/** What became of an answer to an interaction. */
export type Refusal = 'expired' | 'answered' | 'other';

const EXPIRED = new Set<number>([
  10062, // unknown interaction: later than 3 seconds
  10015, // unknown webhook: its 15 minutes are over
  50027, // invalid webhook token: the same
]);
const ALREADY_ANSWERED = 40060;

export function refusal(error: unknown): Refusal {
  if (!(error instanceof DiscordAPIError)) return 'other';
  if (EXPIRED.has(Number(error.code))) return 'expired';
  return error.code === ALREADY_ANSWERED ? 'answered' : 'other';
}
