/** A server's scheduled events as the seam has them: what Discord takes, and its refusals in words that can be acted on. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CalendarEntry, PlatformCalendar, PostError } from '../../../src/chat/platform.ts';
import { type DiscordHarness, openDiscordHarness } from '../../support/discord/harness.ts';
import { writtenDoor } from '../contract.ts';

let harness: DiscordHarness;
let calendar: PlatformCalendar;
let guild: string;
beforeEach(async () => {
  harness = await openDiscordHarness(writtenDoor().door);
  if (harness.platform.calendar === undefined) throw new Error('Discord has a calendar');
  calendar = harness.platform.calendar;
  guild = harness.fake.guild.id;
});
afterEach(() => harness.close());

const entry = (changes: Partial<CalendarEntry> = {}): CalendarEntry => ({
  title: 'Seminar',
  text: 'About youth budgets. Ref. abc',
  place: 'Barcelona',
  start: new Date(Date.now() + 86_400_000),
  end: new Date(Date.now() + 90_000_000),
  ...changes,
});
const standing = () => harness.fake.world.scheduled.map(({ name, location, status }) => `${name}, ${location}, ${status}`);

test('one is put there, found as our own, moved and cancelled', async () => {
  const id = await calendar.create(guild, entry());
  expect(await calendar.list(guild)).toEqual([{ id, text: 'About youth budgets. Ref. abc', own: true }]);
  expect(await calendar.change(guild, id, entry({ place: 'Online', start: new Date(Date.now() + 80_000_000) }))).toBe('changed');
  expect(standing()).toEqual(['Seminar, Online, 1']);
  await calendar.cancel(guild, id);
  expect(standing()).toEqual(['Seminar, Online, 4']);
  expect(await calendar.list(guild)).toEqual([]);
});

test('texts as long as the limits say are taken', async () => {
  const holds = harness.platform.limits.calendar;
  if (holds === undefined) throw new Error('Discord says what it holds');
  await calendar.create(guild, entry({ title: 't'.repeat(holds.title), text: 'é'.repeat(holds.text), place: 'p'.repeat(holds.place) }));
  expect(standing()).toHaveLength(1);
});

test('one that somebody took away, or that is over, is gone; cancelling it again is no error', async () => {
  const id = await calendar.create(guild, entry());
  await calendar.cancel(guild, id);
  expect(await calendar.change(guild, id, entry())).toBe('gone');
  await calendar.cancel(guild, id);
  harness.fake.world.scheduled.length = 0;
  expect(await calendar.change(guild, id, entry())).toBe('gone');
  await calendar.cancel(guild, id);
});

test('one that has begun is completed, since it cannot be cancelled any more', async () => {
  const id = await calendar.create(guild, entry());
  const [event] = harness.fake.world.scheduled;
  if (event) event.status = 2;
  await calendar.cancel(guild, id);
  expect(standing()).toEqual(['Seminar, Barcelona, 3']);
});

test('what somebody else put there is not ours', async () => {
  await calendar.create(guild, entry());
  const [event] = harness.fake.world.scheduled;
  if (event) harness.fake.world.scheduled[0] = { ...event, creator: '123456789012345678' };
  expect(await calendar.list(guild)).toMatchObject([{ own: false }]);
});

test.each([50013, 50001])('a permission that is missing (%s) is one of the workspace, for good', async (code) => {
  harness.fake.trouble.forbids.set(guild, code);
  await expect(calendar.create(guild, entry())).rejects.toMatchObject({ code: 'calendar.permission', permanent: true, about: 'workspace' });
});

test('a server that holds a hundred is full', async () => {
  const id = await calendar.create(guild, entry());
  const [event] = harness.fake.world.scheduled;
  for (let n = 1; n < 100; n++) if (event) harness.fake.world.scheduled.push({ ...event, id: `${id}${n}` });
  await expect(calendar.create(guild, entry())).rejects.toMatchObject({ code: 'calendar.full', permanent: true, about: 'workspace' });
});

test('a limit that lasts comes back with the time to wait', async () => {
  harness.fake.trouble.limited = { path: /scheduled-events$/, times: 1, retryAfter: 30, global: false };
  const refusal = await calendar.create(guild, entry()).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ name: 'PostError', permanent: false });
  expect((refusal as PostError).retryAfterSeconds).toBeGreaterThanOrEqual(30);
});
