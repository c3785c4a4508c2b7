/** Every card and form of conversations, at its fullest, in every language: it fits each platform whole. And what the cards say. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { pieces } from '../../../src/chat/pages.ts';
import {
  deskCard,
  draftedCard,
  endedCard,
  heldCard,
  queueCard,
  saidCard,
  sentCard,
  sentInThreadCard,
  takenCard,
  wholeCard,
} from '../../../src/features/conversation/desk-card.ts';
import { closedCard, longerCard, openedCard, replyCard, writtenCard } from '../../../src/features/conversation/letter.ts';
import { type Conversation, filters, ROWS, type Said } from '../../../src/features/conversation/queries.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { lines, overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';

const now = new Date('2026-03-06T12:00:00Z');
const [hostile = ''] = pieces('Who & *what* <pays> `it`_all? '.repeat(200));
const name = 'Maria da Conceição Albuquerque de Vasconcelos e Sá';

const said = (number: number, fromAsker: boolean, text = hostile): Said => ({
  id: `m${number}`,
  conversationId: 'V1StGXR8_Z5jdHi6B-myT',
  number,
  fromAsker,
  authorId: fromAsker ? 'a' : 'm',
  author: { name },
  text,
  held: false,
  at: now,
});

const full = (changes: Partial<Conversation> = {}): Conversation => ({
  id: 'V1StGXR8_Z5jdHi6B-myT',
  number: 123456,
  questionId: 'q',
  question: { tried: [] },
  askerId: 'a',
  asker: { name },
  address: { kind: 'direct', platform: 'slack', workspace: 'T1', user: 'U1' },
  locale: 'pt',
  state: 'waiting',
  handlerId: 'm',
  handler: { name },
  takenAt: now,
  waitingSince: now,
  answerBy: now,
  helped: false,
  closedAt: null,
  entryId: null,
  createdAt: now,
  messages: [said(1, true), said(2, false), said(3, true), said(4, false)],
  ...changes,
});
const tried = Array(5).fill('T'.repeat(75));

function everyCard(locale: string): Readonly<Record<string, Card>> {
  const words = { t: translator(locale) };
  const states = {
    waiting: full(),
    open: full({ handlerId: null, handler: null }),
    answered: full({ state: 'answered', waitingSince: null }),
  };
  const closed = full({ state: 'closed', waitingSince: null, closedAt: now, helped: true });
  const rows = Array.from({ length: ROWS }, (_, at) => full({ id: `V1StGXR8_Z5jdHi6B-my${at}` }));
  return {
    ...Object.fromEntries(Object.entries({ ...states, closed }).map(([state, one]) => [`desk ${state}`, deskCard(words, one, tried)])),
    ...Object.fromEntries([1, 2, 3, 4].map((page) => [`whole ${page}`, wholeCard(words, full(), tried, page)])),
    ...Object.fromEntries(
      filters.map((filter) => [`queue ${filter}`, queueCard(words, { filter, listed: { rows, total: 99, page: 1, pages: 13 }, now })]),
    ),
    'empty queue': queueCard(words, { filter: 'waiting', listed: { rows: [], total: 0, page: 0, pages: 1 }, now }),
    'said by the asker': saidCard(words, full(), said(3, true)),
    'said by the secretariat': saidCard(words, full(), said(4, false)),
    ended: endedCard(words, closed),
    sent: sentCard(words, full()),
    'sent in a thread': sentInThreadCard(words, full()),
    held: heldCard(words, full(), said(5, false), [said(4, false)]),
    taken: takenCard(words, full()),
    drafted: draftedCard(words, 123456),
    opened: openedCard(words, full()),
    'first reply': replyCard(words, full(), said(2, false)),
    'later reply': replyCard(words, full(), said(4, false)),
    longer: longerCard(words, full()),
    'longer, nobody has it': longerCard(words, full({ handler: null })),
    closed: closedCard(words, closed, name),
    written: writtenCard(words, full()),
  };
}

describe.each(catalogue.locales)('in %s', (locale) => {
  const cards = everyCard(locale);
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s every card stands whole', (_platform, over) => {
    expect(Object.entries(cards).flatMap(([name, card]) => over(card).map((what) => `${name}: ${what}`))).toEqual([]);
  });
});

describe('what the cards say', () => {
  const words = { t: translator('en') };
  const read = (card: Card): string => lines(card).join('\n');
  const labels = (card: Card): readonly string[] =>
    card.blocks.flatMap((block) => (block.type === 'actions' ? block.controls.flatMap((one) => ('label' in one ? [one.label] : [])) : []));
  const short = (changes: Partial<Conversation> = {}) =>
    full({
      messages: [said(1, true, 'Who pays?'), said(2, false, 'The network.')],
      asker: { name: 'Awa' },
      handler: { name: 'Marta' },
      ...changes,
    });

  test('one that nobody has taken can be taken and answered, and says what was tried', () => {
    const card = deskCard(words, short({ handlerId: null, handler: null, messages: [said(1, true, 'Who pays?')] }), ['Travel costs']);
    expect(read(card)).toContain('Who pays?');
    expect(read(card)).toContain('Shown before: Travel costs');
    expect(labels(card)).toEqual(['I take this', 'Answer', 'Close']);
  });

  test('one that is taken says who has it, and what happens to words in the thread', () => {
    const card = deskCard(words, short({ messages: [said(1, true, 'Who pays?')] }), []);
    expect(read(card)).toContain('Marta has taken it.');
    expect(read(card)).toContain('What others write here stays here.');
    expect(labels(card)).not.toContain('I take this');
  });

  test('one that was answered can become a draft, once', () => {
    expect(labels(deskCard(words, short({ state: 'answered' }), []))).toContain('Make it a draft entry');
    expect(labels(deskCard(words, short({ state: 'answered', entryId: 'e' }), []))).not.toContain('Make it a draft entry');
    expect(labels(deskCard(words, short({ state: 'closed', entryId: 'e' }), []))).toEqual(['Read it all']);
  });

  test('the first answer names the question and who answers; a later one does not name the question again', () => {
    const first = replyCard(words, short(), said(2, false, 'The network.'));
    expect(read(first)).toMatch(/An answer to your question[\s\S]*Who pays\?[\s\S]*for the secretariat:[\s\S]*The network\./);
    expect(labels(first)).toEqual(['That helped', 'Write back']);
    const conversation = short({ messages: [...short().messages, said(3, false, 'And the hotel.')] });
    expect(read(replyCard(words, conversation, said(3, false, 'And the hotel.')))).not.toContain('Who pays?');
    expect(labels(replyCard(words, short({ state: 'closed' }), said(2, false, 'The network.')))).toEqual(['Write back']);
  });

  test('read page by page, every word is there', () => {
    const pages = [1, 2, 3, 4, 5].map((page) => read(wholeCard(words, full(), [], page)));
    expect(new Set(pages).size).toBeGreaterThan(2);
    expect(pages.join('\n').split('`it`_all').length).toBeGreaterThan(hostile.split('`it`_all').length * 3);
  });

  test('one that is late says so in the queue', () => {
    const listed = { rows: [short()], total: 1, page: 0, pages: 1 };
    expect(read(queueCard(words, { filter: 'waiting', listed, now: new Date(now.getTime() + 1) }))).toContain('late');
    expect(read(queueCard(words, { filter: 'waiting', listed, now: new Date(now.getTime() - 1) }))).not.toContain('· late');
  });
});
