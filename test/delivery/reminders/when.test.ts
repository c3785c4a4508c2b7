/** When somebody is reminded, in every zone and over every change of the clocks. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { defaultPreferences, isQuiet, morningOf } from '../../../src/delivery/preferences.ts';
import { reminderTime, reminderTimes, snoozedUntil } from '../../../src/delivery/reminders/when.ts';

const reader = (timeZone: string, changes: object = {}) => ({ timeZone, preferences: { ...defaultPreferences, ...changes } });

test.each([
  ['a week before, over the change to summer time', '2026-03-31T10:00:00Z', { days: 7 }, 'Europe/Madrid', '2026-03-24T08:00:00.000Z'],
  ['a day before the clocks change back in America', '2026-11-02T17:00:00Z', { days: 1 }, 'America/New_York', '2026-11-01T14:00:00.000Z'],
  ['half an hour of summer time on Lord Howe', '2026-04-06T00:00:00Z', { days: 3 }, 'Australia/Lord_Howe', '2026-04-02T22:00:00.000Z'],
  ['a year before 29 February', '2028-02-29T12:00:00Z', { days: 365 }, 'Africa/Abidjan', '2027-03-01T09:00:00.000Z'],
  ['where the day begins first', '2026-03-15T12:00:00Z', { days: 1 }, 'Pacific/Kiritimati', '2026-03-14T19:00:00.000Z'],
  ['where it begins last', '2026-03-15T12:00:00Z', { days: 1 }, 'Pacific/Pago_Pago', '2026-03-14T20:00:00.000Z'],
] as const)('%s', (_what, date, offset, zone, expected) => {
  expect(reminderTime(new Date(date), { id: 'x', ...offset }, reader(zone)).toISOString()).toBe(expected);
});

test('hours before come before the quiet hours begin, and exactly then where it is urgent', () => {
  const date = new Date('2026-03-15T01:00:00Z');
  const awake = reader('Europe/London');
  expect(reminderTime(date, { id: '3h', hours: 3 }, awake).toISOString()).toBe('2026-03-14T20:59:00.000Z');
  expect(reminderTime(date, { id: '3h', hours: 3, urgent: true }, awake).toISOString()).toBe('2026-03-14T22:00:00.000Z');
  expect(reminderTime(new Date('2026-03-15T09:30:00Z'), { id: '3h', hours: 3 }, awake).toISOString()).toBe('2026-03-14T20:59:00.000Z');
});

test('whoever sleeps long is told when they wake', () => {
  const sleeper = reader('Africa/Abidjan', { quiet: { from: 22 * 60, until: 11 * 60 } });
  expect(reminderTime(new Date('2026-03-15T12:00:00Z'), { id: '1d', days: 1 }, sleeper).toISOString()).toBe('2026-03-14T11:00:00.000Z');
});

const zones = Intl.supportedValuesOf('timeZone');
const dates = fc.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true });
const hours = fc.record({
  quiet: fc.record({ from: fc.integer({ min: 0, max: 1439 }), until: fc.integer({ min: 0, max: 1439 }) }),
  morning: fc.integer({ min: 0, max: 1439 }),
});

/** The first moment of that local day at or after the minute, found by walking: slow, and not how it is made. */
function firstMoment(day: DateTime, minute: number): DateTime {
  const start = day.startOf('day');
  for (let at = start; at.hasSame(start, 'day'); ) {
    const left = minute - (at.hour * 60 + at.minute);
    if (left <= 0) return at;
    at = at.plus({ minutes: left > 180 ? 60 : 1 });
  }
  return day.endOf('day').plus({ milliseconds: 1 });
}
const isQuietAt = (at: Date, timeZone: string, quiet: { readonly from: number; readonly until: number }): boolean => {
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  return isQuiet(quiet, local.hour * 60 + local.minute);
};

test('days before: at the local morning, or the first moment that exists where a change of the clocks swallows it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), dates, fc.integer({ min: 1, max: 60 }), hours, (timeZone, date, days, preferences) => {
      const at = reminderTime(date, { id: 'x', days }, { timeZone, preferences });
      const morning = firstMoment(DateTime.fromJSDate(date, { zone: timeZone }).minus({ days }), morningOf(preferences)).toJSDate();
      // Where that first moment is quiet, it is said before.
      if (isQuietAt(morning, timeZone, preferences.quiet)) expect(at.getTime()).toBeLessThan(morning.getTime());
      else {
        const again = DateTime.fromJSDate(at, { zone: timeZone });
        const local = DateTime.fromJSDate(morning, { zone: timeZone });
        expect(again.toFormat('yyyy-MM-dd HH:mm')).toBe(local.toFormat('yyyy-MM-dd HH:mm'));
      }
    }),
    { numRuns: 300 },
  );
});

test('whatever the offset: never in quiet hours unless it is urgent, never after the date', () => {
  const offset = fc.oneof(
    fc.integer({ min: 0, max: 60 }).map((days) => ({ id: 'x', days })),
    fc.integer({ min: 0, max: 72 }).map((before) => ({ id: 'x', hours: before })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...zones), dates, offset, hours, (timeZone, date, before, preferences) => {
      const at = reminderTime(date, before, { timeZone, preferences });
      expect(at.getTime()).toBeLessThanOrEqual(date.getTime());
      expect(isQuietAt(at, timeZone, preferences.quiet)).toBe(false);
      if (!('hours' in before)) return;
      const exact = date.getTime() - before.hours * 3_600_000;
      expect(at.getTime()).toBeLessThanOrEqual(exact);
      expect(exact - at.getTime()).toBeLessThan(26 * 3_600_000);
      expect(reminderTime(date, { ...before, urgent: true }, { timeZone, preferences }).getTime()).toBe(exact);
    }),
    { numRuns: 1000 },
  );
});

test('the same where many clocks change, minute by minute of the night', () => {
  const nights = [
    ['Europe/Madrid', '2026-03-29T00:00:00Z'],
    ['Europe/Madrid', '2026-10-25T00:00:00Z'],
    ['America/New_York', '2026-03-08T06:00:00Z'],
    ['America/New_York', '2026-11-01T05:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T14:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T14:00:00Z'],
    ['Africa/Cairo', '2026-04-23T21:00:00Z'],
    ['Africa/Cairo', '2026-10-29T20:00:00Z'],
    ['Africa/Casablanca', '2026-02-15T01:00:00Z'],
    ['Africa/Casablanca', '2026-03-22T01:00:00Z'],
  ] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...nights),
      fc.integer({ min: -180, max: 360 }),
      fc.integer({ min: 0, max: 30 }),
      hours,
      ([timeZone, night], minutes, before, preferences) => {
        const date = new Date(Date.parse(night) + minutes * 60_000);
        for (const offset of [{ hours: before }, { days: Math.floor(before / 24) }]) {
          const at = reminderTime(date, { id: 'x', ...offset }, { timeZone, preferences });
          expect(at.getTime()).toBeLessThanOrEqual(date.getTime());
          expect(isQuietAt(at, timeZone, preferences.quiet)).toBe(false);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test.each([
  ['a morning that the clocks skip', '2026-03-30T10:00:00Z', 'Europe/Madrid', 150, '2026-03-29T01:00:00.000Z'],
  ['half an hour that is skipped', '2026-10-05T00:00:00Z', 'Australia/Lord_Howe', 135, '2026-10-03T15:30:00.000Z'],
  ['midnight that is skipped', '2026-04-25T10:00:00Z', 'Africa/Cairo', 0, '2026-04-23T22:00:00.000Z'],
] as const)('%s is its first moment that exists', (_what, date, zone, morning, expected) => {
  const awake = reader(zone, { quiet: { from: 0, until: 0 }, morning });
  expect(reminderTime(new Date(date), { id: '1d', days: 1 }, awake).toISOString()).toBe(expected);
});

test('a day that an island skipped is no day: it is said before the date all the same', () => {
  const date = new Date('2011-12-30T12:00:00Z');
  const at = reminderTime(date, { id: '1d', days: 1 }, reader('Pacific/Apia'));
  expect(at.getTime()).toBeLessThanOrEqual(date.getTime());
  expect(isQuietAt(at, 'Pacific/Apia', defaultPreferences.quiet)).toBe(false);
});

test('the longer before, the earlier, also where quiet hours move one of them', () => {
  const offsets = [
    ...[30, 14, 7, 3, 1].map((days) => ({ id: `${days}d`, days })),
    ...[40, 20, 12, 6, 3].map((before) => ({ id: `${before}h`, hours: before })),
  ].toSorted((a, b) => lengthOf(b) - lengthOf(a));
  fc.assert(
    fc.property(fc.constantFrom(...zones), dates, hours, (timeZone, date, preferences) => {
      const times = reminderTimes(date, offsets, { timeZone, preferences });
      const inOrder = offsets.map(({ id }) => times.get(id)?.getTime() ?? Number.NaN);
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      for (const at of times.values()) {
        expect(at.getTime()).toBeLessThanOrEqual(date.getTime());
        expect(isQuietAt(at, timeZone, preferences.quiet)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

function lengthOf(offset: { readonly days: number } | { readonly hours: number }): number {
  return 'days' in offset ? offset.days * 24 : offset.hours;
}

test('put off: an hour, the next morning, a week', () => {
  const now = new Date('2026-03-28T20:00:00Z');
  const ana = reader('Europe/Madrid');
  expect(snoozedUntil(now, 'hour', ana).toISOString()).toBe('2026-03-28T21:00:00.000Z');
  expect(snoozedUntil(now, 'tomorrow', ana).toISOString()).toBe('2026-03-29T07:00:00.000Z');
  expect(snoozedUntil(now, 'week', ana).toISOString()).toBe('2026-04-04T07:00:00.000Z');
});
