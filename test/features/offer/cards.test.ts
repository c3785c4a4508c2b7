/** Every card of offers and needs, at its fullest, in every language: it fits each platform whole, and names nobody too early. */
import { expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { endedCard, listCard, mineCard, proposalCard, resultCard, savedCard, sharedCard } from '../../../src/features/offer/card.ts';
import { CONTACT, TEXT, TITLE } from '../../../src/features/offer/form.ts';
import { type ListingRow, type MatchRow, PAGE, type Page } from '../../../src/features/offer/record.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { lines, overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';

const vocabulary = seedVocabulary();
const all = (list: 'themes' | 'regions' | 'cooperationForms', count: number) =>
  [...vocabulary.choices(list, 'fr')]
    .sort((a, b) => b.label.length - a.label.length)
    .slice(0, count)
    .map(({ value }) => value);
const id = 'V1StGXR8_Z5jdHi6B-myT';
const now = new Date('2026-03-01T10:00:00Z');
const listing = (kind: 'offer' | 'need', state: ListingRow['state'] = 'open'): ListingRow => ({
  id,
  number: 123_456,
  kind,
  state,
  personId: id,
  locale: 'en',
  title: '&'.repeat(TITLE),
  text: 'A & B *did* <this>. '.repeat(40).slice(0, TEXT),
  forms: all('cooperationForms', 5),
  themes: all('themes', 5),
  languages: ['en', 'es', 'fr', 'pt', 'ca'],
  regions: all('regions', 6),
  contact: '&'.repeat(CONTACT),
  until: now,
  version: 1,
  createdAt: now,
  updatedAt: now,
});
const match = (more: Partial<MatchRow> = {}): MatchRow => ({
  id,
  offerId: id,
  offer: listing('offer'),
  needId: id,
  need: listing('need'),
  offerSays: null,
  needSays: null,
  proposedAt: now,
  sharedAt: null,
  askedAt: null,
  offerResult: '',
  needResult: '',
  ...more,
});
const page = (rows: readonly ListingRow[]): Page => ({ rows, total: 1_234_567, page: 1, pages: 3 });
const rows = (state: ListingRow['state']) => Array.from({ length: PAGE }, (_, at) => listing(at % 2 === 0 ? 'offer' : 'need', state));
const none: Page = { rows: [], total: 0, page: 0, pages: 1 };
const name = 'Maria da Conceição Albuquerque & <Fernández>'.repeat(2);

const everyCard = (locale: string): Readonly<Record<string, Card>> => {
  const words = { t: translator(locale), vocabulary };
  const agreed = match({ offerSays: true, needSays: true, sharedAt: now });
  return {
    ...Object.fromEntries(
      (['offer', 'need'] as const).flatMap((side) => [
        [`saved ${side}`, savedCard(words, side, { title: listing(side).title, number: 123_456, matches: 3 })],
        [`asked ${side}`, proposalCard(words, match(), side)],
        [`waiting ${side}`, proposalCard(words, match({ offerSays: true, needSays: true }), side)],
        [`declined ${side}`, proposalCard(words, match({ offerSays: false }), side)],
        [`over ${side}`, proposalCard(words, match({ offer: listing('offer', 'closed') }), side)],
        [`agreed ${side}`, proposalCard(words, agreed, side)],
        [`shared ${side}`, sharedCard(words, agreed, side, name)],
        [`result ${side}`, resultCard(words, agreed, side, name)],
        [`ended ${side}`, endedCard(words, listing(side, 'expired'))],
      ]),
    ),
    list: listCard(words, page(rows('open')), 'offer/governance/joint-evaluation'),
    'empty list': listCard(words, none, ''),
    mine: mineCard(words, page(rows('open'))),
    'mine, ended': mineCard(words, page(rows('expired'))),
    'empty mine': mineCard(words, none),
  };
};

const platforms = { slack: overSlack, discord: overDiscord, playground: overPlayground };
test.each(catalogue.locales.flatMap((locale) => Object.keys(platforms).map((platform) => [platform, locale] as const)))(
  'on %s in %s every card stands whole',
  (platform, locale) => {
    const over = platforms[platform as keyof typeof platforms];
    expect(Object.entries(everyCard(locale)).flatMap(([what, card]) => over(card).map((cut) => `${what}: ${cut}`))).toEqual([]);
  },
);

test('how to reach somebody stands on one card alone', () => {
  const said = Object.entries(everyCard('en')).filter(([, card]) => lines(card).join('\n').includes('&'.repeat(CONTACT)));
  expect(said.map(([what]) => what)).toEqual(['shared offer', 'shared need']);
});
