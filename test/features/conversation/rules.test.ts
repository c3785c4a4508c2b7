/** Two working days, on the secretariat's clocks. */
import { expect, test } from 'vitest';
import { answerBy } from '../../../src/features/conversation/rules.ts';

test.each([
  ['on a Monday morning', '2026-03-02T09:30:00Z', '2026-03-04T09:30:00.000Z'],
  ['on a Thursday: the weekend does not count', '2026-03-05T10:00:00Z', '2026-03-09T10:00:00.000Z'],
  ['on a Friday at 16:00', '2026-03-06T15:00:00Z', '2026-03-10T15:00:00.000Z'],
  ['late on a Friday evening: it comes on Monday at nine', '2026-03-06T21:00:00Z', '2026-03-11T08:00:00.000Z'],
  ['on a Sunday', '2026-03-08T12:00:00Z', '2026-03-11T08:00:00.000Z'],
  ['at three in the night', '2026-03-03T02:00:00Z', '2026-03-05T08:00:00.000Z'],
  ['over the change to summer time: at the same hour on the clock', '2026-03-27T10:00:00Z', '2026-03-31T09:00:00.000Z'],
])('asked %s', (_when, since, by) => {
  expect(answerBy(new Date(since), 'Europe/Madrid').toISOString()).toBe(by);
});

test('the day is the one in the secretariat’s zone', () => {
  // Friday evening in Mexico, Saturday already in Madrid.
  expect(answerBy(new Date('2026-03-06T23:30:00Z'), 'America/Mexico_City').toISOString()).toBe('2026-03-10T23:30:00.000Z');
});
