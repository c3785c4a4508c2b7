/** One person sends a thousand commands at once: they hear that it is too fast, and others are answered as before. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from '../row.ts';
import { quantile } from '../stores.ts';
import { type Asked, asksOnDiscord, asksOnSlack, onScene, type Scene } from './scene.ts';

const COMMANDS = 1_000;
const OTHERS = 20;
const BETWEEN_MS = 25;
/** Others wait at most so long while it goes on; three seconds is what the platforms allow. */
const OTHERS_MS = 1_000;
const BUSY = 'Agora is still at what you asked before';

type Ask = (who: string, typed: string) => Asked;

export const tortureFlood = (): Promise<Row[]> =>
  onScene(async ({ slack, discord }: Scene) => [
    await flood(
      'Slack',
      (who, typed) => asksOnSlack(slack, `U${who.toUpperCase()}`, typed),
      () => slack.world.messages,
    ),
    await flood(
      'Discord',
      (who, typed) => asksOnDiscord(discord, who, typed),
      () => discord.world.messages,
    ),
  ]);

async function flood(platform: string, ask: Ask, messages: () => readonly unknown[]): Promise<Row> {
  await Promise.all(['ana', ...others].map((who) => ask(who, '/help').answered));
  const quiet = await waits(ask);
  const already = messages().length;
  const hers = Array.from({ length: COMMANDS }, () => ask('ana', '/experience search budget').answered);
  const meanwhile = await waits(ask);
  await Promise.all(hers);
  const told = messages()
    .slice(already)
    .filter((message) => JSON.stringify(message).includes(BUSY)).length;
  const longest = Math.max(...meanwhile);
  return {
    what: `${platform}: one person sends ${COMMANDS.toLocaleString('en')} commands at once, ${OTHERS} others go on`,
    figure: `all answered, ${told} of them with a word that it is too fast; others p50 ${quantile(meanwhile, 0.5).toFixed(0)} ms, longest ${longest.toFixed(0)} ms`,
    baseline: `others before: p50 ${quantile(quiet, 0.5).toFixed(0)} ms, longest ${Math.max(...quiet).toFixed(0)} ms`,
    reach: `some told, others within ${OTHERS_MS} ms`,
    ok: told > 0 && longest <= OTHERS_MS,
  };
}

const others = Array.from({ length: OTHERS }, (_, n) => `other${n}`);

/** Milliseconds that each of the others waits, one after another. */
async function waits(ask: Ask): Promise<readonly number[]> {
  const all = others.map(async (who, n) => {
    await pause(n * BETWEEN_MS);
    const from = performance.now();
    await ask(who, '/help').answered;
    return performance.now() - from;
  });
  return Promise.all(all);
}
