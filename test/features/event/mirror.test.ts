/** Dates of events in a Discord server's own calendar: put there, moved, cancelled, once each, whatever breaks on the way. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CalendarLimits } from '../../../src/chat/limits.ts';
import { entryOf, hasMark, type Mirrored } from '../../../src/features/event/mirror/entry.ts';
import { checkJob, mirrorDate } from '../../../src/features/event/mirror/service.ts';
import { limits as discordLimits } from '../../../src/platforms/discord/limits.ts';
import { translator } from '../../support/catalogue.ts';
import { type MovableClock, movableClock } from '../../support/clock.ts';
import { type DiscordStage, openDiscordStage } from '../../support/stages/discord.ts';

let clock: MovableClock;
let stage: DiscordStage;
beforeEach(async () => {
  clock = movableClock();
  stage = await openDiscordStage({ clock });
});
afterEach(() => stage.close());

const db = () => stage.house.parts.store.db;
let writes = 0;
/** A change of an event, as its service makes it: written down with the order to show it. */
async function changes(
  work: (tx: Parameters<Parameters<DiscordStage['house']['parts']['store']['write']>[2]>[0]) => Promise<unknown>,
  ...dates: string[]
) {
  const { store } = stage.house.parts;
  writes += 1;
  await store.write({ envelope: `change ${writes}`, clock }, 'change', async (tx) => {
    await work(tx);
    for (const date of dates) await mirrorDate(stage.house.parts, tx, date);
  });
  await stage.house.settled();
}
const inDays = (days: number, hours = 0) => new Date(clock.now().getTime() + (days * 24 + hours) * 3_600_000);
const announces = (id: string, days: number, about: object = {}) =>
  changes(
    (tx) =>
      tx.event.create({
        data: {
          id,
          state: 'announced',
          locale: 'fr',
          titles: { fr: `Séminaire ${id}`, en: `Seminar ${id}` },
          texts: { en: 'How young people decide.' },
          themes: [],
          speakers: [],
          place: 'Barcelona',
          url: 'https://example.org/join',
          startsAt: inDays(days),
          timeZone: 'Europe/Madrid',
          durationMinutes: 90,
          occurrences: {
            create: { id: `date-of-${id}`, nth: 0, originalStart: inDays(days), startsAt: inDays(days), endsAt: inDays(days, 1.5) },
          },
          ...about,
        },
      }),
    `date-of-${id}`,
  );
const moves = (id: string, days: number) =>
  changes(
    (tx) => tx.occurrence.update({ where: { id: `date-of-${id}` }, data: { startsAt: inDays(days), endsAt: inDays(days, 1) } }),
    `date-of-${id}`,
  );
const cancels = (id: string) =>
  changes((tx) => tx.occurrence.update({ where: { id: `date-of-${id}` }, data: { state: 'cancelled' } }), `date-of-${id}`);
const checks = async () => {
  await stage.house.queue.ring(checkJob.name);
  await stage.house.settled();
};
const standing = () =>
  stage.fake.world.scheduled.filter(({ status }) => status === 1).map(({ name, start }) => `${name} ${start.toISOString().slice(0, 10)}`);
const told = async () => (await stage.channel('secretariat')).map(({ text }) => text);
const creations = () =>
  stage.fake.world.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/scheduled-events')).length;

test('an announced date stands in the calendar in the server’s language, moves along, and is cancelled', async () => {
  await announces('one', 10);
  expect(standing()).toEqual(['Seminar one 2026-03-12']);
  expect(stage.fake.world.scheduled).toMatchObject([
    { location: 'Barcelona', description: 'How young people decide.\n\nhttps://example.org/join\nRef. date-of-on' },
  ]);
  await moves('one', 12);
  expect(standing()).toEqual(['Seminar one 2026-03-14']);
  await cancels('one');
  expect(stage.fake.world.scheduled).toMatchObject([{ status: 4 }]);
  expect(creations()).toBe(1);
});

test('a draft, something that has begun, and a change that a calendar does not show ask Discord for nothing', async () => {
  await announces('draft', 10, { state: 'draft' });
  await announces('past', -1);
  expect(stage.fake.world.requests.filter(({ path }) => path.includes('scheduled-events'))).toEqual([]);
  await announces('one', 10);
  const before = stage.fake.world.requests.length;
  await changes((tx) => tx.event.update({ where: { id: 'one' }, data: { capacity: 40 } }), 'date-of-one');
  expect(stage.fake.world.requests.length).toBe(before);
});

describe('never twice', () => {
  test('when the answer to the request was lost', async () => {
    stage.fake.trouble.lost = { method: 'POST', path: /scheduled-events$/, times: 1 };
    await announces('one', 10);
    expect(stage.fake.world.scheduled).toHaveLength(1);
    await moves('one', 11);
    expect(standing()).toEqual(['Seminar one 2026-03-13']);
  });

  test('when the process was killed after Discord had it and before we had written it down', async () => {
    await announces('one', 10);
    await changes((tx) => tx.eventMirror.updateMany({ data: { externalId: '', shown: '', attemptedAt: clock.now() } }));
    await checks();
    expect(stage.fake.world.scheduled).toHaveLength(1);
    const [row] = await db().eventMirror.findMany();
    expect(row).toMatchObject({ externalId: stage.fake.world.scheduled[0]?.id, attemptedAt: null });
  });

  test('when it was killed then, and the date cancelled meanwhile', async () => {
    await announces('one', 10);
    await changes((tx) => tx.eventMirror.updateMany({ data: { externalId: '', shown: '', attemptedAt: clock.now() } }));
    await cancels('one');
    expect(stage.fake.world.scheduled).toMatchObject([{ status: 4 }]);
  });

  test('when several changes come at once', async () => {
    await announces('one', 10);
    await Promise.all([moves('one', 11), moves('one', 12), announces('two', 5), moves('one', 13)]);
    await stage.house.settled();
    expect(stage.fake.world.scheduled).toHaveLength(2);
    const date = await db().occurrence.findUniqueOrThrow({ where: { id: 'date-of-one' } });
    expect(stage.fake.world.scheduled.find(({ name }) => name === 'Seminar one')?.start).toEqual(date.startsAt);
  });
});

test('what somebody took away by hand stays away, until there is something new to say', async () => {
  await announces('one', 10);
  stage.fake.world.scheduled.length = 0;
  await moves('one', 11);
  await checks();
  expect(standing()).toEqual([]);
  await moves('one', 12);
  expect(standing()).toEqual(['Seminar one 2026-03-14']);
});

test('a missing permission is told once, in words, and everything follows when it is given', async () => {
  stage.fake.trouble.forbids.set(stage.fake.guild.id, 50013);
  await announces('one', 10);
  await announces('two', 11);
  for (let n = 0; n < 3; n++) {
    clock.move({ minutes: 30 });
    await checks();
  }
  expect(await told()).toHaveLength(1);
  expect((await told())[0]).toContain('In A network, Agora may not create events');
  expect(await db().workspace.findFirst()).toMatchObject({ calendarTrouble: 'permission' });

  stage.fake.trouble.forbids.clear();
  await checks();
  expect(standing().toSorted()).toEqual(['Seminar one 2026-03-12', 'Seminar two 2026-03-13']);
  expect(await db().workspace.findFirst()).toMatchObject({ calendarTrouble: '', calendarTroubleAt: null });
  expect(await told()).toHaveLength(1);
});

test('a full calendar is told once; the nearest dates come first when there is room again', async () => {
  await announces('zero', 2);
  const [event] = stage.fake.world.scheduled;
  for (let n = 1; n < 100; n++)
    if (event) stage.fake.world.scheduled.push({ ...event, id: `${event.id}${n}`, creator: '1', description: '' });
  await announces('later', 20);
  await announces('sooner', 10);
  expect(await told()).toHaveLength(1);
  expect((await told())[0]).toContain('The calendar of A network is full');
  stage.fake.world.scheduled.splice(1, 1);
  await checks();
  expect(standing()).toContain('Seminar sooner 2026-03-12');
  expect(standing()).not.toContain('Seminar later 2026-03-22');
  stage.fake.world.scheduled.splice(1, 5);
  await checks();
  await checks();
  expect(standing()).toContain('Seminar later 2026-03-22');
  expect(await told()).toHaveLength(1);
  expect(await db().workspace.findFirst()).toMatchObject({ calendarTrouble: '' });
});

test('a limit that lasts delays it and loses nothing', async () => {
  stage.fake.trouble.limited = { path: /scheduled-events$/, times: 1, retryAfter: 20, global: false };
  await announces('one', 10);
  await checks();
  expect(standing()).toEqual(['Seminar one 2026-03-12']);
});

describe('as a calendar holds it', () => {
  const holds = discordLimits.calendar as CalendarLimits;
  const date = (about: Partial<Mirrored['event']> = {}, changed: Partial<Mirrored> = {}): Mirrored => ({
    id: 'V1StGXR8_Z5jdHi6B-myT',
    state: 'planned',
    startsAt: new Date('2026-04-01T10:00:00Z'),
    endsAt: new Date('2026-04-01T11:00:00Z'),
    place: null,
    url: null,
    event: { state: 'announced', locale: 'es', titles: { es: 'Uno' }, texts: {}, place: '', url: '', ...about },
    ...changed,
  });
  const now = new Date('2026-03-02T09:00:00Z');

  test.each(['en', 'es', 'fr', 'pt'])(
    'texts that are too long are cut with a sign of it, its address and reference stay (%s)',
    (locale) => {
      const long = '👩‍👩‍👧‍👦 Ü\n'.repeat(400);
      const url = 'https://example.org/join';
      const entry = entryOf(date({ titles: { en: long }, texts: { en: long }, place: long, url }), translator(locale), holds, now);
      if (entry === undefined) throw new Error('it is to be shown');
      expect(entry.title.length).toBeLessThanOrEqual(holds.title);
      expect(entry.text.length).toBeLessThanOrEqual(holds.text);
      expect(entry.place.length).toBeLessThanOrEqual(holds.place);
      for (const text of [entry.title, entry.text, entry.place]) expect(text.isWellFormed()).toBe(true);
      expect(entry.text).toContain(`…\n\n${url}\n`);
      expect(hasMark(entry.text, 'V1StGXR8_Z5jdHi6B-myT')).toBe(true);
      expect(hasMark(entry.text, 'V1StGXR8_X5jdHi6B-myT')).toBe(false);
    },
  );

  test('without a place it is where its link leads, or online', () => {
    const t = translator('en');
    expect(entryOf(date({ url: 'https://example.org' }), t, holds, now)?.place).toBe('https://example.org');
    expect(entryOf(date({ url: `https://example.org/${'x'.repeat(100)}` }), t, holds, now)?.place).toBe('Online');
    expect(entryOf(date(), t, holds, now)?.place).toBe('Online');
    expect(entryOf(date({ place: 'Lima' }, { place: 'Quito' }), t, holds, now)?.place).toBe('Quito');
  });

  test('not before it is announced, not after it has begun, not further ahead than the platform takes', () => {
    const t = translator('en');
    expect(entryOf(date({ state: 'cancelled' }), t, holds, now)).toBeUndefined();
    expect(entryOf(date({}, { state: 'cancelled' }), t, holds, now)).toBeUndefined();
    expect(entryOf(date({}, { startsAt: now }), t, holds, now)).toBeUndefined();
    expect(entryOf(date({}, { startsAt: new Date('2031-03-03T09:00:00Z') }), t, holds, now)).toBeUndefined();
    const begun = entryOf(date({}, { endsAt: new Date('2026-04-01T10:00:00Z') }), t, holds, now);
    expect(begun?.end.getTime()).toBeGreaterThan(begun?.start.getTime() ?? 0);
  });
});
