/** `kill -9`, again and again, of one of two replicas that deliver an announcement on Slack, Discord and by e-mail. */
import { announceUnderFire } from '../test/support/killing.ts';
import { openPostgres } from '../test/support/postgres.ts';
import type { Row } from './row.ts';

const EACH = 3_334;
const KILLS = 20;
const SEED = 2020;
/** Seconds. */
const TAKEN_OVER = 30;

export async function benchKills(): Promise<Row[]> {
  const postgres = await openPostgres();
  try {
    const plan = { url: await postgres.database(), readers: EACH, kills: KILLS, replicas: 2, seed: SEED };
    const { lost, twice, inDoubt, mailsAgain, longestSilence, seconds } = await announceUnderFire(plan);
    const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, count) => all + count, 0);
    const told = (counts: Readonly<Record<string, number>>): string =>
      Object.entries(counts)
        .map(([carrier, count]) => `${carrier} ${count}`)
        .join(', ');
    return [
      {
        what: `${KILLS} kill -9 during ${(EACH * 3).toLocaleString('en')} deliveries, 2 replicas (seed ${SEED})`,
        figure: `lost: ${told(lost)}; seen twice: ${told(twice)}`,
        baseline: `${inDoubt} were in hand of a killed replica; ${mailsAgain} mails came again under their own Message-ID; ${Math.round(seconds)} s in all`,
        reach: '0 lost, 0 seen twice',
        ok: sum(lost) === 0 && sum(twice) === 0,
      },
      {
        what: 'the same: the longest time in which nothing arrived anywhere',
        figure: `${longestSilence.toFixed(1)} s`,
        baseline: 'a heartbeat is missed after 10 s, and looked for every 5 s',
        reach: `taken over within ${TAKEN_OVER} s`,
        ok: longestSilence <= TAKEN_OVER,
      },
    ];
  } finally {
    await postgres.stop();
  }
}
