/** Whatever somebody types becomes a query that the database can read. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildLexicon, type Lexicon } from '../../../src/features/experience/search-lexicon.ts';
import { wordsOf } from '../../../src/features/experience/search-phrase.ts';
import { allButOne, anyOf, every, groupQueries, groupsOf } from '../../../src/features/experience/search-query.ts';
import { formsOf } from '../../../src/features/experience/search-words.ts';
import { type Somebody, somebody } from '../../support/experiences.ts';
import { openTestStore } from '../../support/store.ts';

let reader: Somebody;
let lexicon: Lexicon;
beforeAll(async () => {
  reader = await somebody(await openTestStore());
  lexicon = buildLexicon(reader.vocabulary, reader.locales);
});
afterAll(() => reader.store.close());

const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom('the', 'presupuesto', 'participativo', "l'eau", 'São', '&', '|', "''", ':*', '中国', 'de', 'santé', '<->', '\\'),
      { maxLength: 9 },
    )
    .map((words) => words.join(' ')),
);

test('every text becomes queries that the database reads, and that match only by words', async () => {
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const groups = groupsOf(wordsOf(text), lexicon);
      const { queries } = groupQueries(
        groups,
        await formsOf(
          reader.store.db,
          groups.flatMap((group) => group.phrases),
        ),
      );
      for (const query of [every(queries), anyOf(queries), allButOne(queries)]) {
        if (query === '') continue;
        const [row] = await reader.store.db.$queryRaw<{ nodes: number }[]>`select numnode(${query}::tsquery) as nodes`;
        expect(row?.nodes).toBeGreaterThan(0);
      }
    }),
    { numRuns: 60 },
  );
});

test('no word is lost, none is made up, and their order stays', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const words = wordsOf(text);
      expect(groupsOf(words, lexicon).flatMap((group) => group.phrases[0]?.words ?? [])).toEqual(words);
    }),
  );
});

test('a name of several words is one thing to look for, under all its names', () => {
  const [group, other] = groupsOf(wordsOf('presupuesto participativo jóvenes'), lexicon);
  expect(group?.tags).toEqual(['types:participatory-budgeting']);
  expect(group?.phrases.map(({ words }) => words.join(' '))).toContain('participatory budgeting');
  expect(other?.phrases[0]?.words).toEqual(['jóvenes']);
});
