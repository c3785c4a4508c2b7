/** One of the two sides that bench/slack.ts measures, in a process of its own as in life: a bare Bolt echo, or the whole bot. */
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import { slack } from '../src/platforms/slack/index.ts';
import { openHouse } from '../test/support/house.ts';

const settings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('embedded'), folder: z.string() }),
  z.object({ kind: z.literal('server'), url: z.string() }),
]);
const {
  AGORA_BENCH_SIDE,
  AGORA_BENCH_API: apiUrl = '',
  AGORA_BENCH_BOT: botToken = '',
  AGORA_BENCH_APP: appToken = '',
  AGORA_BENCH_STORE: store = '',
} = process.env;

await (AGORA_BENCH_SIDE === 'bare' ? bareBolt() : wholeBot());
process.send?.('ready');

async function bareBolt(): Promise<void> {
  const clientOptions = { slackApiUrl: apiUrl };
  const receiver = new SocketModeReceiver({ appToken, logLevel: LogLevel.ERROR, installerOptions: { clientOptions } });
  const app = new App({ token: botToken, receiver, logLevel: LogLevel.ERROR, clientOptions });
  app.command(/./, async ({ ack, respond }) => {
    await ack();
    await respond({ response_type: 'ephemeral', text: 'Echo' });
  });
  await app.start();
}

async function wholeBot(): Promise<void> {
  await openHouse({
    ...(store === '' ? {} : { store: settings.parse(JSON.parse(store)) }),
    platforms: [{ name: 'slack', channels: [], open: async ({ log }) => slack({ botToken, appToken, apiUrl, log }) }],
  });
}
