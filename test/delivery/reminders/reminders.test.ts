/** Reminders on the store: planned, moved with their date, gathered, sent once, put off, muted. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defineReminder } from '../../../src/delivery/reminder.ts';
import { dueMessage } from '../../../src/delivery/reminders/message.ts';
import { planSubject } from '../../../src/delivery/reminders/plan.ts';
import { tickReminders } from '../../../src/delivery/reminders/tick.ts';
import { UserError } from '../../../src/errors.ts';
import type { AppContext } from '../../../src/features/context.ts';
import { muteAll, muteOne, ownReminders, snooze, unmute } from '../../../src/features/reminder/service.ts';
import { openTown, type Town } from '../../features/experience/support.ts';

let town: Town;
let date: Date | undefined;
let persons: readonly string[] = [];
let purposes: readonly string[] = [];

/** A deadline that the test moves. */
const closing = defineReminder({
  name: 'test.closing',
  offsets: [
    { id: '7d', days: 7 },
    { id: '1d', days: 1 },
    { id: '3h', hours: 3, urgent: true },
  ],
  date: async () => (date === undefined ? undefined : { at: date, timeZone: 'UTC' }),
  audience: async () => ({ persons, purposes }),
  line: async (_ctx, subject) => ({ text: `about ${subject}`, controls: [] }),
  subjects: async () => ['call:1'],
});
const sources = [closing];

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.stop());
beforeEach(async () => {
  await town.clear();
  await town.parts.store.db.$executeRaw`truncate "Reminder", "Told"`;
  date = undefined;
  persons = [];
  purposes = [];
});

const parts = () => ({ ...town.parts, sources, due: dueMessage(sources) });
const plan = (subject = 'call:1') => planSubject(parts(), { source: 'test.closing', subject });
const at = async (iso: string) => {
  town.clock.move({ seconds: (new Date(iso).getTime() - town.clock.now().getTime()) / 1000 });
  return tickReminders(parts());
};
const planned = async () =>
  (await town.parts.store.db.reminder.findMany({ where: { state: 'planned' }, orderBy: { dueAt: 'asc' } })).map(
    (row) => `${row.offset} ${row.personId ?? 'channel'} ${row.dueAt.toISOString()}`,
  );
const soon = (days: number, time: string) =>
  new Date(`${new Date(town.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)}T${time}:00Z`);

async function zoned(name: string, timeZone: string): Promise<AppContext> {
  const ctx = await town.person(name, 'member', 'fr');
  await town.parts.store.db.person.update({ where: { id: name.toLowerCase() }, data: { timeZone } });
  return { ...ctx, timeZone };
}

test('each reader has their own morning; planned twice it is planned once; moved, the plan moves with it', async () => {
  await zoned('Awa', 'Africa/Abidjan');
  await zoned('Keiko', 'Asia/Tokyo');
  persons = ['awa', 'keiko'];
  date = soon(10, '12:00');
  await plan();
  await plan();
  const day = (back: number) => new Date((date?.getTime() ?? 0) - back * 86_400_000).toISOString().slice(0, 10);
  expect(await planned()).toEqual([
    `7d keiko ${day(7)}T00:00:00.000Z`,
    `7d awa ${day(7)}T09:00:00.000Z`,
    `1d keiko ${day(1)}T00:00:00.000Z`,
    `1d awa ${day(1)}T09:00:00.000Z`,
    `3h awa ${day(0)}T09:00:00.000Z`,
    `3h keiko ${day(0)}T09:00:00.000Z`,
  ]);
  date = soon(20, '12:00');
  await plan();
  expect(await planned()).toHaveLength(6);
  expect((await planned())[0]).toContain(day(7));
  date = undefined;
  await plan();
  expect(await planned()).toEqual([]);
});

test('what is due is sent once, and the date that it tells is kept; after the date moved it is sent again for the new one', async () => {
  await zoned('Awa', 'Africa/Abidjan');
  persons = ['awa'];
  date = soon(3, '12:00');
  await plan();
  const morning = soon(2, '09:00').toISOString();
  expect(await at(morning)).toBe(1);
  expect(await at(morning)).toBe(0);
  await plan();
  expect(await at(morning), 'planned again, the date is the same').toBe(0);
  const [letter] = await town.parts.store.db.delivery.findMany({ where: { message: 'reminders.due' } });
  expect(letter).toMatchObject({ personId: 'awa', tells: [{ subject: 'call:1', at: date.toISOString() }] });
  date = new Date(date.getTime() + 7 * 86_400_000);
  await plan();
  expect((await planned())[0]).toContain('7d awa');
});

test('what comes on one morning comes in one message, and channels are told too', async () => {
  await zoned('Awa', 'Africa/Abidjan');
  persons = ['awa'];
  purposes = ['experiences'];
  date = soon(3, '12:00');
  await plan('call:1');
  await plan('call:2');
  expect(await at(soon(2, '09:00').toISOString())).toBe(2);
  const letters = await town.parts.store.db.delivery.findMany({ where: { message: 'reminders.due' }, orderBy: { personId: 'asc' } });
  expect(letters.map((row) => [row.personId, Array.isArray(row.tells) ? row.tells.length : 0])).toEqual([
    ['awa', 2],
    [null, 2],
  ]);
});

test('what is meant for its very hour does not come with the morning', async () => {
  await zoned('Awa', 'Africa/Abidjan');
  persons = ['awa'];
  date = soon(3, '14:00');
  await plan('call:1');
  date = new Date(date.getTime() + 86_400_000);
  await plan('call:2');
  // The morning of the day on which the first closes: a day before the second, three hours before the first not yet.
  await at(soon(2, '09:00').toISOString());
  await at(soon(1, '09:00').toISOString());
  const sent = await town.parts.store.db.reminder.findMany({ where: { state: 'sent' }, orderBy: { dueAt: 'asc' } });
  expect(sent.map(({ subject, offset }) => `${subject} ${offset}`)).toEqual(['call:1 1d', 'call:2 1d']);
  expect(await planned()).toEqual([expect.stringContaining('3h awa'), expect.stringContaining('3h awa')]);
});

test('what is urgent or was put off comes at its own minute: not early with the morning, and it does not call the morning early', async () => {
  const awa = await zoned('Awa', 'Africa/Abidjan');
  persons = ['awa'];
  // Three hours before is at half past ten, an hour and a half after the morning.
  date = soon(2, '13:30');
  await plan('call:1');
  date = soon(3, '13:30');
  await plan('call:2');
  expect(await at(soon(1, '09:00').toISOString())).toBe(1);
  const { bundle } = await town.parts.store.db.reminder.findFirstOrThrow({ where: { state: 'sent' } });
  await snooze(town.again(awa), bundle ?? '', 'tomorrow');
  expect(await at(soon(1, '08:59').toISOString())).toBe(0);
  expect(await at(soon(0, '09:00').toISOString()), 'the morning of call:2, with what was put off until then').toBe(1);
  expect(await planned()).toEqual([`3h awa ${soon(0, '10:30').toISOString()}`, `3h awa ${soon(1, '10:30').toISOString()}`]);
  expect(await at(soon(0, '10:30').toISOString())).toBe(1);
});

test('a list of many is turned page by page, and each mute can be undone', async () => {
  const awa = await zoned('Awa', 'Africa/Abidjan');
  persons = ['awa'];
  date = soon(10, '12:00');
  for (const n of [1, 2, 3, 4, 5]) await plan(`call:${n}`);
  const mutes = Array.from({ length: 8 }, (_, n) => ({ personId: 'awa', what: `subject:test.closing:old:${n}`, at: town.clock.now() }));
  await town.parts.store.db.mute.createMany({ data: mutes });
  const [first, second, beyond] = [await ownReminders(awa), await ownReminders(awa, 1), await ownReminders(awa, 7)];
  expect([first.rows.length, first.pages, second.rows.length]).toEqual([10, 2, 5]);
  expect(new Set([...first.rows, ...second.rows].map(({ subject, dueAt }) => `${subject} ${dueAt.toISOString()}`)).size).toBe(15);
  expect([...first.mutes, ...second.mutes].toSorted()).toEqual(mutes.map(({ what }) => what));
  expect(beyond).toEqual(second);
});

test('ten thousand readers of many zones are planned in a few statements, twice the same', async () => {
  const { db } = town.parts.store;
  const zones = Intl.supportedValuesOf('timeZone');
  const ids = Array.from({ length: 10_000 }, (_, n) => `p${n}`);
  await db.person.createMany({ data: ids.map((id, n) => ({ id, name: id, timeZone: zones[n % zones.length] ?? 'UTC' })) });
  await db.identity.createMany({
    data: ids.map((id) => ({ id, personId: id, platform: 'playground', workspace: 'W1', externalId: id, name: id })),
  });
  persons = ids;
  date = soon(20, '12:00');
  await plan();
  const before = await db.reminder.findMany({ orderBy: { key: 'asc' }, select: { id: true, dueAt: true } });
  expect(before).toHaveLength(30_000);
  await plan();
  expect(await db.reminder.findMany({ orderBy: { key: 'asc' }, select: { id: true, dueAt: true } })).toEqual(before);
}, 60_000);

test('after a long silence only the latest word on each thing is said, and nothing about what is over', async () => {
  await zoned('Awa', 'Africa/Abidjan');
  persons = ['awa'];
  date = soon(10, '12:00');
  await plan();
  expect(await at(soon(9, '10:00').toISOString())).toBe(1);
  expect(await town.parts.store.db.reminder.count({ where: { state: 'dropped' } })).toBe(1);
  expect(await at(soon(20, '10:00').toISOString())).toBe(0);
  expect(await planned()).toEqual([]);
});

test('a plan that is made anew at the very moment leaves what is due to be sent', async () => {
  await zoned('Awa', 'Africa/Abidjan');
  persons = ['awa'];
  date = soon(3, '12:00');
  await plan();
  town.clock.move({ seconds: (soon(2, '09:00').getTime() - town.clock.now().getTime()) / 1000 });
  await plan();
  expect(await tickReminders(parts())).toBe(1);
});

test('put off, it comes again; muted, it does not, until that is undone; and nobody else can press', async () => {
  const awa = await zoned('Awa', 'Africa/Abidjan');
  const bo = await zoned('Bo', 'Europe/Madrid');
  persons = ['awa'];
  date = soon(3, '12:00');
  await plan();
  await at(soon(2, '09:00').toISOString());
  const { bundle } = await town.parts.store.db.reminder.findFirstOrThrow({ where: { state: 'sent' } });
  const press = () => town.again(awa);
  await expect(snooze(town.again(bo), bundle ?? '', 'hour')).rejects.toThrow(new UserError('reminder.gone'));
  await expect(snooze(press(), bundle ?? '', 'week')).rejects.toThrow(new UserError('reminder.late'));
  const until = await snooze(press(), bundle ?? '', 'hour');
  expect(await at(until.toISOString())).toBe(1);

  const again = await town.parts.store.db.reminder.findFirstOrThrow({ where: { offset: 'snooze' } });
  await muteOne(press(), again.bundle ?? '', undefined);
  await plan();
  expect(await planned()).toEqual([]);
  const { mutes } = await ownReminders(press());
  expect(mutes).toEqual(['subject:test.closing:call:1']);
  await unmute(press(), mutes[0] ?? '');
  await plan();
  expect((await planned())[0]).toContain('3h awa');
  await muteAll(press(), again.bundle ?? '');
  await plan('call:2');
  expect(await planned()).toEqual([]);
});
