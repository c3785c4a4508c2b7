/** Series, moves, cancellations, editors at once, scheduled announcements, joined persons: as the services do them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AppContext } from '../../../src/features/context.ts';
import { completeEvents, findDate } from '../../../src/features/event/find.ts';
import { listDates } from '../../../src/features/event/queries.ts';
import { answerDate, remindOfDate } from '../../../src/features/event/rsvp/service.ts';
import {
  absorbEvents,
  announceEvent,
  cancelDate,
  cancelEvent,
  createEvent,
  editEvent,
  moveDate,
} from '../../../src/features/event/service.ts';
import { movableClock } from '../../support/clock.ts';
import { type House, openHouse } from '../../support/house.ts';
import { announced, seminar, visitor } from './support.ts';

let house: House;
let eva: () => AppContext;
let ana: () => AppContext;
let bo: () => AppContext;
beforeAll(async () => {
  house = await openHouse({ clock: movableClock() });
});
afterAll(() => house.stop());
beforeEach(async () => {
  await house.settled();
  await db().$executeRaw`truncate "Event", "Person", "Delivery", "Told", "AuditEntry", "DoneWrite" restart identity cascade`;
  eva = await visitor(house, 'eva', 'editor');
  ana = await visitor(house, 'ana', 'member', 'fr');
  bo = await visitor(house, 'bo');
});

const db = () => house.parts.store.db;
const datesOf = (eventId: string) => db().occurrence.findMany({ where: { eventId }, orderBy: { nth: 'asc' } });
const weekly = seminar({ rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=6' });
const told = async (message: string) =>
  (await db().delivery.findMany({ where: { message }, orderBy: { personId: 'asc' } })).map(({ personId }) => personId);

test('one date of a series moves, and the series, moved later, leaves it where it was put', async () => {
  const { id } = await createEvent(eva(), weekly, announced);
  const [, second, third] = await datesOf(id);
  if (!second || !third) throw new Error('no dates');
  await moveDate(eva(), second.id, 0, { startsAt: new Date('2026-04-08T09:00:00Z'), durationMinutes: 60, place: 'Paris' });
  const event = await db().event.findUniqueOrThrow({ where: { id } });
  await editEvent(eva(), id, event.version, { ...weekly, startsAt: new Date('2026-03-30T17:00:00Z') }, { type: 'draft' });
  const after = await datesOf(id);
  expect(after.map(({ startsAt }) => startsAt.toISOString())).toEqual([
    '2026-03-30T17:00:00.000Z',
    '2026-04-08T09:00:00.000Z',
    '2026-04-13T17:00:00.000Z',
    '2026-04-20T17:00:00.000Z',
    '2026-04-27T17:00:00.000Z',
    '2026-05-04T17:00:00.000Z',
  ]);
  expect(after[1]).toMatchObject({ place: 'Paris', originalStart: new Date('2026-04-06T17:00:00Z') });
  expect(after.map(({ id: one }) => one)).toEqual((await datesOf(id)).map(({ id: one }) => one));
  expect(after[2]?.sequence).toBe(third.sequence + 1);
});

test('who knew the old date of a date is told the new one; who knew another date of the series is not', async () => {
  const { id } = await createEvent(eva(), weekly, announced);
  const [first, second] = await datesOf(id);
  if (!first || !second) throw new Error('no dates');
  await answerDate(ana(), first.id, 'yes');
  await answerDate(bo(), second.id, 'yes');
  await moveDate(eva(), first.id, first.sequence, { startsAt: new Date('2026-03-31T16:00:00Z'), durationMinutes: 90, place: '' });
  expect(await told('event.moved')).toEqual(['ana']);
});

test('a cancelled date leaves the rest of its series; a cancelled event tells everybody who knew of it', async () => {
  const { id } = await createEvent(eva(), weekly, announced);
  const [first, second] = await datesOf(id);
  if (!first || !second) throw new Error('no dates');
  await answerDate(ana(), first.id, 'maybe');
  await answerDate(bo(), second.id, 'yes');
  await cancelDate(eva(), first.id, 'The speaker is ill.');
  expect(await told('event.cancelled')).toEqual(['ana']);
  expect((await datesOf(id)).map(({ state }) => state)).toEqual(['cancelled', ...Array(5).fill('planned')]);
  await expect(answerDate(ana(), first.id, 'yes')).rejects.toMatchObject({ code: 'event.cancelled' });
  await cancelEvent(eva(), id, '');
  expect(await told('event.cancelled')).toEqual(['ana', 'bo']);
  await expect(announceEvent(eva(), id)).rejects.toMatchObject({ code: 'event.cancelled' });
});

test('two editors edit at once: the second is told that it has changed', async () => {
  const max = await visitor(house, 'max', 'editor');
  const { id } = await createEvent(eva(), seminar(), { type: 'draft' });
  const { version } = await db().event.findUniqueOrThrow({ where: { id } });
  const edits = await Promise.allSettled([
    editEvent(eva(), id, version, seminar({ place: 'Lyon' }), { type: 'draft' }),
    editEvent(max(), id, version, seminar({ place: 'Porto' }), { type: 'draft' }),
  ]);
  expect(edits.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(edits.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'event.changed-meanwhile' } });
});

test('a scheduled event is announced when it is time, and not before', async () => {
  const at = new Date(house.clock.now().getTime() + 3_600_000);
  const { id } = await createEvent(eva(), seminar(), { type: 'at', at });
  const state = async () => (await db().event.findUniqueOrThrow({ where: { id } })).state;
  await house.advance({ minutes: 30 });
  expect(await state()).toBe('scheduled');
  await expect(findDate(bo(), 'Youth budgets', 'readable')).rejects.toMatchObject({ code: 'event.unknown' });
  await house.advance({ minutes: 31 });
  expect(await state()).toBe('announced');
  expect((await findDate(bo(), 'youth', 'coming')).eventId).toBe(id);
});

test('a series without an end is written down a year ahead, and every night a little further', async () => {
  const { id } = await createEvent(eva(), seminar({ rule: 'FREQ=WEEKLY;BYDAY=MO' }), announced);
  const before = await datesOf(id);
  expect(before.length).toBeGreaterThan(45);
  await house.advance({ days: 15 });
  expect((await datesOf(id)).length).toBe(before.length + 2);
});

test('titles repeat: the dates tell them apart, and the number names one', async () => {
  const one = await createEvent(eva(), seminar(), announced);
  await createEvent(eva(), seminar({ startsAt: new Date('2026-05-01T16:00:00Z') }), announced);
  const labels = (await completeEvents(bo(), 'youth', 'readable')).map(({ label }) => label);
  expect(new Set(labels).size).toBe(2);
  await expect(findDate(bo(), 'Youth budgets', 'readable')).rejects.toMatchObject({ code: 'event.several' });
  const { number } = await db().event.findUniqueOrThrow({ where: { id: one.id } });
  expect((await findDate(bo(), `#${number}`, 'readable')).eventId).toBe(one.id);
});

test('what is over is listed apart, the latest first, and is rated only by those who came', async () => {
  const now = house.clock.now();
  const soon = new Date(now.getTime() + 3_600_000);
  const { id, date } = await createEvent(eva(), seminar({ startsAt: soon }), announced);
  await answerDate(ana(), date, 'yes');
  await answerDate(bo(), date, 'no');
  await house.advance({ hours: 3 });
  const list = (which: 'coming' | 'past') => listDates(db(), which, 0, { now: house.clock.now(), personId: 'bo', all: false });
  expect((await list('coming')).rows).toEqual([]);
  expect((await list('past')).rows.map(({ eventId }) => eventId)).toEqual([id]);
  expect(await told('event.thanks')).toEqual(['ana']);
  await expect(answerDate(bo(), date, 'yes')).rejects.toMatchObject({ code: 'event.started' });
});

test('only who answered can ask to be reminded', async () => {
  const { date } = await createEvent(eva(), seminar(), announced);
  await expect(remindOfDate(bo(), date, true)).rejects.toMatchObject({ code: 'event.no-answer' });
  await answerDate(bo(), date, 'yes');
  await remindOfDate(bo(), date, true);
  await house.settled();
  const planned = await db().reminder.findMany({ where: { source: 'event.start', personId: 'bo' } });
  expect(planned.map(({ offset }) => offset).toSorted()).toEqual(['1d', '1h']);
});

test('two persons turn out to be one: their firmer answer stays, and the place that is free goes on', async () => {
  const { id, date } = await createEvent(bo0(), seminar({ capacity: 2 }), announced);
  await answerDate(ana(), date, 'yes');
  await answerDate(bo(), date, 'yes');
  await answerDate(eva(), date, 'yes');
  const ctx = eva();
  await house.parts.store.write(ctx, 'merge', (tx) => absorbEvents(ctx, tx, 'bo', 'ana'));
  const rows = await db().rsvp.findMany({ where: { occurrenceId: date }, orderBy: { turn: 'asc' } });
  expect(rows.map(({ personId, answer }) => [personId, answer])).toEqual([
    ['ana', 'yes'],
    ['eva', 'yes'],
  ]);
  expect(await told('event.place')).toEqual(['eva']);
  expect((await db().event.findUniqueOrThrow({ where: { id } })).organiserId).toBe('ana');
});

/** Bo as an editor, so that an event is his. */
const bo0 = (): AppContext => ({ ...bo(), actor: { id: 'bo', name: 'bo', role: 'editor' } });
