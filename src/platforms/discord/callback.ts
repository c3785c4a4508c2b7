/** The first answer to an interaction, without the SDK's layers: it has three seconds, and no limit that would have to be counted. */
import { setTimeout as pause } from 'node:timers/promises';
import { DefaultUserAgent, InteractionResponseType, type REST, Routes } from 'discord.js';
import { jsonBytes, postJson } from '../../http.ts';
import type { Call } from './receive.ts';
import type { FirstAnswer } from './response.ts';
import { refusedBy, VERSION } from './rest.ts';

/** @throws what the SDK throws: DiscordAPIError when Discord refuses, HTTPError and others when it could not be reached. */
export type Callback = (call: Call, answer: FirstAnswer) => Promise<void>;

const PATIENCE_MS = 5_000;
/** Discord turns away who does not say that it is a bot (reference#user-agent). */
const HEADERS = { 'user-agent': DefaultUserAgent };

/** `rest` goes on with what did not succeed at once and may later: it knows how often, and how long to wait. */
export function callbacks(apiUrl: string, rest: REST): Callback {
  return async (call, answer) => {
    const route = Routes.interactionCallback(call.id, call.token);
    const url = `${apiUrl}/v${VERSION}${route}`;
    const given = await postJson(url, json(answer), { headers: HEADERS, patienceMs: PATIENCE_MS }).catch(() => undefined);
    if (given?.ok) return;
    if (given === undefined || given.status === 429 || given.status >= 500) {
      await pause(1000 * Number(given?.headers['retry-after'] ?? 0));
      await rest.post(route, { auth: false, body: answer });
      return;
    }
    throw refusedBy(given, url, answer);
  };
}

/** What a lasting card is made of is the same object each time; who sees it differs. */
function json(answer: FirstAnswer): string | Buffer {
  if (answer.type !== InteractionResponseType.ChannelMessageWithSource) return JSON.stringify(answer);
  const { components, ...others } = answer.data;
  return jsonBytes(`{"type":${answer.type},"data":${JSON.stringify(others).slice(0, -1)},"components":`, components, '}}');
}
