/** Long texts in pages: all of it, in order, and no page too heavy for any platform. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paginate, pieces, weight } from '../../src/chat/pages.ts';

const text = fc.string({ unit: fc.constantFrom('word ', 'a', '&', '*', '. ', '\n\n', '\n', '<b>', '😀', 'é', '\u202e'), maxLength: 2000 });
const bare = (value: string): string => value.replace(/\s+/g, '');

test('nothing of a text is lost or put elsewhere', () => {
  fc.assert(fc.property(text, (given) => void expect(bare(pieces(given, 400).join(''))).toBe(bare(given))));
});

test('no piece is heavier than its page once it is escaped, and none is empty', () => {
  fc.assert(
    fc.property(text, (given) => {
      for (const piece of pieces(given, 400)) {
        expect(weight(piece)).toBeLessThanOrEqual(400);
        expect(piece.trim()).not.toBe('');
      }
    }),
  );
});

test('no character is torn apart', () => {
  fc.assert(fc.property(text, (given) => void expect(pieces(given, 300).every((piece) => piece.isWellFormed())).toBe(true)));
});

test('it breaks between paragraphs where it can', () => {
  const [first, second] = [`${'Beginning. '.repeat(20)}`.trim(), `${'Ending. '.repeat(20)}`.trim()];
  expect(pieces(`${first}\n\n${second}`, 400)).toEqual([first, second]);
});

test('short sections share a page; a long one goes on under its heading', () => {
  const long = 'Sentence of it. '.repeat(300);
  const pages = paginate([
    { heading: 'Scale', text: 'City' },
    { heading: 'Methods', text: 'Workshop' },
    { heading: 'Description', text: long },
  ]);
  expect(pages[0]?.map((section) => section.heading).slice(0, 2)).toEqual(['Scale', 'Methods']);
  expect(pages.length).toBeGreaterThan(2);
  expect(
    bare(
      pages
        .flat()
        .filter((section) => section.heading === 'Description')
        .map((section) => section.text)
        .join(''),
    ),
  ).toBe(bare(long));
});

test('a text of 100,000 characters is paged at once', () => {
  expect(paginate([{ heading: 'Description', text: 'Many words of a long report. '.repeat(3500) }]).length).toBeGreaterThan(30);
});
