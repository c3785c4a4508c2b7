/** When somebody is reminded, in every zone and over every change of the clocks. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { defaultPreferences, isQuiet, morningOf } from '../../../src/delivery/preferences.ts';
import { reminderTime, snoozedUntil } from '../../../src/delivery/reminders/when.ts';

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

test('days before: always at the local morning, or as much later as a change of the clocks swallows; never after the date', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), dates, fc.integer({ min: 1, max: 60 }), hours, (timeZone, date, days, preferences) => {
      const at = reminderTime(date, { id: 'x', days }, { timeZone, preferences });
      const local = DateTime.fromJSDate(at, { zone: timeZone });
      const wanted = morningOf(preferences);
      const late = (local.hour * 60 + local.minute - wanted + 1440) % 1440;
      expect([0, 30, 60]).toContain(late);
      expect(at.getTime()).toBeLessThanOrEqual(date.getTime());
      const day = DateTime.fromJSDate(date, { zone: timeZone }).startOf('day');
      expect(Math.round(day.diff(local.startOf('day'), 'days').days)).toBe(days);
    }),
    { numRuns: 500 },
  );
});

test('hours before: never in quiet hours unless urgent, never after the date, at most a day earlier than asked', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), dates, fc.integer({ min: 1, max: 23 }), hours, (timeZone, date, before, preferences) => {
      fc.pre(preferences.quiet.from !== preferences.quiet.until);
      const at = reminderTime(date, { id: 'x', hours: before }, { timeZone, preferences });
      const exact = date.getTime() - before * 3_600_000;
      expect(reminderTime(date, { id: 'x', hours: before, urgent: true }, { timeZone, preferences }).getTime()).toBe(exact);
      expect(at.getTime()).toBeLessThanOrEqual(exact + 3_600_000);
      expect(exact - at.getTime()).toBeLessThan(26 * 3_600_000);
      const local = DateTime.fromJSDate(at, { zone: timeZone });
      const minute = local.hour * 60 + local.minute;
      const changed = local.offset !== local.minus({ hours: 26 }).offset || local.offset !== local.plus({ hours: 26 }).offset;
      if (!changed) expect(isQuiet(preferences.quiet, minute)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('the longer before, the earlier', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), dates, hours, (timeZone, date, preferences) => {
      const times = [30, 14, 7, 3, 1].map((days) => reminderTime(date, { id: `${days}d`, days }, { timeZone, preferences }).getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }),
  );
});

test('put off: an hour, the next morning, a week', () => {
  const now = new Date('2026-03-28T20:00:00Z');
  const ana = reader('Europe/Madrid');
  expect(snoozedUntil(now, 'hour', ana).toISOString()).toBe('2026-03-28T21:00:00.000Z');
  expect(snoozedUntil(now, 'tomorrow', ana).toISOString()).toBe('2026-03-29T07:00:00.000Z');
  expect(snoozedUntil(now, 'week', ana).toISOString()).toBe('2026-04-04T07:00:00.000Z');
});
