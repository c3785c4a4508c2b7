/** Phases of whole days stay on their days, wherever they are read. */
import { describe, expect, test } from 'vitest';
import type { PhaseKind } from '../../../src/features/call/content.ts';
import { daysOf } from '../../../src/features/call/days.ts';

const zone = 'Europe/Warsaw';
const phase = (kind: PhaseKind, opens: string, closes: string | null) => ({
  kind,
  opensAt: new Date(opens),
  closesAt: closes === null ? null : new Date(closes),
});

describe('a phase is of whole days', () => {
  test('from the first midnight to the last minute, on the clocks of the call', () =>
    expect(daysOf(phase('ceremony', '2026-09-20T22:00:00Z', '2026-09-23T21:59:00Z'), zone)).toEqual({
      first: '2026-09-21',
      last: '2026-09-23',
    }));
  test('also where its end is open', () =>
    expect(daysOf(phase('results', '2026-01-04T23:00:00Z', null), zone)).toEqual({ first: '2026-01-05' }));
  test('across a change of the clocks', () =>
    expect(daysOf(phase('jury', '2026-03-28T23:00:00Z', '2026-03-29T21:59:00Z'), zone)).toEqual({
      first: '2026-03-29',
      last: '2026-03-29',
    }));
});

describe('a phase is of hours', () => {
  test('where it begins or ends within a day', () => {
    expect(daysOf(phase('ceremony', '2026-09-21T16:00:00Z', '2026-09-21T21:59:00Z'), zone)).toBeUndefined();
    expect(daysOf(phase('ceremony', '2026-09-20T22:00:00Z', '2026-09-21T16:00:00Z'), zone)).toBeUndefined();
  });
  test('where something has to be sent by its end', () => {
    for (const kind of ['submission', 'comments', 'vote'] as const)
      expect(daysOf(phase(kind, '2026-09-20T22:00:00Z', '2026-09-23T21:59:00Z'), zone)).toBeUndefined();
  });
});
