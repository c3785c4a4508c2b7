/** The playground with its page on a loopback port, and a bot behind it. */
import { join } from 'node:path';
import type { AnyCommand } from '../../../src/chat/command.ts';
import type { Door } from '../../../src/chat/platform.ts';
import { forwardClock, systemClock } from '../../../src/clock.ts';
import { loadCatalogue } from '../../../src/i18n/catalogue.ts';
import { createLog } from '../../../src/log.ts';
import { type Playground, playground } from '../../../src/platforms/playground/index.ts';
import { type Journal, memoryJournal } from '../../../src/platforms/playground/journal.ts';
import { playgroundPage } from '../../../src/web/playground/page.ts';
import { openWeb } from '../../../src/web/server.ts';
import { commands } from './bot.ts';

export interface OpenPlayground {
  readonly chat: Playground;
  readonly url: string;
  readonly port: number;
  /** How much time was let pass at each step, in milliseconds. */
  readonly passed: readonly number[];
  close(): Promise<void>;
}

/** The texts of the small bot's commands need not be in the catalogue: it is not what is tested. */
const catalogue = loadCatalogue(join(import.meta.dirname, '../../../locales'), { missing: () => undefined });
export const texts = catalogue.locales.map((locale) => catalogue.translator(locale));

export async function openPlayground(
  door: Door,
  options: {
    readonly journal?: Journal;
    readonly port?: number;
    readonly commands?: readonly AnyCommand[];
    readonly realTime?: boolean;
  } = {},
): Promise<OpenPlayground> {
  const log = createLog({ level: 'silent', readable: false }, () => undefined);
  const passed: number[] = [];
  const movable = forwardClock(0, () => undefined);
  const time = { clock: movable, catchUp: async (ms: number) => void passed.push(ms) };
  const chat = playground({
    journal: options.journal ?? memoryJournal(),
    texts,
    ...(options.realTime === true ? { clock: systemClock } : { clock: movable, time }),
  });
  await chat.start(door);
  await chat.publishCommands(options.commands ?? commands, texts);
  const web = await openWeb({ host: '127.0.0.1', port: options.port ?? 0, playground: true, log }, [playgroundPage, chat.routes]);
  return {
    chat,
    url: web.url,
    port: web.port,
    passed,
    async close() {
      await chat.stop();
      await web.close();
    },
  };
}
