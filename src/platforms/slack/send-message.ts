/** chat.postMessage for deliveries: what goes to thousands is mostly this call, and without the SDK's layers it costs half. */
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { PostError } from '../../chat/platform.ts';
import { postJson } from '../../http.ts';
import { refusedWith } from './post-error.ts';

/** @throws PostError */
export type SendMessage = (message: webApi.ChatPostMessageArguments) => Promise<{ readonly channel: string; readonly ts: string }>;

const PATIENCE_MS = 15_000;
/** Slack repeats the message in its answer: at most 50 blocks of 3,000 characters, each as long as six in JSON. */
const LONGEST_ANSWER = 1_000_000;
/** Where Slack does not say how long to wait. */
const A_MOMENT = 1;

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), channel: z.string(), ts: z.string() }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

/** Not tried again here: whoever keeps the deliveries knows what a double would mean. */
export function messageSender(botToken: string, apiUrl = 'https://slack.com/api/'): SendMessage {
  const headers = { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${botToken}` };
  return async (message) => {
    const options = { headers, patienceMs: PATIENCE_MS, keep: LONGEST_ANSWER };
    const { status, ok, headers: told, body } = await postJson(`${apiUrl}chat.postMessage`, JSON.stringify(message), options);
    if (status === 429) throw new PostError('ratelimited', false, { retryAfterSeconds: Number(told['retry-after']) || A_MOMENT });
    if (!ok) throw new PostError(`http_${status}`, false, { uncertain: true });
    const said = answer.parse(JSON.parse(body));
    if (!said.ok) throw refusedWith(said.error);
    return said;
  };
}
