/** The database is down, slow, cut off: each person has a clear answer meanwhile, nothing acknowledged is lost, and the bot recovers alone. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from '../row.ts';
import { asksOnDiscord, asksOnSlack, onScene, type Scene } from './scene.ts';
import { type CutWire, cutWire } from './wire.ts';

const DOWN_MS = 30_000;
const SLOW_MS = 2_000;
const EVERY_MS = 1_000;
/** Somebody is answered within this while the database is down. */
const WORD_MS = 3_000;
/** With each query two seconds late: a few of them one after the other. */
const SLOW_WORD_MS = 30_000;
const RECOVERY_MS = 10_000;
const CUTS = 20;
const TROUBLE = 'Something went wrong';

export async function tortureDatabase(): Promise<Row[]> {
  let wire: CutWire | undefined;
  try {
    return await onScene(
      async (scene) => {
        if (wire === undefined) throw new Error('there is no wire to the database');
        return [await whileDown(scene, wire), await whileSlow(scene, wire), await whileCut(scene, wire)];
      },
      async (url) => {
        wire = await cutWire(url);
        return wire.url;
      },
    );
  } finally {
    wire?.close();
  }
}

interface Answered {
  readonly ms: number;
  readonly text: string;
}

/** Asks something that needs the database, on the platforms by turns, and reads what is said to them. */
async function asks({ slack, discord }: Scene, nth: number): Promise<Answered> {
  const who = `p${nth % 10}`;
  const from = performance.now();
  const [asked, messages] =
    nth % 2 === 0
      ? [asksOnSlack(slack, `U${who.toUpperCase()}`, '/drafts'), slack.world.messages as readonly unknown[]]
      : [asksOnDiscord(discord, who, '/drafts'), discord.world.messages as readonly unknown[]];
  await asked.answered;
  return { ms: performance.now() - from, text: JSON.stringify(messages.slice(-20)) };
}

async function whileDown(scene: Scene, wire: CutWire): Promise<Row> {
  await Promise.all(Array.from({ length: 20 }, (_, nth) => asks(scene, nth)));
  wire.down();
  const under: Promise<Answered>[] = [];
  for (let at = 0; at < DOWN_MS; at += EVERY_MS) {
    under.push(asks(scene, under.length));
    await pause(EVERY_MS);
  }
  const answers = await within(Promise.all(under), WORD_MS * 2);
  wire.mend();
  const recovered = await recovery(scene);
  const { uncaught } = await scene.bot.held();
  const longest = Math.max(...answers.map(({ ms }) => ms));
  return {
    what: `the database is down for ${DOWN_MS / 1000} s, somebody asks each second`,
    figure: `${answers.length} of ${under.length} were answered, the longest after ${longest.toFixed(0)} ms; right again after ${recovered.toFixed(0)} ms; ${uncaught.length} uncaught errors`,
    baseline: 'the answer says that something went wrong, with a reference',
    reach: `all answered within ${WORD_MS / 1000} s, right again within ${RECOVERY_MS / 1000} s, nothing uncaught`,
    ok: answers.length === under.length && longest <= WORD_MS && recovered <= RECOVERY_MS && uncaught.length === 0,
  };
}

async function whileSlow(scene: Scene, wire: CutWire): Promise<Row> {
  wire.slow(SLOW_MS);
  const answers = await within(Promise.all(Array.from({ length: 10 }, (_, nth) => asks(scene, nth))), SLOW_WORD_MS * 2);
  wire.mend();
  const recovered = await recovery(scene);
  const longest = Math.max(0, ...answers.map(({ ms }) => ms));
  const late = [...scene.slack.world.interactions].filter(({ timedOut, isAcked }) => timedOut || !isAcked).length;
  return {
    what: `each answer of the database comes ${SLOW_MS / 1000} s late, 10 people ask`,
    figure: `${answers.length} were answered, the longest after ${(longest / 1000).toFixed(1)} s; ${late} not acknowledged in time; right again after ${recovered.toFixed(0)} ms`,
    baseline: 'acknowledged at once, answered when it is there',
    reach: `all answered within ${SLOW_WORD_MS / 1000} s, none too late for its platform`,
    ok: answers.length === 10 && longest <= SLOW_WORD_MS && late === 0 && recovered <= RECOVERY_MS,
  };
}

async function whileCut(scene: Scene, wire: CutWire): Promise<Row> {
  let answered = 0;
  for (let cut = 0; cut < CUTS; cut += 1) {
    const under = Promise.all(Array.from({ length: 5 }, (_, nth) => asks(scene, nth)));
    await pause(cut % 7);
    wire.cut();
    answered += (await within(under, WORD_MS * 2)).length;
  }
  const recovered = await recovery(scene);
  const { uncaught } = await scene.bot.held();
  return {
    what: `all connections to the database are cut ${CUTS} times in the middle of what goes on`,
    figure: `${answered} of ${CUTS * 5} were answered; right again after ${recovered.toFixed(0)} ms; ${uncaught.length} uncaught errors`,
    baseline: 'five people ask at each cut',
    reach: 'all answered, nothing uncaught',
    ok: answered === CUTS * 5 && uncaught.length === 0 && recovered <= RECOVERY_MS,
  };
}

/** What was answered in time; nothing where it was not. */
async function within(answers: Promise<readonly Answered[]>, ms: number): Promise<readonly Answered[]> {
  return Promise.race([answers, pause(ms).then(() => [])]);
}

/** Milliseconds until somebody is answered without trouble. */
async function recovery(scene: Scene): Promise<number> {
  const from = performance.now();
  for (let nth = 0; performance.now() - from < RECOVERY_MS * 3; nth += 1) {
    scene.slack.world.messages.splice(0);
    const answer = await Promise.race([asks(scene, nth * 2), pause(WORD_MS).then(() => undefined)]);
    if (answer !== undefined && !answer.text.includes(TROUBLE)) return performance.now() - from;
    await pause(100);
  }
  return Number.POSITIVE_INFINITY;
}
