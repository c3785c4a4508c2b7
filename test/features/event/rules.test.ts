/** The waiting list, and the dates of a series, whatever people and clocks do. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { brokenLine, materialsFrom, materialsText } from '../../../src/features/event/materials.ts';
import { answered, filled, type Place, positionOf, standingOf, type Wish } from '../../../src/features/event/rules.ts';
import { cadenceOf, cadences, isRule, ruleFor, startsOf, tidyRule } from '../../../src/features/event/series.ts';

const coming = (places: readonly Place[]): readonly string[] =>
  places.filter(({ answer }) => answer === 'yes').map(({ personId }) => personId);
const queue = (places: readonly Place[]): readonly string[] =>
  places
    .filter(({ answer }) => answer === 'waiting')
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ personId }) => personId);

describe('the waiting list', () => {
  const step = fc.record({ person: fc.integer({ min: 0, max: 9 }), wish: fc.constantFrom<Wish>('yes', 'maybe', 'no') });

  test('never more come than there are places, nobody overtakes, and no place stays free while somebody waits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 60 }), (capacity, steps) => {
        let places: readonly Place[] = [];
        for (const [turn, { person, wish }] of steps.entries()) {
          const waited = queue(places);
          const roster = answered(places, `p${person}`, wish, capacity, turn + 1);
          expect(coming(roster.places).length).toBeLessThanOrEqual(capacity);
          if (queue(roster.places).length > 0) expect(coming(roster.places)).toHaveLength(capacity);
          // Who is let in is who waited longest; the others keep their order, and a new one stands at the end.
          const others = waited.filter((one) => one !== `p${person}` || wish === 'yes');
          expect(roster.promoted).toEqual(others.slice(0, roster.promoted.length));
          const rest = others.slice(roster.promoted.length);
          expect(queue(roster.places).slice(0, rest.length)).toEqual(rest);
          places = roster.places;
        }
      }),
    );
  });

  test('more places let in as many as there is room for, fewer take none away', () => {
    const places: readonly Place[] = ['a', 'b', 'c', 'd'].map((personId, turn) => ({
      personId,
      turn,
      answer: turn === 0 ? 'yes' : 'waiting',
    }));
    expect(filled(places, 3).promoted).toEqual(['b', 'c']);
    expect(filled(places, null).promoted).toEqual(['b', 'c', 'd']);
    expect(coming(filled(places, 0).places)).toEqual(['a']);
    expect(positionOf(places, 'c')).toBe(2);
    expect(positionOf(places, 'a')).toBeUndefined();
  });
});

describe('a series', () => {
  const zones = [
    'Europe/Madrid',
    'America/Sao_Paulo',
    'America/New_York',
    'Pacific/Auckland',
    'Australia/Lord_Howe',
    'UTC',
    'Asia/Kolkata',
  ];
  const start = fc.record({
    day: fc.integer({ min: 0, max: 3000 }),
    hour: fc.integer({ min: 6, max: 22 }),
    zone: fc.constantFrom(...zones),
    cadence: fc.constantFrom(...cadences),
  });

  test('keeps its time of day in its zone through every change of the clocks', () => {
    fc.assert(
      fc.property(start, ({ day, hour, zone, cadence }) => {
        const first = DateTime.fromObject({ year: 2024, month: 1, day: 1, hour, minute: 30 }, { zone }).plus({ days: day });
        const rule = ruleFor(cadence, first.toJSDate(), zone, 14);
        expect(isRule(rule, first.toJSDate(), zone)).toBe(true);
        expect(cadenceOf(rule)).toEqual({ cadence, times: 14 });
        const until = first.plus({ years: 2 }).toJSDate();
        const starts = startsOf({ startsAt: first.toJSDate(), timeZone: zone, rule }, until).map((at) => DateTime.fromJSDate(at, { zone }));
        expect(starts).toHaveLength(14);
        expect(starts[0]?.toMillis()).toBe(first.toMillis());
        for (const at of starts) expect([at.hour, at.minute]).toEqual([hour, 30]);
        if (cadence === 'weekly') for (const at of starts) expect(at.weekday).toBe(first.weekday);
      }),
      { numRuns: 60 },
    );
  });

  test('on the 31st it comes every month, on the last day of the shorter ones', () => {
    const first = DateTime.fromISO('2026-01-31T18:00', { zone: 'Europe/Madrid' });
    const rule = ruleFor('monthlyDay', first.toJSDate(), 'Europe/Madrid', 4);
    const starts = startsOf({ startsAt: first.toJSDate(), timeZone: 'Europe/Madrid', rule }, first.plus({ years: 1 }).toJSDate());
    expect(starts.map((at) => DateTime.fromJSDate(at, { zone: 'Europe/Madrid' }).toISODate())).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]);
  });

  test('of somebody’s own rule: followed where it can be, refused where it cannot', () => {
    const at = new Date('2026-03-30T16:00:00Z');
    const fits = (typed: string) => isRule(tidyRule(typed), at, 'Europe/Madrid');
    expect(fits('RRULE:FREQ=MONTHLY; BYDAY=-1MO')).toBe(true);
    expect(fits('freq=yearly;count=3')).toBe(true);
    for (const typed of ['', 'every Monday', 'FREQ=HOURLY', 'FREQ=DAILY;BYHOUR=1,2,3', 'FREQ=DAILY;COUNT=1', 'FREQ=NEVER']) {
      expect([typed, fits(typed)]).toEqual([typed, false]);
    }
  });
});

test('how an event stands follows from the clock', () => {
  const times = { state: 'planned', startsAt: new Date(1000), endsAt: new Date(2000) };
  const at = (ms: number, state = 'announced') => standingOf({ state }, times, new Date(ms));
  expect([at(999), at(1000), at(1999), at(2000)]).toEqual(['coming', 'live', 'live', 'past']);
  expect([at(0, 'draft'), at(5000, 'cancelled')]).toEqual(['draft', 'cancelled']);
});

test('materials are a title and an address on each line', () => {
  const typed = 'Slides: https://example.org/a\nhttps://example.org/b';
  const read = materialsFrom(typed);
  expect(read).toEqual([
    { title: 'Slides', url: 'https://example.org/a' },
    { title: 'example.org', url: 'https://example.org/b' },
  ]);
  expect(materialsFrom(materialsText(read))).toEqual(read);
  expect(brokenLine(`${typed}\nnothing here`)).toBe('nothing here');
  expect(brokenLine('Slides http://example.org')).toBe('Slides http://example.org');
});
