/** The whole bot on all its platforms in a process of its own, which says what it holds when asked; bench/torture/victim.ts starts it. */
import { Writable } from 'node:stream';
import { createAgora, type PlatformPlan } from '../../src/agora.ts';
import { createLog } from '../../src/log.ts';
import { discord } from '../../src/platforms/discord/index.ts';
import { workspace } from '../../src/platforms/playground/channels.ts';
import { playground } from '../../src/platforms/playground/index.ts';
import { memoryJournal } from '../../src/platforms/playground/journal.ts';
import { slack } from '../../src/platforms/slack/index.ts';
import { type Held, settingsSchema } from './victim.ts';

const settings = settingsSchema.parse(JSON.parse(process.env.AGORA_TORTURE ?? '{}'));
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
const log = createLog({ level: 'warn', readable: false }, (line) => nowhere.write(line));

const uncaught: string[] = [];
process.on('uncaughtException', (error) => uncaught.push(String(error instanceof Error ? error.stack : error)));
process.on('unhandledRejection', (error) => uncaught.push(String(error instanceof Error ? error.stack : error)));

const platforms: readonly PlatformPlan[] = [
  { name: 'slack', channels: [], open: async () => slack({ ...settings.slack, log }) },
  { name: 'discord', channels: [], open: async () => discord({ ...settings.discord, log }) },
  { name: 'playground', channels: [], open: async (parts) => playground({ ...parts, journal: memoryJournal(), hosts: ['127.0.0.1'] }) },
];
const agora = await createAgora({
  store: { kind: 'server', url: settings.url },
  network: { locale: 'en' },
  roles: {},
  platforms,
  web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] },
  log,
});
const trouble = agora.connected.flatMap((one) => one.trouble ?? []);
if (trouble.length > 0) throw new Error(trouble.join('; '));

process.once('disconnect', () => process.exit());
process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ uncaught, heap: process.memoryUsage().heapUsed, resident: process.memoryUsage.rss() } satisfies Held);
});
process.send?.({ web: agora.web?.url ?? '', workspace: workspace.externalId });
