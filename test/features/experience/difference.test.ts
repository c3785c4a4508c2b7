/** What changed, in words that can be read aloud. */
import { expect, test } from 'vitest';
import type { Content } from '../../../src/features/experience/content.ts';
import { difference } from '../../../src/features/experience/difference.ts';
import { translator } from '../../support/catalogue.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';
import { quick } from './support.ts';

const words = { t: translator('en'), vocabulary: seedVocabulary() };
const changes = (before: Partial<Content>, after: Partial<Content>) =>
  Object.fromEntries(difference(words, quick(before), quick(after)).map((section) => [section.heading, section.text]));

test('nothing changed, nothing said', () => {
  expect(changes({}, {})).toEqual({});
});

test('short values: before and now, as people read them', () => {
  expect(changes({ country: 'FR' }, { country: 'PT' })).toEqual({ Country: 'Before: France\nNow: Portugal' });
  expect(changes({ startsOn: '2016' }, { startsOn: '2016-05' })).toEqual({ Beginning: 'Before: 2016\nNow: May 2016' });
  expect(changes({}, { participantCount: 1200 })).toEqual({ 'How many took part': 'Added: 1,200' });
});

test('lists: what was added and what was removed, by name', () => {
  expect(changes({ themes: ['governance', 'education'] }, { themes: ['governance', 'culture'] })).toEqual({
    Themes: 'Removed: Education\nAdded: Culture, sport and leisure',
  });
  expect(changes({ themes: ['governance', 'education'] }, { themes: ['education', 'governance'] })).toEqual({
    Themes: 'Only the order changed.',
  });
});

test('long texts: the passages that changed, with a little of what stands around them', () => {
  const around =
    'One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen.';
  const { Description: said } = changes(
    { description: `${around} In 2015 it began small. ${around}` },
    { description: `${around} In 2016 it began small. ${around}` },
  );
  expect(said).toContain('Removed: 2015\nAdded: 2016');
  expect(said).toMatch(/^… .*In\n/);
  expect(said).not.toContain('One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen');
});

test('an added text is whole', () => {
  const long = 'All of this is new. '.repeat(200).trim();
  expect(changes({}, { results: long })).toEqual({ Results: `Added: ${long}` });
});

test('two texts with nothing in common are shown one after the other, and quickly', () => {
  const text = (seed: number) => Array.from({ length: 4000 }, (_, at) => `w${(at * seed) % 9973}`).join(' ');
  const { Description: said } = changes({ description: text(7) }, { description: text(13) });
  expect(said).toMatch(/^Before: w0 /);
  expect(said).toContain('\nNow: w0 w13 ');
});
