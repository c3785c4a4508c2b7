/** Two replicas on one PostgreSQL, one of them gone in the middle of it: a server's calendar shows each date once, as it is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkJob, mirrorDate } from '../../../src/features/event/mirror/service.ts';
import { discord } from '../../../src/platforms/discord/index.ts';
import { movableClock } from '../../support/clock.ts';
import { openDiscord } from '../../support/discord/fake.ts';
import { openHouse } from '../../support/house.ts';
import { openPostgres, type Postgres } from '../../support/postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.stop());

const DATES = 15;
const HOUR_MS = 3_600_000;

test('changes that come to both at once', async () => {
  const clock = movableClock();
  const fake = await openDiscord({ time: () => clock.now().getTime() });
  const url = await postgres.database();
  const open = () =>
    openHouse({
      clock,
      store: { kind: 'server', url },
      platforms: [{ name: 'discord', channels: [], open: async ({ log }) => discord({ token: fake.token, apiUrl: fake.apiUrl, log }) }],
    });
  const [one, two] = [await open(), await open()];
  const inHours = (hours: number) => new Date(clock.now().getTime() + hours * HOUR_MS);
  const { store } = one.parts;
  await store.write({ envelope: 'before', clock }, 'events', async (tx) => {
    for (let n = 0; n < DATES; n++) {
      await tx.event.create({
        data: {
          id: `event-${n}`,
          state: 'announced',
          locale: 'en',
          titles: { en: `Seminar ${n}` },
          themes: [],
          speakers: [],
          startsAt: inHours(24 + n),
          timeZone: 'UTC',
          durationMinutes: 60,
          occurrences: {
            create: {
              id: `${n}`.padStart(10, 'd'),
              nth: 0,
              originalStart: inHours(24 + n),
              startsAt: inHours(24 + n),
              endsAt: inHours(25 + n),
            },
          },
        },
      });
    }
  });
  const dates = await store.db.occurrence.findMany({ orderBy: { startsAt: 'asc' } });
  // Answers that are lost on the way, while both are at it.
  fake.trouble.lost = { method: 'POST', path: /scheduled-events$/, times: 3 };
  await Promise.all(
    [one, two].flatMap((house, which) =>
      dates.map((date, n) =>
        house.parts.store.write({ envelope: `change ${which}/${n}`, clock }, 'move', async (tx) => {
          await tx.occurrence.update({
            where: { id: date.id },
            data: { startsAt: inHours(48 + n + which), endsAt: inHours(49 + n + which) },
          });
          await mirrorDate(house.parts, tx, date.id);
        }),
      ),
    ),
  );
  await two.stop();
  await one.settled();
  await one.queue.ring(checkJob.name);
  await one.settled();

  const shown = fake.world.scheduled.map(({ name, start }) => `${name} ${start.toISOString()}`);
  const wanted = (await store.db.occurrence.findMany({ include: { event: true } })).map(
    ({ event, startsAt }) => `Seminar ${event.id.slice('event-'.length)} ${startsAt.toISOString()}`,
  );
  expect(shown.toSorted()).toEqual(wanted.toSorted());
  await one.stop();
  await fake.close();
});
