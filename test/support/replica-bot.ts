/** One replica of the whole bot in a process of its own, on a PostgreSQL server and against fakes; test/support/replica.ts starts it. */
import { nanoid } from 'nanoid';
import { createAgora, type PlatformPlan } from '../../src/agora.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { laneOf } from '../../src/delivery/address.ts';
import { sendJob } from '../../src/features/announcement/send-job.ts';
import { createLog } from '../../src/log.ts';
import { ordersSchema, type Post, settingsSchema } from './replica.ts';

const { url, slack, discord, mail, unbounded, reports } = settingsSchema.parse(JSON.parse(process.env.AGORA_REPLICA ?? '{}'));
const log = createLog({ level: 'warn', readable: false }, (line) => process.stdout.write(line));

const platforms: PlatformPlan[] = [];
let listening: () => number | undefined = () => undefined;
if (slack !== undefined) {
  const platform = await import('../../src/platforms/slack/index.ts');
  const over = slack.signingSecret === undefined ? {} : { mode: 'http' as const, host: '127.0.0.1', port: 0 };
  const opened = platform.slack({ ...slack, ...over, log });
  listening = () => opened.listening?.port;
  platforms.push({ name: 'slack', channels: [], open: async () => reporting(opened) });
}
if (discord !== undefined) {
  const platform = await import('../../src/platforms/discord/index.ts');
  const freely = unbounded ? { requestsPerSecond: Number.MAX_SAFE_INTEGER } : {};
  platforms.push({ name: 'discord', channels: [], open: async () => reporting(platform.discord({ ...discord, ...freely, log })) });
}
const none = Number.POSITIVE_INFINITY;
const agora = await createAgora({
  store: { kind: 'server', url },
  network: { locale: 'en' },
  roles: {},
  platforms,
  mail,
  ...(unbounded && { pace: { app: none, workspace: none, channel: none } }),
  log,
});
const trouble = agora.connected.flatMap((one) => one.trouble ?? []);
if (trouble.length > 0) throw new Error(trouble.join('; '));

process.once('disconnect', () => process.exit());
process.on('message', (order) => void announce(ordersSchema.parse(order).announce));
process.once('SIGTERM', () => void agora.stop().then(() => process.exit(0)));
process.send?.({ ready: true, port: listening() });

/** Tells the test of every post. */
function reporting(platform: Platform): Platform {
  if (!reports) return platform;
  return {
    ...platform,
    async post(to, ...what) {
      const from = Date.now();
      try {
        return await platform.post(to, ...what);
      } finally {
        process.send?.({ lane: laneOf(to), from, until: Date.now() } satisfies Post);
      }
    },
  };
}

/** As if somebody had pressed Send: to everybody who asked for news. */
async function announce(title: string): Promise<void> {
  const { store, clock, queue } = agora.parts;
  await store.write({ envelope: nanoid(), clock }, 'announce', async (tx) => {
    const id = nanoid();
    const texts = { en: 'The call is open until 31 May. Sheets can be written alone or together, and handed in until the last minute.' };
    const targets = { purposes: [], workspaces: [], persons: true, themes: [], countries: [] };
    const columns = { id, kind: 'news', state: 'sending', locale: 'en', titles: { en: title }, texts, targets } as const;
    await tx.announcement.create({ data: { ...columns, linkUrl: 'https://agora.example/call', startedAt: clock.now() } });
    await queue.enqueue(tx, sendJob, { id });
  });
}
