/** Who was told which date, and who hears of another one. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { defineMessage } from '../../src/delivery/message.ts';
import { deliver } from '../../src/delivery/outbox.ts';
import { toPerson } from '../../src/delivery/readers.ts';
import { absorbTold, announceChange, misinformed, tell } from '../../src/delivery/told.ts';
import { openTown, type Town } from '../features/experience/support.ts';

const subject = 'call:1/submission';
const early = new Date('2026-05-01T12:00:00Z');
const late = new Date('2026-05-15T12:00:00Z');
const place = 'playground/W1/experiences';

const news = defineMessage({
  name: 'test.news',
  parse: (params) => z.object({ from: z.string() }).parse(params),
  render: async () => undefined,
});

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.stop());
beforeEach(async () => {
  await town.clear();
  await town.parts.store.db.$executeRaw`truncate "Told"`;
  for (const name of ['Awa', 'Bo', 'Keiko']) await town.person(name, 'member', 'fr');
});

const db = () => town.parts.store.db;
const knows = (personId: string, at: Date) => ({ subject, reader: { personId }, at });
const announce = (keyPrefix: string, at = late) =>
  db().$transaction((tx) =>
    announceChange(town.parts, tx, {
      subject,
      at,
      message: news,
      params: (known) => ({ from: known.toISOString() }),
      keyPrefix,
      cause: 'call:1',
    }),
  );
const letters = async () =>
  (await db().delivery.findMany({ where: { message: news.name }, orderBy: { key: 'asc' } })).map(({ key }) => key);
const hold = (personId: string, at: Date, state: 'queued' | 'sending' = 'queued') =>
  db().$transaction(async (tx) => {
    for (const to of await toPerson(tx, personId)) {
      const key = `other ${personId}`;
      // Far ahead: it waits while the test looks.
      const notBefore = new Date(town.clock.now().getTime() + 86_400_000);
      await deliver(town.parts, tx, {
        ...to,
        key,
        message: { ...news, name: 'test.other' },
        params: { from: '' },
        notBefore,
        tells: { subject, at },
      });
      await tx.delivery.update({ where: { key }, data: { state } });
    }
  });

test('who knows the old date is told the new one, in channels too; who knows it already or knows nothing is not', async () => {
  await db().$transaction((tx) =>
    tell(town.parts, tx, [knows('awa', early), knows('bo', late), { subject, reader: { place }, at: early }]),
  );
  expect(await announce('moved 1')).toBe(2);
  expect(await letters()).toEqual([`moved 1:channel:${place}`, 'moved 1:person:awa']);
  const letter = await db().delivery.findUniqueOrThrow({ where: { key: 'moved 1:person:awa' } });
  expect(letter).toMatchObject({
    locale: 'fr',
    cause: 'call:1',
    params: { from: early.toISOString() },
    tells: [{ subject, at: late.toISOString() }],
  });
  // Before it was sent, the date moves once more and back.
  expect(await announce('moved 1')).toBe(0);
  await db().$transaction((tx) => tell(town.parts, tx, [knows('awa', late), { subject, reader: { place }, at: late }]));
  expect(await db().$transaction((tx) => misinformed(tx, subject, late))).toEqual([]);
});

test('who is told the new date in the same breath is not told twice', async () => {
  await db().$transaction((tx) => tell(town.parts, tx, [knows('awa', early), knows('bo', early)]));
  await hold('awa', late);
  expect(await announce('moved 2')).toBe(1);
  expect(await letters()).toEqual(['moved 2:person:bo']);
});

test('what waits to leave tells the new date; what is leaving at this moment may say the old one, so its reader is told', async () => {
  await hold('awa', early);
  await hold('bo', early, 'sending');
  expect(await announce('moved 3')).toBe(1);
  expect(await letters()).toEqual(['moved 3:person:bo']);
  const waiting = await db().delivery.findUniqueOrThrow({ where: { key: 'other awa' } });
  expect(waiting.tells).toEqual([{ subject, at: late.toISOString() }]);
});

test('a date that concerns something else is left alone', async () => {
  await db().$transaction((tx) => tell(town.parts, tx, [{ ...knows('awa', early), subject: 'call:2/submission' }]));
  expect(await announce('moved 4')).toBe(0);
});

test('of two persons who are one, what either was told last counts', async () => {
  await db().$transaction((tx) => tell(town.parts, tx, [knows('awa', early)]));
  town.clock.move({ minutes: 1 });
  await db().$transaction((tx) => tell(town.parts, tx, [knows('bo', late), { ...knows('bo', early), subject: 'event:1' }]));
  await db().$transaction((tx) => absorbTold(tx, 'bo', 'awa'));
  expect(await db().told.findMany({ orderBy: { subject: 'asc' }, select: { subject: true, reader: true, at: true } })).toEqual([
    { subject, reader: 'person:awa', at: late },
    { subject: 'event:1', reader: 'person:awa', at: early },
  ]);
});
