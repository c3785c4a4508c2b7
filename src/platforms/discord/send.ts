/** Posts for deliveries: what goes to thousands is mostly these calls, and without the SDK's layers they cost half. */
import { DefaultUserAgent } from 'discord.js';
import { PostError } from '../../chat/platform.ts';
import { postJson } from '../../http.ts';
import { refusedBy, VERSION } from './rest.ts';

/** @throws PostError, or DiscordAPIError when Discord refuses */
export type Send = (route: `/${string}`, body: object) => Promise<unknown>;

const PATIENCE_MS = 15_000;
/** Discord repeats the message in its answer: at most 40 components and 4,000 characters, each as long as six in JSON. */
const LONGEST_ANSWER = 1_000_000;
/** Where Discord does not say how long to wait. */
const A_MOMENT = 1;

/** Neither paced nor tried again here: whoever keeps the deliveries knows what is allowed, and what a double would mean. */
export function sender(token: string, apiUrl: string): Send {
  const headers = { 'user-agent': DefaultUserAgent, authorization: `Bot ${token}` };
  return async (route, body) => {
    const url = `${apiUrl}/v${VERSION}${route}`;
    const given = await postJson(url, JSON.stringify(body), { headers, patienceMs: PATIENCE_MS, keep: LONGEST_ANSWER });
    if (given.ok) return JSON.parse(given.body);
    if (given.status === 429) {
      throw new PostError('rate_limited', false, { retryAfterSeconds: Number(given.headers['retry-after']) || A_MOMENT });
    }
    if (given.status >= 500) throw new PostError(`http_${given.status}`, false, { uncertain: true });
    throw refusedBy(given, url, body);
  };
}
