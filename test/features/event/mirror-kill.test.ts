/** The bot as a process of its own, killed at the moment when Discord has an event and the bot does not know it yet. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { openStore } from '../../../src/store/open.ts';
import { openDiscord } from '../../support/discord/fake.ts';
import { openPostgres, type Postgres } from '../../support/postgres.ts';
import { isReady, startBot } from '../../support/process.ts';

let postgres: Postgres;
const folder = mkdtempSync(join(tmpdir(), 'agora-mirror-'));
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const DATES = 8;
const KILLED_AT = 3;
const HOUR_MS = 3_600_000;

test('the next one finds it there, and makes only what is missing', { timeout: 240_000 }, async () => {
  const url = await postgres.database();
  const fake = await openDiscord();
  const store = await openStore({ kind: 'server', url }, systemClock);
  for (let n = 0; n < DATES; n++) {
    const at = (hours: number) => new Date(Date.now() + (24 + n + hours) * HOUR_MS);
    const occurrence = { id: `${n}`.padStart(10, 'd'), nth: 0, originalStart: at(0), startsAt: at(0), endsAt: at(1) };
    const event = { state: 'announced' as const, locale: 'en', titles: { en: `Seminar ${n}` }, themes: [], speakers: [] };
    await store.db.event.create({
      data: { id: `e${n}`, ...event, startsAt: at(0), timeZone: 'UTC', durationMinutes: 60, occurrences: { create: occurrence } },
    });
  }
  const settings = { DATABASE_URL: url, DISCORD_TOKEN: fake.token, DISCORD_API_URL: fake.apiUrl, PLAYGROUND: 'off' };

  const first = startBot(folder, settings);
  await fake.world.until('some events', () => fake.world.scheduled.length === KILLED_AT);
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await store.db.eventMirror.count({ where: { externalId: { not: '' } } })).toBeLessThan(fake.world.scheduled.length);

  const second = startBot(folder, settings);
  await second.line(isReady);
  await expect
    .poll(() => store.db.eventMirror.count({ where: { externalId: { not: '' } } }), { timeout: 150_000, interval: 500 })
    .toBe(DATES);
  expect(fake.world.scheduled.map(({ name }) => name).toSorted()).toEqual(Array.from({ length: DATES }, (_, n) => `Seminar ${n}`));
  second.child.kill('SIGTERM');
  await second.ended;
  await store.close();
  await fake.close();
});
