/** Digests: when they are due, what stands in them, and that nothing is told twice. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Dated, DatedSource } from '../../../src/dated.ts';
import { callSource } from '../../../src/features/call/dated.ts';
import { digestCard } from '../../../src/features/digest/card.ts';
import { concerns, lastDue } from '../../../src/features/digest/select.ts';
import { planDigests } from '../../../src/features/digest/service.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { lines, overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { publish } from '../../support/experiences.ts';
import { keptLog } from '../../support/log.ts';
import { openTown, type Town } from '../experience/support.ts';

describe('when it is due', () => {
  test.each([
    ['2026-03-02T07:59:00Z', 'weekly', 'Europe/Madrid', '2026-02-23T08:00:00.000Z', 'Monday, a minute before nine'],
    ['2026-03-02T08:00:00Z', 'weekly', 'Europe/Madrid', '2026-03-02T08:00:00.000Z', 'Monday at nine'],
    ['2026-03-30T07:00:00Z', 'weekly', 'Europe/Madrid', '2026-03-30T07:00:00.000Z', 'the Monday after the clocks changed'],
    ['2026-03-01T00:00:00Z', 'monthly', 'Pacific/Kiritimati', '2026-02-28T19:00:00.000Z', 'where the month begins first'],
    ['2024-03-01T08:00:00Z', 'monthly', 'America/Lima', '2024-02-01T14:00:00.000Z', 'the first of March is not there yet'],
  ] as const)('%s, %s in %s: %s (%s)', (now, frequency, zone, due, _why) => {
    expect(lastDue(new Date(now), frequency, zone, 540).toISOString()).toBe(due);
  });

  test('always on the local morning of a Monday or a first, never in the future, never longer ago than a period', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom('weekly', 'monthly'),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true }),
        (zone, frequency, now) => {
          const due = DateTime.fromJSDate(lastDue(now, frequency as 'weekly' | 'monthly', zone, 540), { zone });
          const days = DateTime.fromJSDate(now, { zone }).diff(due, 'days').days;
          expect(frequency === 'weekly' ? due.weekday : due.day).toBe(1);
          expect([due.hour, due.minute]).toEqual([9, 0]);
          expect(days).toBeGreaterThanOrEqual(0);
          expect(days).toBeLessThan(frequency === 'weekly' ? 7.1 : 31.1);
        },
      ),
    );
  });
});

test('who chose nothing is interested in all; what is about nothing in particular is for everybody', () => {
  const none = { themes: [], countries: [] };
  const health = { themes: ['health'], countries: ['FR'] };
  expect(concerns(health, none)).toBe(true);
  expect(concerns(none, health)).toBe(true);
  expect(concerns(health, { themes: ['housing'], countries: [] })).toBe(false);
  expect(concerns(health, { themes: ['health'], countries: ['ES'] })).toBe(false);
});

describe('on the store', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town.stop());
  beforeEach(() => town.clear());

  let run = 0;
  const hourly = (dated: readonly DatedSource[] = []) =>
    planDigests({
      ...town.parts,
      dated,
      log: keptLog('warn').log,
      calendarOf: () => undefined,
      placesOf: () => undefined,
      people: { forget: () => undefined },
      envelope: `job:${run++}`,
    });
  const digests = async () => (await town.told('awa')).filter((message) => message.startsWith('digest'));
  const reader = async (digest: 'weekly' | 'monthly') => {
    await town.person('Awa', 'member', 'fr');
    await town.parts.store.db.preference.create({ data: { personId: 'awa', digest, mailToken: `token-${run}` } });
    await hourly();
  };
  const sheet = async (title: string) => {
    await publish(town.parts.store, [{ title, summary: 'About it.', country: 'FR', startsOn: '2016' }]);
    await town.parts.store.db.experience.updateMany({ where: { title }, data: { publishedAt: town.clock.now() } });
  };

  test('whose deadlines it tells of is known, so that their reader hears of it when one is extended', async () => {
    await reader('weekly');
    town.clock.move({ days: 7 });
    await hourly([callSource]);
    const [row] = await town.parts.store.db.delivery.findMany({ where: { message: 'digest' } });
    expect(row?.tells).toEqual([{ subject: 'call:award-2026/submission', at: '2026-03-15T22:59:00.000Z' }]);
    town.clock.move({ days: -7 });
  });

  test('the first one comes at the next due time, with what is new since; what was told is not told again', async () => {
    await reader('weekly');
    expect(await digests(), 'nothing on the day on which one asks for it').toEqual([]);
    town.clock.move({ days: 2 });
    await sheet('Youth budget');
    town.clock.move({ days: 5 });
    await hourly();
    await hourly();
    const [sent, ...others] = await town.parts.store.db.delivery.findMany({ where: { message: 'digest' } });
    expect(others).toEqual([]);
    expect(sent).toMatchObject({ personId: 'awa', locale: 'fr' });
    town.clock.move({ days: 7 });
    await hourly();
    expect(await town.parts.store.db.delivery.count({ where: { message: 'digest' } }), 'nothing new, nothing sent').toBe(1);
  });
});

describe.each(catalogue.locales)('in %s', (locale) => {
  const hostile = '@everyone <!channel> *_`~|&<b> '.repeat(8);
  const dated = (n: number): Dated => ({
    uid: `event-${n}`,
    kind: (['event', 'deadline', 'plan'] as const)[n % 3] ?? 'event',
    title: hostile,
    text: hostile,
    when: n % 2 === 0 ? { kind: 'instant', start: new Date('2026-03-02T09:00:00Z'), timeZone: 'UTC' } : { kind: 'date', start: '2026-03' },
    place: hostile,
    url: n % 4 === 0 ? 'https://example.org/a' : '',
    themes: [],
    country: '',
    cancelled: false,
    sequence: 0,
    changedAt: new Date('2026-03-02T09:00:00Z'),
  });
  const t = translator(locale);
  const full = digestCard(
    { t },
    {
      experiences: Array.from({ length: 40 }, (_, n) => ({ id: `e${n}`, title: hostile, city: hostile.slice(0, 80), country: 'CI' })),
      dated: Array.from({ length: 60 }, (_, n) => dated(n)),
      drafts: Array.from({ length: 3 }, () => ({ title: hostile, form: 'candidacy/award-2026' })),
      asked: Array.from({ length: 3 }, () => hostile),
    },
  );
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s the fullest digest stands whole', (_platform, over) => {
    expect(over(full)).toEqual([]);
  });

  test('what there is more of is a command away; what the reader is asked for stands there', () => {
    expect(lines(full).join('\n')).toContain('/experience search');
    expect(lines(full).join('\n')).toContain(t('candidacy.decision.more.title'));
  });
});
