/** The end of quiet hours, by fixed instants and over many zones and days. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { isQuiet } from '../../src/delivery/preferences.ts';
import { endOfQuiet } from '../../src/delivery/quiet.ts';

const night = { from: 21 * 60, until: 8 * 60 };

test.each([
  ['in the evening, until the next morning', '2026-03-02T22:00:00Z', 'Europe/Madrid', '2026-03-03T07:00:00Z'],
  ['after midnight, until this morning', '2026-03-02T02:00:00Z', 'Europe/Madrid', '2026-03-02T07:00:00Z'],
  ['over the night in which summer begins', '2026-03-28T22:00:00Z', 'Europe/Madrid', '2026-03-29T06:00:00Z'],
  ['over the night in which summer ends', '2026-10-24T21:00:00Z', 'Europe/Madrid', '2026-10-25T07:00:00Z'],
  ['on the other side of the date line', '2026-03-02T09:00:00Z', 'Pacific/Auckland', '2026-03-02T19:00:00Z'],
  ['over a 29 February', '2028-02-29T01:00:00Z', 'America/Sao_Paulo', '2028-02-29T11:00:00Z'],
  ['in a zone that nobody knows, by UTC', '2026-03-02T22:00:00Z', 'Mars/Olympus', '2026-03-03T08:00:00Z'],
])('%s', (_name, now, zone, end) => {
  expect(endOfQuiet(new Date(now), night, zone)).toEqual(new Date(end));
});

test('by day, and for whom no hours are quiet, nothing waits', () => {
  expect(endOfQuiet(new Date('2026-03-02T12:00:00Z'), night, 'Europe/Madrid')).toBeUndefined();
  expect(endOfQuiet(new Date('2026-03-02T23:00:00Z'), { from: 480, until: 480 }, 'Europe/Madrid')).toBeUndefined();
});

test('it is later, within a day and a bit, and not quiet', () => {
  const minute = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
  const zones = fc.constantFrom('Europe/Madrid', 'America/Sao_Paulo', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC');
  const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, zones, minute, minute, (now, zone, from, until) => {
      const quiet = { from, until };
      const end = endOfQuiet(now, quiet, zone);
      const local = DateTime.fromJSDate(now, { zone });
      expect(end !== undefined).toBe(isQuiet(quiet, local.hour * 60 + local.minute));
      if (end === undefined) return;
      expect(end.getTime()).toBeGreaterThan(now.getTime());
      expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
      const then = DateTime.fromJSDate(end, { zone });
      expect(isQuiet(quiet, then.hour * 60 + then.minute)).toBe(false);
    }),
  );
});
