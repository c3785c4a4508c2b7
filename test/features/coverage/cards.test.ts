/** Every card of the coverage, at its fullest, in every language: it fits each platform whole. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { dimensionCard, overviewCard } from '../../../src/features/coverage/card.ts';
import type { Coverage } from '../../../src/features/coverage/queries.ts';
import { type Cell, dimensions } from '../../../src/features/coverage/rules.ts';
import { createLinks } from '../../../src/links.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';

const vocabulary = seedVocabulary();
const cell = (key: string): Cell => ({ key, members: 99_998, minimum: 99_999, suggested: 99_999 });
const keysOf = (list: 'regions' | 'organisationKinds' | 'sizes' | 'themes') => vocabulary.terms(list).map(({ key }) => cell(key));
const full: Coverage = {
  members: 99_999,
  cells: {
    region: keysOf('regions'),
    country: ['CD', 'GS', 'VC', 'BA', 'TF', 'UM', 'HM', 'KN', 'PM', 'ST', 'TT', 'AE'].map(cell),
    kind: keysOf('organisationKinds'),
    size: keysOf('sizes'),
    theme: keysOf('themes'),
  },
  unknown: { region: 99_999, country: 99_999, kind: 99_999, size: 99_999, theme: 99_999 },
  across: new Map(),
  regionOf: new Map([['CD', 'africa']]),
};
const none: Coverage = {
  ...full,
  members: 0,
  cells: { region: [], country: [], kind: [], size: [], theme: [] },
  unknown: { region: 0, country: 0, kind: 0, size: 0, theme: 0 },
};
const links = createLinks(() => 'https://agora.example.org');

describe.each(catalogue.locales)('in %s', (locale) => {
  const words = { t: translator(locale), vocabulary, links };
  const cards: Readonly<Record<string, Card>> = {
    overview: overviewCard(words, full, 'V1StGXR8_Z5jdHi6B-myT'),
    'overview of nothing': overviewCard(words, none, ''),
    ...Object.fromEntries(dimensions.flatMap((one) => [0, 1].map((page) => [`${one} ${page}`, dimensionCard(words, full, one, page)]))),
    'a dimension of nothing': dimensionCard(words, none, 'country', 0),
  };
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s every card stands whole', (_platform, over) => {
    expect(Object.entries(cards).flatMap(([name, card]) => over(card).map((what) => `${name}: ${what}`))).toEqual([]);
  });
});
