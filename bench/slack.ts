/** `/help` on Slack: from the envelope's sending to its acknowledgement and to the answer seen, beside a bare Bolt echo; and what a change of connection costs. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { StoreSettings } from '../src/store/open.ts';
import { type FakeSlack, openSlack } from '../test/support/slack/fake.ts';
import { slackId } from '../test/support/slack/harness.ts';
import { slackPlayer } from '../test/support/slack/player.ts';
import type { Interaction } from '../test/support/slack/world.ts';
import { closedLoop, openLoop, rowsOf, type Sample, type Send } from './load.ts';
import type { Row } from './row.ts';

export interface Side {
  readonly fake: FakeSlack;
  close(): Promise<void>;
}

const people = 32;
const rounds = 3;
const perSecond = 50;
const openSeconds = 4;
const inFlight = 32;
const closedCommands = 1500;

export async function benchSlack(): Promise<Row[]> {
  const [bare, ours] = [await openSide('bare'), await openSide('ours')];
  try {
    for (const side of [bare, ours]) await closed(side.fake, 2000);
    const samples = { open: { bare: [] as Sample[], ours: [] as Sample[] }, closed: { bare: [] as Sample[], ours: [] as Sample[] } };
    // By turns, so that whatever else the machine does meets both.
    for (let round = 0; round < rounds; round++) {
      samples.open.bare.push(...(await open(bare.fake)));
      samples.open.ours.push(...(await open(ours.fake)));
      samples.closed.bare.push(...(await closed(bare.fake, closedCommands)));
      samples.closed.ours.push(...(await closed(ours.fake, closedCommands)));
    }
    return [
      ...rowsOf(`Slack \`/help\`, ${perSecond}/s open loop`, 'bare Bolt echo', samples.open),
      ...rowsOf(`Slack \`/help\`, ${inFlight} in flight`, 'bare Bolt echo', samples.closed),
      await changeOfConnection(ours.fake),
    ];
  } finally {
    await bare.close();
    await ours.close();
  }
}

export async function timed(send: () => Interaction): Promise<Sample> {
  const from = performance.now();
  const interaction = send();
  const acked = interaction.acked.then(() => performance.now() - from);
  const answered = interaction.answered.then(() => performance.now() - from);
  return { ack: await acked, answer: await answered };
}

/** One person's `/help`. */
const help =
  (fake: FakeSlack): Send =>
  async (nth) => {
    const sample = await timed(() => player(fake, nth).sends('/help'));
    forget(fake);
    return sample;
  };

const open = (fake: FakeSlack): Promise<Sample[]> => openLoop(help(fake), perSecond, openSeconds);
const closed = (fake: FakeSlack, count: number): Promise<Sample[]> => closedLoop(help(fake), inFlight, count);

/** The fake keeps all that was said, and looks through it at each answer: soon that would be what is measured. */
function forget({ world }: FakeSlack): void {
  world.messages.length = 0;
  world.interactions.splice(0, world.interactions.length, ...world.interactions.filter(({ isAnswered }) => !isAnswered));
}

export const player = (fake: FakeSlack, at: number) => slackPlayer(fake, slackId(`p${at % people}`));

/** 20 commands a second through three routine changes of connection: how many nobody answered. */
async function changeOfConnection(ours: FakeSlack): Promise<Row> {
  const bare = await openSide('bare');
  const lost = { bare: await lostAt(bare.fake), ours: await lostAt(ours) };
  await bare.close();
  return {
    what: 'Slack, 20 commands/s through three changes of connection: lost',
    figure: `${lost.ours} of 120`,
    baseline: `bare Bolt ${lost.bare} of 120`,
    reach: 'none',
    ok: lost.ours === 0,
  };
}

async function lostAt(fake: FakeSlack): Promise<number> {
  const sent: Interaction[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    if (sent.length % 40 === 20) {
      const change = fake.refresh();
      setTimeout(() => change.close(), 200);
    }
    sent.push(player(fake, sent.length).sends('/help'));
    if (sent.length < 120) return;
    clearInterval(timer);
    resolve();
  }, 50);
  await promise;
  // What was not lost on the way is answered; what found no connection, or a closing one, never is.
  const { promise: enough, resolve: given } = Promise.withResolvers<void>();
  setTimeout(given, 1000);
  await Promise.race([Promise.all(sent.map(({ answered }) => answered)), enough]);
  return sent.filter(({ isAnswered }) => !isAnswered).length;
}

/** `store`: what our side works on; an empty one of its own otherwise. */
export async function openSide(side: 'bare' | 'ours', store?: StoreSettings): Promise<Side> {
  const fake = await openSlack({ unchecked: true });
  const child = fork(join(import.meta.dirname, 'slack-bot.ts'), {
    env: {
      ...process.env,
      AGORA_BENCH_SIDE: side,
      AGORA_BENCH_STORE: store === undefined ? '' : JSON.stringify(store),
      AGORA_BENCH_API: fake.apiUrl,
      AGORA_BENCH_BOT: fake.botToken,
      AGORA_BENCH_APP: fake.appToken,
    },
    // What Bolt writes while its connection is changed says nothing here.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await Promise.race([once(child, 'message'), once(child, 'exit').then(() => Promise.reject(new Error(`the ${side} side ended`)))]);
  return {
    fake,
    async close() {
      child.kill('SIGKILL');
      await fake.close();
    },
  };
}
