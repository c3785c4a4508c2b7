/** Many press at the same moment, on a real PostgreSQL: never more places than there are, and everybody in their turn. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppContext } from '../../../src/features/context.ts';
import { answerDate } from '../../../src/features/event/rsvp/service.ts';
import { createEvent, editEvent } from '../../../src/features/event/service.ts';
import { type House, openHouse } from '../../support/house.ts';
import { openPostgres, type Postgres } from '../../support/postgres.ts';
import { announced, seminar, visitor } from './support.ts';

let postgres: Postgres;
let house: House;
beforeAll(async () => {
  postgres = await openPostgres();
  house = await openHouse({ store: { kind: 'server', url: await postgres.database() } });
}, 120_000);
afterAll(async () => {
  await house.stop();
  await postgres.stop();
});

test('thirty press yes at once for ten places, then half withdraw while five more come', { timeout: 120_000 }, async () => {
  const eva = await visitor(house, 'eva', 'editor');
  const event = await createEvent(eva(), seminar({ capacity: 10 }), announced);
  const people = await Promise.all(Array.from({ length: 35 }, (_, n) => visitor(house, `p${n}`)));
  const answer = (who: (() => AppContext) | undefined, wish: 'yes' | 'no') => (who ? answerDate(who(), event.date, wish) : undefined);

  const first = await Promise.all(people.slice(0, 30).map((who) => answer(who, 'yes')));
  expect(first.filter((one) => one?.answer === 'yes')).toHaveLength(10);
  expect(first.flatMap((one) => one?.position ?? []).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));

  await Promise.all([...people.slice(0, 15).map((who) => answer(who, 'no')), ...people.slice(30).map((who) => answer(who, 'yes'))]);
  const { db } = house.parts.store;
  const rows = await db.rsvp.findMany({
    where: { occurrenceId: event.date, answer: { in: ['yes', 'waiting'] } },
    orderBy: { turn: 'asc' },
  });
  expect(rows).toHaveLength(20);
  expect(rows.filter(({ answer: one }) => one === 'yes')).toHaveLength(10);
  // Whoever has a place asked before everybody who still waits.
  expect(rows.map(({ answer: one }) => one)).toEqual([...Array(10).fill('yes'), ...Array(10).fill('waiting')]);

  // More places while somebody withdraws: both let the next ones in, none too many.
  const version = (await db.event.findUniqueOrThrow({ where: { id: event.id } })).version;
  const [someone] = rows.map(({ personId }) => people.find((who) => who().actor.id === personId));
  await Promise.all([editEvent(eva(), event.id, version, seminar({ capacity: 13 }), { type: 'draft' }), answer(someone, 'no')]);
  expect(await db.rsvp.count({ where: { occurrenceId: event.date, answer: 'yes' } })).toBe(13);
  expect(await db.rsvp.count({ where: { occurrenceId: event.date, answer: 'waiting' } })).toBe(6);
});
