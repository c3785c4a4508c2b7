/** The agenda: which months, in whose zone, what is open, what fits; and the network's plans as they are loaded. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { plain } from '../../../src/chat/text.ts';
import { systemClock } from '../../../src/clock.ts';
import type { Dated } from '../../../src/dated.ts';
import { UserError } from '../../../src/errors.ts';
import { agendaCard } from '../../../src/features/agenda/card.ts';
import { daysOf, inOrder, lastDayOf } from '../../../src/features/agenda/days.ts';
import { agendaSource } from '../../../src/features/agenda/service.ts';
import { moved, readAgenda, readView, type View, viewOf, withFilter, writeView } from '../../../src/features/agenda/view.ts';
import { seeds } from '../../../src/features/registry.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { loadSeeds } from '../../../src/store/seed.ts';
import type { Store } from '../../../src/store/store.ts';
import { seedFolder } from '../../store/seed-folder.ts';
import { translator } from '../../support/catalogue.ts';
import { root } from '../../support/sources.ts';
import { openTestStore } from '../../support/store.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';
import { dated, sourceOf } from './support.ts';

const vocabulary = seedVocabulary();
const locales = ['en', 'es', 'fr', 'pt'];
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  await loadSeeds(store, join(root, 'prisma/seed'), systemClock, seeds);
});
afterAll(() => store.close());

const reader = (items: readonly Dated[] = [], changes: { locale?: string; timeZone?: string; now?: Date } = {}) => {
  const { locale = 'en', timeZone = 'Europe/Madrid', now = new Date('2026-03-02T09:00:00Z') } = changes;
  return { store, t: translator(locale), locale, timeZone, now, dated: [sourceOf('event', () => items)] };
};
const plans = (locale = 'en', timeZone = 'Europe/Madrid') => ({ ...reader([], { locale, timeZone }), dated: [agendaSource] });
const asked = (typed: string, locale = 'en', filters = {}): View => viewOf(reader([], { locale }), typed, filters);
const textOf = (card: Card): string =>
  [
    card.title ?? '',
    ...card.blocks.map((block) => {
      if (block.type === 'list') return block.items.map((item) => `- ${plain(item)}`).join('\n');
      if (block.type === 'heading') return `# ${block.text}`;
      if (block.type === 'text' || block.type === 'note') return plain(block.text);
      if (block.type !== 'actions') return '';
      return block.controls
        .map((control) => (control.type === 'select' ? `[${control.options.map(({ label }) => label).join(', ')}]` : `[${control.label}]`))
        .join(' ');
    }),
  ].join('\n');
const shown = async (ctx: ReturnType<typeof reader>, view: View, calendar?: string): Promise<string> =>
  textOf(agendaCard({ t: ctx.t, vocabulary }, await readAgenda(ctx, view), calendar));

describe('which months', () => {
  test.each([
    ['', 'en', '2026-03', 3],
    ['July', 'en', '2026-07', 1],
    ['julio de 2020', 'es', '2020-07', 1],
    ['août 2020', 'fr', '2020-08', 1],
    ['7/2026', 'pt', '2026-07', 1],
    ['2026-07', 'fr', '2026-07', 1],
    ['2020', 'en', '2020-01', 12],
  ])('%j in %s', (typed, locale, month, months) => {
    expect(asked(typed, locale)).toMatchObject({ month, months, skip: 0 });
  });

  test('what is no month is refused with what was typed', () => {
    expect(() => asked('soonish')).toThrow(new UserError('agenda.month', { given: 'soonish' }));
  });

  test('the month is the reader’s own: it is still February in Hawaii', () => {
    expect(viewOf({ locale: 'en', now: new Date('2026-03-01T05:00:00Z'), timeZone: 'Pacific/Honolulu' }, undefined, {}).month).toBe(
      '2026-02',
    );
  });

  test('a button brings the same view back, whatever was narrowed', () => {
    const view = { month: '2026-12', months: 3, skip: 12, kind: 'deadline', theme: 'social-inclusion', country: 'FR' } as const;
    expect(readView(writeView(view))).toEqual(view);
    expect(moved(view, 1)).toMatchObject({ month: '2027-01', skip: 0, theme: 'social-inclusion' });
    expect(withFilter(view, 'kind:plan')).toMatchObject({ kind: 'plan', theme: 'social-inclusion', skip: 0 });
    expect(withFilter(view, 'all')).toEqual({ month: '2026-12', months: 3, skip: 0 });
    expect(() => readView('2026-13.3.0...')).toThrow(new UserError('agenda.expired'));
    expect(() => withFilter(view, 'kind:secret')).toThrow(new UserError('agenda.expired'));
    const longest = Math.max(...vocabulary.terms('themes').map(({ key }) => key.length));
    expect(`agenda.turn:${writeView({ ...view, skip: 10_000 })}`.length + longest).toBeLessThanOrEqual(100);
  });
});

describe('days', () => {
  test('a month ends on its last day, in leap years too', () => {
    expect(['2020-02', '2026-02', '2026-04', '2026', '2026-05-06'].map(lastDayOf)).toEqual([
      '2020-02-29',
      '2026-02-28',
      '2026-04-30',
      '2026-12-31',
      '2026-05-06',
    ]);
  });

  test('a moment is on the reader’s day, not on that of where it happens', () => {
    const when = {
      kind: 'instant',
      start: new Date('2026-04-01T01:00:00Z'),
      end: new Date('2026-04-01T05:00:00Z'),
      timeZone: 'Asia/Tokyo',
    } as const;
    expect(daysOf(when, 'America/Bogota')).toEqual({ first: '2026-03-31', last: '2026-03-31' });
    expect(daysOf(when, 'Asia/Tokyo')).toEqual({ first: '2026-04-01', last: '2026-04-01' });
  });

  test('what has no day yet stands at the end of its month', () => {
    const day = (uid: string, start: string) => dated({ uid, when: { kind: 'date', start } });
    expect(
      inOrder([day('open', '2026-03'), day('late', '2026-03-31'), day('next', '2026-04-01'), day('early', '2026-03-02')], 'UTC').map(
        ({ uid }) => uid,
      ),
    ).toEqual(['early', 'late', 'open', 'next']);
  });
});

describe('what stands there', () => {
  test('the plan of 2020, month by month, with what it leaves open and the months in which nothing is', async () => {
    const text = await shown(plans(), asked('2020'));
    expect(text).toMatch(/# January 2020\n- Materials for the IOPD Award prepared · date open · plan\n/);
    expect(text).toMatch(
      /# July 2020\n- 20th IOPD Conference · 20 July 2020 – 22 July 2020 · event · Cocody, Abidjan, Côte d’Ivoire\n# August 2020\nNothing yet.\n/,
    );
    expect(text).toMatch(/# 2020, month open\n- UCLG Retreat and Campus · date open · event · Barcelona, Spain/);
    expect(text.match(/Nothing yet\./g)).toHaveLength(3);
  });

  test.each([
    ['es', 'Foro Urbano Mundial (WUF 10) · 8 de febrero de 2020 – 13 de febrero de 2020'],
    ['fr', 'Forum urbain mondial (WUF 10) · 8 février 2020 – 13 février 2020'],
    ['pt', 'Fórum Urbano Mundial (WUF 10) · 8 de fevereiro de 2020 – 13 de fevereiro de 2020'],
  ])('in %s', async (locale, line) => {
    expect(await shown(plans(locale), asked('2020-02', locale))).toContain(line);
  });

  test('it is narrowed by what there is', async () => {
    const text = await shown(plans(), asked('2020', 'en', { country: 'PT' }));
    expect(text).toContain('Only: Portugal');
    expect(text).toContain('Iberian meeting');
    expect(text).not.toContain('World Urban Forum');
    expect(text).toContain('Country: United Arab Emirates');
    expect(text).toContain('Theme: ');
  });

  test('where nothing is in view, the next thing is a press away', async () => {
    const ctx = reader([dated({ uid: 'event:1/0', when: { kind: 'instant', start: new Date('2026-11-30T23:30:00Z'), timeZone: 'UTC' } })]);
    const text = await shown(ctx, asked(''));
    expect(text.match(/Nothing yet\./g)).toHaveLength(3);
    expect(text).toContain('[Next: December 2026]');
  });

  test('what was cancelled says so, and what began before the first month stands in it', async () => {
    const ctx = reader([
      dated({ uid: 'event:1/0', cancelled: true }),
      dated({ uid: 'event:2/0', title: 'Long one', when: { kind: 'date', start: '2026-02-20', end: '2026-03-05' } }),
      dated({ uid: 'event:3/0', title: 'Over', when: { kind: 'date', start: '2026-02-20' } }),
    ]);
    const text = await shown(ctx, asked('March'), 'https://agora.example.org/calendar/en.ics');
    expect(text).toContain('- Long one · 20 February 2026 – 5 March 2026');
    expect(text).toContain('- Cancelled: Seminar on youth budgets');
    expect(text).not.toContain('Over');
    expect(text).toContain('[‹ February 2026] [April 2026 ›] [Subscribe (.ics)]');
  });

  test.each(locales)('a busy year fits on every platform, page by page, and every item is there (%s)', async (locale) => {
    const items = Array.from({ length: 90 }, (_, n) =>
      dated({
        uid: `event:${n}/0`,
        title: `${n} & *<b>Ünïque</b>* `.repeat(10),
        place: 'Llanfairpwllgwyngyll, '.repeat(6),
        country:
          ['FR', 'ES', 'PT', 'CI', 'KR', 'AE', 'MX', 'BR', 'AR', 'CL', 'UY', 'PE', 'EC', 'CO', 'BO', 'IT', 'DE', 'GB', 'US', 'CA'][
            n % 20
          ] ?? '',
        url: `https://example.org/${n}`,
        cancelled: n % 7 === 0,
        themes: [vocabulary.terms('themes')[n % 25]?.key ?? ''],
        when: { kind: 'instant', start: new Date(Date.UTC(2026, n % 11, 3, n % 20)), timeZone: 'UTC' },
      }),
    );
    const ctx = reader(items, { locale });
    const seen = new Set<string>();
    let view: View | undefined = asked('2026', locale, { country: undefined });
    while (view !== undefined) {
      const card = agendaCard({ t: ctx.t, vocabulary }, await readAgenda(ctx, view), 'https://agora.example.org/calendar/en.ics');
      expect([...overDiscord(card), ...overPlayground(card), ...overSlack(card)]).toEqual([]);
      for (const block of card.blocks)
        if (block.type === 'list') for (const item of block.items) seen.add(plain(item).match(/\d+ &/)?.[0] ?? '');
      const next: string | undefined = card.blocks
        .flatMap((block) => (block.type === 'actions' ? block.controls : []))
        .flatMap((control) => (control.type === 'button' && control.label === ctx.t('agenda.continue') ? [control.action.id] : []))[0];
      view = next === undefined ? undefined : readView(next);
    }
    expect(seen.size).toBe(90);
  });
});

describe('the plans as they are loaded', () => {
  const item = (changes: object = {}) => ({
    key: 'one',
    kind: 'event',
    titles: { en: 'One', es: 'Uno', fr: 'Un', pt: 'Um' },
    startsOn: '2031-03',
    ...changes,
  });
  const folder = seedFolder();
  let time = 0;
  const clock = { now: () => new Date(Date.UTC(2030, 0, 1) + time) };
  const load = async (...items: readonly object[]) => {
    time += 1000;
    folder.write('agenda-test.json', { kind: 'agenda', agenda: 'test', items });
    await loadSeeds(store, folder.path, clock, seeds);
    return store.db.agendaItem.findMany({ where: { agenda: 'test' }, orderBy: { position: 'asc' } });
  };
  beforeEach(() => load());
  afterAll(() => folder.remove());

  test('again and again, with a higher number for calendars only where something was changed', async () => {
    const [first] = await load(item());
    expect(first).toMatchObject({ id: 'test/one', sequence: 0, firstDay: '2031-03-01', lastDay: '2031-03-31' });
    const [same] = await load(item(), item({ key: 'two' }));
    expect(same).toEqual(first);
    const [decided] = await load(item({ startsOn: '2031-03-04', endsOn: '2031-03-05' }));
    expect(decided).toMatchObject({ sequence: 1, firstDay: '2031-03-04', lastDay: '2031-03-05', changedAt: clock.now() });
    expect(await load()).toEqual([]);
  });

  test.each([
    [{ startsOn: 'spring' }, /a date as 2020/],
    [{ startsOn: '2031-03-04', endsOn: '2031-03-03' }, /it ends before it begins/],
    [{ themes: ['astrology'] }, /no themes astrology/],
    [{ titles: { en: 'One' } }, /es/],
  ])('a file with %j is refused and changes nothing', async (changes, why) => {
    await expect(load(item(changes))).rejects.toThrow(why);
    expect(await store.db.agendaItem.count({ where: { agenda: 'test' } })).toBe(0);
  });

  test('every seed file of ours loads, with titles in four languages', async () => {
    const text = readFileSync(join(root, 'prisma/seed/agenda-2020.json'), 'utf8');
    expect(await store.db.agendaItem.count({ where: { agenda: 'work-plan-2020' } })).toBe((text.match(/"key"/g) ?? []).length);
  });
});
