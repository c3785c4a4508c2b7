/** Every card about knowledge, at its fullest and with the real entries, in every language: it fits each platform whole. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Card } from '../../../src/chat/card.ts';
import { answerBlocks, deskCard, listCard } from '../../../src/features/knowledge/card.ts';
import { knowledgeFile, most } from '../../../src/features/knowledge/content.ts';
import { type Health, type Ill, illnesses } from '../../../src/features/knowledge/health.ts';
import { askedCard, healthCard, illCard } from '../../../src/features/knowledge/health-card.ts';
import type { Entry } from '../../../src/features/knowledge/record.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { lines, overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { root } from '../../support/sources.ts';
import { cost } from './support.ts';

const { locales } = catalogue;
const now = new Date('2026-11-25T12:00:00Z');
const long = (text: string, max: number): string => text.repeat(Math.ceil(max / text.length)).slice(0, max);
const fullWords = {
  title: long('Ü&*_ <b>title</b> ', most.title),
  answer: long('A & B *did* <this> `and` that_too.\n\n- one\n- two\n\n', most.answer),
  phrasings: Array.from({ length: 3 }, (_, at) => `way ${at}`),
  links: Array.from({ length: most.links }, (_, at) => ({
    label: long('A & label ', most.linkLabel),
    url: `https://example.org/a_long_address/${at}`,
  })),
};
const full: Entry = {
  id: 'V1StGXR8_Z5jdHi6B-myT',
  key: long('a-long-key-', 60),
  number: 123456,
  state: 'published',
  topic: 'submitting',
  live: 'mine',
  handsOver: true,
  source: { title: long('A source & its *name* ', most.source), url: 'https://example.org/source_of_it_all' },
  owner: long('Maria da Conceição Albuquerque ', 80),
  ownerId: 'maria',
  checkedAt: now,
  reviewBy: new Date('2026-01-01T00:00:00Z'),
  seedHash: null,
  proposed: { ...cost(), texts: Object.fromEntries(locales.map((locale) => [locale, fullWords])) },
  version: 1234,
  updatedAt: now,
  texts: Object.fromEntries(locales.slice(0, 3).map((locale) => [locale, fullWords])),
};
const rows = Array(8).fill(full);
const ill: readonly Ill[] = Array(30).fill({ entry: full, other: full, found: { of: 40, count: 12 }, locales });
const health: Health = {
  languages: locales.map((locale, at) => ({
    locale,
    entries: 500,
    first: at === 0 ? undefined : 0.85,
    amongThree: at === 0 ? undefined : 0.96,
  })),
  ill: Object.fromEntries(illnesses.map((illness) => [illness, ill])) as Health['ill'],
  asked: Array(5).fill({ entry: full, count: 1234, helped: 1000 }),
  unanswered: 1234,
};
const waiting = {
  id: full.id,
  number: 12345,
  text: long('Why & how *does* it? ', 3000),
  locale: 'pt',
  createdAt: now,
  candidates: [full, full, full],
};

function everyCard(locale: string): Readonly<Record<string, Card>> {
  const t = translator(locale);
  return {
    list: listCard(t, { rows, total: 500, page: 1, pages: 60, view: { page: 1, topic: 'cooperation', text: long('wörds ', 40) } }, now),
    'empty list': listCard(t, { rows: [], total: 0, page: 0, pages: 1, view: { page: 0, topic: '', text: '' } }, now),
    desk: deskCard(t, full, locales, now),
    'desk of a draft': deskCard(
      t,
      { ...full, state: 'draft', proposed: undefined, checkedAt: null, source: { title: '', url: '' } },
      locales,
      now,
    ),
    health: healthCard(t, health),
    asked: askedCard(t, waiting, 3, 9, t('knowledge.asked.attached', { title: full.key })),
    'nothing asked': askedCard(t, undefined, 0, 0, t('knowledge.asked.left')),
    ...Object.fromEntries(illnesses.map((illness) => [illness, illCard(t, illness, ill, 1)])),
  };
}

/** As readers get them. */
function answers(locale: string): Readonly<Record<string, Card>> {
  const folder = join(root, 'prisma/seed');
  const files = readdirSync(folder).filter((name) => name.startsWith('knowledge-'));
  return Object.fromEntries(
    files.flatMap((name) => {
      const { kind: _kind, ...content } = z.looseObject({ kind: z.string() }).parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      return knowledgeFile.parse(content).entries.flatMap(({ key, texts }) => {
        const words = texts[locale];
        return words ? [[key, { blocks: answerBlocks(words) }]] : [];
      });
    }),
  );
}

describe.each(locales)('in %s', (locale) => {
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s every card stands whole, and every answer of the network', (_platform, over) => {
    const cards = Object.entries({ ...everyCard(locale), ...answers(locale) });
    expect(cards.length).toBeGreaterThan(60);
    expect(cards.flatMap(([name, card]) => over(card).map((what) => `${name}: ${what}`))).toEqual([]);
  });
});

test('an answer’s lists are lists, its paragraphs paragraphs', () => {
  const blocks = answerBlocks({ title: 'Kinds', answer: 'There are two:\n\n- one\n- two\n\nNo more.', phrasings: [], links: [] });
  expect(blocks.map(({ type }) => type)).toEqual(['heading', 'text', 'list', 'text']);
});

test('the card of an entry says what is missing, and that its check is overdue', () => {
  const text = lines(deskCard(translator('en'), full, locales, now)).join('\n');
  expect(text).toContain('published, to be checked again');
  expect(text).toContain('Missing: Portuguese');
  expect(text).toContain('3 ways of asking (few)');
});
