/** What cannot be and what is odd in a call, one story a rule, and the published page's own contradiction. */
import { describe, expect, test } from 'vitest';
import { type Checked, checkCall, checkOpening, type Dates, intakeState, newFindings } from '../../../src/features/call/rules.ts';

const day = (date: string | null): Date | null => (date === null ? null : new Date(`${date}T12:00:00Z`));
const phase = (kind: string, opens: string | null, closes: string | null): Dates => ({
  key: kind,
  kind,
  opensAt: day(opens),
  closesAt: day(closes),
});
const call = (phases: readonly Dates[], more: Partial<Checked> = {}): Checked => ({
  phases,
  figures: undefined,
  statements: [],
  timeZone: 'UTC',
  ...more,
});
const found = (checked: Checked) => checkCall(checked).map(({ level, code, phases }) => [level, code, ...phases].join(' '));

const sound = [
  phase('submission', '2026-01-20', '2026-03-15'),
  phase('check', '2026-03-16', '2026-04-01'),
  phase('jury', '2026-05-20', '2026-07-15'),
  phase('vote', '2026-06-15', '2026-07-15'),
  phase('ceremony', '2026-09-21', '2026-09-23'),
];

describe('what cannot be', () => {
  test('a phase that ends before it opens', () => {
    expect(found(call([phase('check', '2026-04-01', '2026-03-16')]))).toEqual(['refuse ends-before-it-opens check']);
  });

  test('submission that closes after the evaluation has begun', () => {
    expect(found(call([phase('submission', '2026-01-20', '2026-06-01'), phase('jury', '2026-05-20', '2026-07-15')]))).toEqual([
      'refuse submission-into-evaluation submission jury',
    ]);
  });

  test('a ceremony before its results', () => {
    expect(found(call([phase('ceremony', '2026-05-01', null), phase('results', '2026-09-01', null)]))).toEqual([
      'refuse ceremony-before-results ceremony results',
    ]);
  });

  test('a ceremony while the jury still reads, where no day is set for the results', () => {
    expect(found(call([phase('jury', '2026-05-20', '2026-07-15'), phase('ceremony', '2026-06-01', null)]))).toContain(
      'refuse ceremony-before-results ceremony jury',
    );
  });
});

describe('what cannot be either', () => {
  test('two phases in which candidacies are sent in', () => {
    const second = { ...phase('submission', '2026-04-01', '2026-05-01'), key: 'again' };
    expect(found(call([phase('submission', '2026-01-20', '2026-03-15'), second]))).toEqual(['refuse several-submissions again submission']);
  });

  test('results before those who decide are done', () => {
    expect(found(call([phase('vote', '2026-04-01', '2026-05-01'), phase('results', '2026-04-20', null)]))).toEqual([
      'refuse results-before-decision results vote',
    ]);
  });

  test('a vote that asks for more choices than it allows', () => {
    const vote = { ...phase('vote', '2026-04-01', '2026-05-01'), rules: { vote: { min: 5, max: 3 } } };
    const [finding] = checkCall(call([vote]));
    expect(finding).toMatchObject({ level: 'refuse', code: 'vote', args: { min: 5, max: 3 } });
  });

  test('what a change brings is told apart from what was wrong before it', () => {
    const before = call([phase('check', '2026-04-01', '2026-03-16'), phase('submission', '2026-01-20', '2026-03-15')]);
    const [check, submission] = before.phases;
    if (!check || !submission) throw new Error('no phases');
    const after = call([check, { ...submission, closesAt: day('2026-01-10') }]);
    expect(newFindings(before, before)).toEqual([]);
    expect(newFindings(before, after).map(({ code, phases }) => [code, ...phases])).toEqual([['ends-before-it-opens', 'submission']]);
  });
});

describe('what is odd', () => {
  test('a formal check that ends before everything is in', () => {
    expect(found(call([phase('submission', '2026-01-20', '2026-03-15'), phase('check', '2026-03-01', '2026-03-10')]))).toEqual([
      'warn check-before-all check submission',
    ]);
  });

  test('a year that is mistyped: a phase that lasts for years, or one that is years away', () => {
    expect(found(call([phase('submission', '2026-01-20', '2028-03-15')]))).toEqual(['warn long submission']);
    expect(found(call([phase('submission', '2026-01-20', '2026-03-15'), phase('check', '2028-03-16', '2028-04-01')]))).toEqual([
      'warn far-apart check submission',
    ]);
  });

  test('figures that count what is no category, or leave one out', () => {
    const categories = [{ key: 'a' }, { key: 'b' }];
    const figures = { total: 3, categories: { a: 1, z: 2 } };
    expect(checkCall(call(sound, { categories, figures })).map(({ code, args }) => [code, args.category])).toEqual([
      ['figures-unknown', 'z'],
      ['figures-missing', 'b'],
    ]);
  });

  test('nothing, where the dates are sound; phases may overlap', () => {
    expect(found(call(sound))).toEqual([]);
  });

  test('the categories of 2025 add up to 136, not to 137', () => {
    const figures = { total: 137, categories: { a: 55, b: 26, c: 24, d: 22, e: 9 } };
    const [finding] = checkCall(call(sound, { figures }));
    expect(finding).toMatchObject({ level: 'warn', code: 'figures', args: { sum: 136, total: 137 } });
  });

  test('the page of 2026 says May for a ceremony in September', () => {
    const statements = [{ source: 'phase 8', says: 'ceremony', on: '2026-05' } as const];
    expect(found(call(sound, { statements }))).toEqual(['warn said-otherwise ceremony']);
  });

  test.each(['2026', '2026-09', '2026-09-22'])('a page that says %s agrees with it', (on) => {
    expect(found(call(sound, { statements: [{ source: 'a page', says: 'ceremony', on }] }))).toEqual([]);
  });

  test('a phase without any date, and one in the wrong place', () => {
    expect(
      found(call([phase('check', '2026-04-01', null), phase('submission', '2026-01-20', '2026-03-15'), phase('results', null, null)])),
    ).toEqual(['warn out-of-order submission check', 'warn no-date results']);
  });
});

describe('a call that opens', () => {
  const now = new Date('2026-01-01T00:00:00Z');

  test('needs a submission phase that closes in the future', () => {
    expect(checkOpening(call(sound), now)).toEqual([]);
    expect(checkOpening(call([]), now).map(({ code }) => code)).toEqual(['no-submission']);
    expect(checkOpening(call([phase('submission', '2026-01-20', null)]), now).map(({ code }) => code)).toEqual(['no-closing']);
    expect(checkOpening(call(sound), new Date('2026-03-16T00:00:00Z')).map(({ code }) => code)).toEqual(['closed-already']);
  });
});

describe('whether a call takes candidacies', () => {
  const open = { state: 'open', phases: [phase('submission', '2026-01-20', '2026-03-15')], graceMinutes: 10 };
  const at = (iso: string) => intakeState(open, new Date(iso));

  test.each([
    ['2026-01-20T11:59:59.999Z', 'later'],
    ['2026-01-20T12:00:00Z', 'open'],
    ['2026-03-15T12:00:00Z', 'open'],
    ['2026-03-15T12:00:00.001Z', 'grace'],
    ['2026-03-15T12:10:00Z', 'grace'],
    ['2026-03-15T12:10:00.001Z', 'past'],
  ])('at %s: %s', (now, state) => expect(at(now)).toBe(state));

  test('not while it is a draft, nor once it is closed, nor without a closing', () => {
    const now = new Date('2026-02-01T00:00:00Z');
    expect(intakeState({ ...open, state: 'draft' }, now)).toBe('later');
    expect(intakeState({ ...open, state: 'closed' }, now)).toBe('past');
    expect(intakeState({ ...open, phases: [phase('submission', '2026-01-20', null)] }, now)).toBe('none');
  });
});
