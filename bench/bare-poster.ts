/** The other side of bench/delivery.ts: a platform's own SDK in a loop, in a process of its own, with the payload that the bot sends. */
import { webApi } from '@slack/bolt';
import { REST, Routes } from 'discord.js';
import { z } from 'zod';

const orderSchema = z.discriminatedUnion('platform', [
  z.object({ platform: z.literal('slack'), apiUrl: z.string(), token: z.string() }),
  z.object({ platform: z.literal('discord'), apiUrl: z.string(), token: z.string() }),
]);
const settings = orderSchema.parse(JSON.parse(process.env.AGORA_BENCH_BARE ?? '{}'));
const runSchema = z.object({ users: z.array(z.string()), body: z.record(z.string(), z.unknown()), atOnce: z.number() });

type Post = (user: string, body: Readonly<Record<string, unknown>>) => Promise<unknown>;
const post = settings.platform === 'slack' ? slackPost() : discordPost();

process.once('disconnect', () => process.exit());
process.on('message', async (message) => {
  const { users, body, atOnce } = runSchema.parse(message);
  const left = users.values();
  const one = async (): Promise<void> => {
    for (const user of left) await post(user, body);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  process.send?.('done');
});
process.send?.('ready');

function slackPost(): Post {
  const web = new webApi.WebClient(settings.token, { slackApiUrl: settings.apiUrl, retryConfig: { retries: 0 } });
  return (user, { text, blocks, event }) =>
    web.apiCall('chat.postMessage', {
      channel: user,
      text,
      blocks,
      metadata: { event_type: event, event_payload: { key: `bare:${user}` } },
      unfurl_links: false,
      unfurl_media: false,
    });
}

function discordPost(): Post {
  const rest = new REST({ version: '10', api: settings.apiUrl, globalRequestsPerSecond: Number.MAX_SAFE_INTEGER }).setToken(settings.token);
  const opened = z.object({ id: z.string() });
  return async (user, body) => {
    const { id } = opened.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: user } }));
    return rest.post(Routes.channelMessages(id), { body: { ...body, nonce: user, enforce_nonce: true } });
  };
}
