/** The rules of a sheet: completeness, period, and two edits of one sheet. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Content, changedFields, contentFields } from '../../../src/features/experience/content.ts';
import { problemsOf } from '../../../src/features/experience/form.ts';
import { completeness, endsBeforeStart, merge, years } from '../../../src/features/experience/rules.ts';
import { quick } from './support.ts';

const words = fc.string({ maxLength: 20 });
const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 });
const content: fc.Arbitrary<Content> = fc.record({
  locale: fc.constantFrom('en', 'fr'),
  title: words,
  summary: words,
  description: words,
  country: fc.constantFrom('', 'FR', 'PT'),
  city: words,
  startsOn: fc.constantFrom('', '2015', '2016-05'),
  endsOn: fc.constantFrom('', '2017', '2018-01-31'),
  ongoing: fc.boolean(),
  types: keys,
  themes: keys,
  sdgs: keys,
  objectives: keys,
  participants: keys,
  methods: keys,
  scale: fc.constantFrom('', 'city'),
  participantCount: fc.option(fc.nat()),
  results: words,
  evaluation: words,
  links: keys,
  imageUrl: words,
  imageAlt: words,
});

describe('completeness', () => {
  test('the quick form alone is a first outline, and says what would help most first', () => {
    const { level, missing } = completeness(quick());
    expect(level).toBe('stub');
    expect(missing[0]).toBe('description');
  });

  test('what can be learned from is partial', () => {
    const filled = quick({ description: 'Long.', results: 'Many.', methods: ['workshop'] });
    expect(completeness(filled)).toEqual({ level: 'partial', missing: ['participants', 'objectives', 'scale', 'evaluation'] });
  });

  test('everything is complete', () => {
    const all = { description: 'a', results: 'b', methods: ['c'], participants: ['d'], objectives: ['e'], scale: 'city', evaluation: 'f' };
    expect(completeness(quick(all))).toEqual({ level: 'complete', missing: [] });
  });

  test('without a country it stays an outline, however much is told', () => {
    expect(completeness(quick({ country: '', description: 'a', results: 'b', methods: ['c'] })).level).toBe('stub');
  });

  test('giving more never makes it less complete', () => {
    const rank = { stub: 0, partial: 1, complete: 2 };
    fc.assert(
      fc.property(content, fc.constantFrom('description', 'results', 'evaluation'), (before, field) => {
        const after = { ...before, [field]: 'Told at length.' };
        expect(rank[completeness(after).level]).toBeGreaterThanOrEqual(rank[completeness(before).level]);
      }),
    );
  });
});

describe('the period', () => {
  test.each([
    ['2016', '2015', true],
    ['2016', '2016', false],
    ['2016-05', '2016', false],
    ['2016-05', '2016-04', true],
    ['2016-05-31', '2016-05', false],
    ['2016', '', false],
    ['', '2016', false],
  ])('from %s to %s ends before it begins: %s', (start, end, wrong) => {
    expect(endsBeforeStart(start, end)).toBe(wrong);
  });

  test('years for the search; an open end has none', () => {
    expect(years({ startsOn: '2016-05', endsOn: '2018-01-31', ongoing: false })).toEqual({ startYear: 2016, endYear: 2018 });
    expect(years({ startsOn: '2016', endsOn: '2018', ongoing: true })).toEqual({ startYear: 2016, endYear: null });
    expect(years({ startsOn: '', endsOn: '', ongoing: false })).toEqual({ startYear: null, endYear: null });
  });
});

describe('two edits from one beginning', () => {
  test('what only one changed is kept; what both changed is named', () => {
    const base = quick();
    const theirs = quick({ city: 'Lyon', results: 'Theirs.' });
    const mine = quick({ summary: 'Mine, and long enough.', results: 'Mine.' });
    const merged = merge(base, theirs, mine);
    expect(merged.content).toEqual(quick({ city: 'Lyon', summary: 'Mine, and long enough.', results: 'Mine.' }));
    expect(merged.conflicts).toEqual(['results']);
  });

  test('nobody’s change is lost without being named', () => {
    fc.assert(
      fc.property(content, content, content, (base, theirs, mine) => {
        const merged = merge(base, theirs, mine);
        for (const field of changedFields(base, mine)) expect(merged.content[field]).toEqual(mine[field]);
        for (const field of changedFields(base, theirs))
          if (!merged.conflicts.includes(field)) expect(merged.content[field]).toEqual(theirs[field]);
      }),
    );
  });

  test('with nobody else at it, an edit is what it says', () => {
    fc.assert(
      fc.property(content, content, (base, mine) => void expect(merge(base, base, mine)).toEqual({ content: mine, conflicts: [] })),
    );
  });
});

describe('what the form refuses', () => {
  test('an end before the beginning, unless it is still going on', () => {
    const wrong = { startsOn: '2016', endsOn: '2015' };
    expect(problemsOf(wrong)).toMatchObject([{ field: 'endsOn', code: 'experience.ends-before-start' }]);
    expect(problemsOf({ ...wrong, ongoing: true })).toEqual([]);
  });

  test('an image without words for those who cannot see it', () => {
    expect(problemsOf({ imageUrl: 'https://example.org/a.jpg' })).toMatchObject([{ field: 'imageAlt' }]);
    expect(problemsOf({ imageUrl: 'https://example.org/a.jpg', imageAlt: 'A crowd' })).toEqual([]);
  });

  test.each(['javascript:alert(1)', 'example', 'see our page', 'ftp://example.org'])('%s as a link', (line) => {
    expect(problemsOf({ links: `https://example.org\n${line}` })).toMatchObject([{ field: 'links', args: { line } }]);
  });
});

test('every field of a sheet has its place in comparisons', () => {
  expect([...contentFields].sort()).toEqual(Object.keys(quick()).sort());
});
