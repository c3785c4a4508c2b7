/** Every card of experiences, at its fullest, in every language: it fits each platform whole. And what the cards say. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { saying } from '../../../src/chat/compose.ts';
import { announcementCard, sheetCard, textPageCard, textPages, type View, withdrawCard } from '../../../src/features/experience/card.ts';
import { type Content, contentOf } from '../../../src/features/experience/content.ts';
import { LONG } from '../../../src/features/experience/fields.ts';
import { changesCard, declinedCard, invitationCard, receivedCard, yoursPublishedCard } from '../../../src/features/experience/letter.ts';
import { mineCard, queueListCard } from '../../../src/features/experience/list-card.ts';
import type { Near } from '../../../src/features/experience/near.ts';
import type { Decision, Row } from '../../../src/features/experience/queries.ts';
import { comparisonCard, decidedCard, queueCard, reviewCard, settledCard } from '../../../src/features/experience/review-card.ts';
import { submittedCard } from '../../../src/features/experience/submitted-card.ts';
import type { Words } from '../../../src/features/experience/words.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { lines, overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';
import { quick } from './support.ts';

const vocabulary = seedVocabulary();
const wordsIn = (locale: string): Words => ({ t: translator(locale), vocabulary });
const longest = (list: 'types' | 'themes' | 'sdgs' | 'objectives' | 'participants' | 'methods', count: number) =>
  [...vocabulary.choices(list, 'fr')]
    .sort((a, b) => b.label.length - a.label.length)
    .slice(0, count)
    .map((choice) => choice.value);

/** As full as the form lets it be, and full of characters that have to be escaped. */
const full: Content = {
  ...quick(),
  title: 'Ü&*_ <b>title</b> '.repeat(7).slice(0, 120),
  summary: 'Summary & *more* <of> it. '.repeat(12).slice(0, 280),
  city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, Isle of Anglesey, UK',
  startsOn: '2016-05-31',
  endsOn: '2018-09-30',
  ongoing: false,
  types: longest('types', 5),
  themes: longest('themes', 5),
  sdgs: longest('sdgs', 17),
  objectives: longest('objectives', 10),
  participants: longest('participants', 10),
  methods: longest('methods', 10),
  scale: 'city',
  participantCount: 100_000_000,
  description: 'A & B *did* <this> `and` that_too. '.repeat(100).slice(0, LONG),
  results: '&'.repeat(LONG),
  evaluation: 'Evaluation of it all; very good. '.repeat(100).slice(0, LONG),
  links: Array.from({ length: 30 }, (_, at) => `https://example.org/a_long_address/with_underscores/${at}`),
  imageUrl: `https://example.org/${'a'.repeat(450)}.jpg`,
  imageAlt: 'People around a table. '.repeat(13),
};
const view = (content: Content): View => ({
  id: 'V1StGXR8_Z5jdHi6B-myT',
  number: 123456,
  revision: 12,
  content,
  authors: Array(6).fill('Maria da Conceição Albuquerque'),
});
const near: readonly Near[] = Array.from({ length: 4 }, (_, at) => ({
  ...quick(),
  id: `near${at}`,
  number: at,
  title: full.title,
  state: 'published',
  because: at % 2 === 0 ? 'title' : 'place',
}));
const decision = {
  id: 'V1StGXR8_Z5jdHi6B-myT',
  experienceId: 'x',
  revision: 1,
  decision: 'changesRequested',
  comment: 'Please & <tell> more *of* it. '.repeat(50).slice(0, 1500),
  page: 'people',
  byId: 'eva',
  at: new Date(),
  by: { name: 'Eva Åström-Fernández de la Vega' },
} satisfies Decision;
const rows: readonly Row[] = Array.from({ length: 8 }, (_, at) => ({
  ...contentOf(full),
  id: `V1StGXR8_Z5jdHi6B-my${at}`,
  number: at,
  state: 'published',
  revision: 1,
  proposed: 2,
  completeness: 'stub',
  submittedAt: new Date(),
  owner: { name: 'Maria da Conceição Albuquerque' },
}));
const listed = { rows, total: 30, page: 1, pages: 4 };
const imported: Content = {
  ...full,
  title: 'An imported title that is longer than a heading. '.repeat(4).trim(),
  description: 'Long. '.repeat(4000),
};

function everyCard(words: Words): Readonly<Record<string, Card>> {
  const fullest = { view: view(full), before: quick(), published: true, near };
  const pages = (content: Content) => textPages(words, content).map((_page, at) => textPageCard(words, view(content), at + 1));
  const numbered = (name: string, cards: readonly Card[]) => Object.fromEntries(cards.map((card, at) => [`${name} ${at}`, card]));
  return {
    sheet: sheetCard(words, view(full), { edit: true, withdraw: true, review: true }, words.t('experience.states.proposed')),
    'imported sheet': sheetCard(words, view(imported), { edit: true, withdraw: true, review: true }),
    announcement: announcementCard(words, view(full)),
    withdraw: withdrawCard(words, 'x', imported.title),
    saying: saying(words.t('experience.announcement.withdrawn', { title: imported.title })),
    queue: queueCard(words, fullest),
    review: reviewCard(words, fullest, true),
    'review of one’s own': reviewCard(words, fullest, false),
    decided: decidedCard(words, view(full), decision),
    settled: settledCard(words, view(imported), 'replaced'),
    received: receivedCard(words, view(full)),
    yours: yoursPublishedCard(words, view(full)),
    changes: changesCard(words, view(full), decision),
    declined: declinedCard(words, view(full), decision, true),
    invitation: invitationCard(words, view(full), 'Maria da Conceição Albuquerque'),
    mine: mineCard(words, listed),
    'empty mine': mineCard(words, { rows: [], total: 0, page: 0, pages: 1 }),
    'queue list': queueListCard(words, listed),
    'empty queue list': queueListCard(words, { rows: [], total: 0, page: 0, pages: 1 }),
    ...Object.fromEntries(
      (['review', 'proposed', 'live', 'unchanged'] as const).map((fate) => [fate, submittedCard(words, { id: 'x', fate }, full, true)]),
    ),
    ...numbered('page', pages(full)),
    ...numbered('imported page', pages(imported)),
    ...numbered(
      'comparison',
      Array.from({ length: 12 }, (_, at) => comparisonCard(words, view(full), quick(), at + 1)),
    ),
  };
}

describe.each(catalogue.locales)('in %s', (locale) => {
  const cards = everyCard(wordsIn(locale));
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s every card stands whole', (_platform, over) => {
    expect(Object.entries(cards).flatMap(([name, card]) => over(card).map((what) => `${name}: ${what}`))).toEqual([]);
  });
});

describe('what the cards say', () => {
  const words = wordsIn('en');
  const read = (card: Card): string => lines(card).join('\n');

  test('a sheet at a glance: where, when, how complete it is and what is missing', () => {
    const text = read(sheetCard(words, { ...view(quick()), authors: ['Ana', 'Bo'] }));
    expect(text).toContain('Grenoble, France');
    expect(text).toContain('Since 2016');
    expect(text).toContain('By Ana and Bo');
    expect(text).toContain('A first outline. Still missing: description, results, methods, and who took part and 3 more.');
  });

  test('read page by page, every word of a long sheet is there', () => {
    const pages = textPages(words, full).map((_page, at) => read(textPageCard(words, view(full), at + 1)));
    const bare = pages.join('').replace(/\s+|Page \d+ of \d+|Description|Results/g, '');
    expect(bare).toContain(full.evaluation.slice(0, 40).replace(/\s+/g, ''));
    expect((pages.join('').match(/&/g) ?? []).length).toBeGreaterThanOrEqual(LONG);
    for (const link of full.links) expect(pages.join('\n')).toContain(link);
  });

  test('the queue says what changed since the last review, and what may be the same', () => {
    const text = read(
      queueCard(words, { view: view(quick({ results: 'New.' })), before: quick(), published: true, near: near.slice(0, 1) }),
    );
    expect(text).toContain('Changed since the last review: results.');
    expect(text).toContain('This may be the same experience:');
    expect(text).toContain('a similar title');
  });

  test('the reviewer of her own sheet reads why there is nothing to press', () => {
    const text = read(reviewCard(words, { view: view(quick()), before: undefined, published: false, near: [] }, false));
    expect(text).toContain('This one is yours');
    expect(text).not.toContain('Publish');
  });

  test.each([
    ['en', 'Since May 2016'],
    ['es', 'Desde mayo de 2016'],
    ['fr', 'Depuis mai 2016'],
    ['pt', 'Desde maio de 2016'],
  ])('a period in %s: %s', (locale, said) => {
    expect(read(sheetCard(wordsIn(locale), view(quick({ startsOn: '2016-05' }))))).toContain(said);
  });
});
