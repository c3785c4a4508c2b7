/** `kill -9` at any moment, with two replicas: nobody misses a message, and nobody sees one twice, on any carrier. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announceUnderFire } from '../support/killing.ts';
import { openPostgres, type Postgres } from '../support/postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.stop());

const none = { Slack: 0, Discord: 0, 'e-mail': 0 };

test('three are killed during 900 deliveries: 0 lost, 0 seen twice, on Slack, on Discord and by e-mail', async () => {
  // Another one each time; a failure names it.
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  const outcome = await announceUnderFire({ url: await postgres.database(), readers: 300, kills: 3, replicas: 2, seed });
  expect(outcome.lost, `lost, SEED=${seed}`).toEqual(none);
  expect(outcome.twice, `seen twice, SEED=${seed}`).toEqual(none);
  expect(outcome.longestSilence, `taken over in time, SEED=${seed}`).toBeLessThan(30);
}, 240_000);
