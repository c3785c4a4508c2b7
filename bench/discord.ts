/** `/help` on Discord: from the interaction's sending to the first response and to the answer seen, beside a bare discord.js echo. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type FakeDiscord, openDiscord } from '../test/support/discord/fake.ts';
import type { Interaction } from '../test/support/discord/world.ts';
import { closedLoop, openLoop, rowsOf, type Sample, type Send } from './load.ts';
import type { Row } from './row.ts';

interface Side {
  readonly fake: FakeDiscord;
  readonly send: Send;
  close(): Promise<void>;
}

const people = 32;
const rounds = 3;
const perSecond = 50;
const openSeconds = 4;
const inFlight = 32;
const closedCommands = 1500;

export async function benchDiscord(): Promise<Row[]> {
  const [bare, ours] = [await openSide('bare'), await openSide('ours')];
  try {
    for (const side of [bare, ours]) await closedLoop(side.send, inFlight, 2000);
    const samples = { open: { bare: [] as Sample[], ours: [] as Sample[] }, closed: { bare: [] as Sample[], ours: [] as Sample[] } };
    // By turns, so that whatever else the machine does meets both.
    for (let round = 0; round < rounds; round++) {
      for (const [name, side] of [
        ['bare', bare],
        ['ours', ours],
      ] as const) {
        samples.open[name].push(...(await openLoop(side.send, perSecond, openSeconds)));
        samples.closed[name].push(...(await closedLoop(side.send, inFlight, closedCommands)));
      }
    }
    return [
      ...rowsOf(`Discord \`/help\`, ${perSecond}/s open loop`, 'bare discord.js echo', samples.open),
      ...rowsOf(`Discord \`/help\`, ${inFlight} in flight`, 'bare discord.js echo', samples.closed),
    ];
  } finally {
    await bare.close();
    await ours.close();
  }
}

async function openSide(side: 'bare' | 'ours'): Promise<Side> {
  const fake = await openDiscord({ unchecked: true });
  const channel = fake.channel('general');
  const child = fork(join(import.meta.dirname, 'discord-bot.ts'), {
    env: { ...process.env, AGORA_BENCH_SIDE: side, AGORA_BENCH_API: fake.apiUrl, AGORA_BENCH_BOT: fake.token },
  });
  await Promise.race([once(child, 'message'), once(child, 'exit').then(() => Promise.reject(new Error(`the ${side} side ended`)))]);
  return {
    fake,
    async send(nth) {
      const person = fake.person(`p${nth % people}`);
      const from = performance.now();
      const sent = fake.interact({ type: 2, person, channel, data: { id: '900000000000000100', type: 1, name: 'help' } });
      await fake.world.until('an answer', () => sent.seenAt > 0);
      forget(fake, sent);
      return { ack: sent.ackAt - from, answer: sent.seenAt - from };
    },
    async close() {
      child.disconnect();
      await once(child, 'exit');
      await fake.close();
    },
  };
}

/** The fake keeps all that was said; holding it would soon be what is measured. */
function forget({ world }: FakeDiscord, { id }: Interaction): void {
  world.messages.length = 0;
  world.requests.length = 0;
  world.interactions.delete(id);
}
