/** Every card of candidacies, at its fullest and with hostile texts, in every language: it fits each platform whole. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { Translate } from '../../../src/chat/translate.ts';
import { chooseCard, closedCard } from '../../../src/features/candidacy/apply-card.ts';
import { mineCard, ownCard, textPageCard } from '../../../src/features/candidacy/card.ts';
import { states } from '../../../src/features/candidacy/content.ts';
import { countsCard } from '../../../src/features/candidacy/counts-card.ts';
import { codesCard, madeCodeCard, usedCodeCard } from '../../../src/features/candidacy/late/card.ts';
import type { GivenCode } from '../../../src/features/candidacy/late/queries.ts';
import { decisionCard } from '../../../src/features/candidacy/letter.ts';
import { checkCard, queuedCard, queueListCard } from '../../../src/features/candidacy/queue-card.ts';
import { receiptCard } from '../../../src/features/candidacy/receipt-card.ts';
import { textPages } from '../../../src/features/candidacy/words.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { fullCall, fullCandidacy, hostile } from './fullest.ts';

const now = new Date('2026-03-10T09:00:00Z');
const afterwards = { ...fullCall, state: 'past' } as const;
const late = new Date('2026-03-25T22:59:59Z');
const found = { candidacy: fullCandidacy, call: fullCall };
const inState = (state: (typeof states)[number], call: typeof fullCall = fullCall) => ({ call, candidacy: { ...fullCandidacy, state } });
const unfinished = Array.from({ length: 9 }, (_, at) => ({
  draft: `d${at}`.padEnd(21, 'd'),
  title: hostile(100),
  call: fullCall,
  missing: Array.from({ length: 12 }, () => hostile(45)),
  late,
}));
const codes: readonly GivenCode[] = Array.from({ length: 11 }, (_, at) => ({
  id: `code${at}`.padEnd(21, 'c'),
  note: hostile(80),
  endsAt: late,
  revokedAt: at === 1 ? now : null,
  person: at === 2 ? { name: 'Maria da Conceição Albuquerque' } : null,
  number: at === 3 ? 123_456 : undefined,
}));
const many = Array.from({ length: 60 }, (_, at) => ({ key: ['GB', 'FR', 'PT', 'BA'][at % 4] ?? '', count: 1000 - at }));
const counts = {
  total: 999_999,
  drafts: 12_345,
  states: states.map((key) => ({ key, count: 100 })),
  categories: [...fullCall.categories.map(({ key }) => ({ key, count: 5 })), { key: 'former', count: 3 }],
  countries: many,
};

function everyCard(t: Translate): Readonly<Record<string, Card>> {
  const numbered = (name: string, cards: readonly Card[]) => Object.fromEntries(cards.map((card, at) => [`${name} ${at}`, card]));
  const experiences = Array.from({ length: 26 }, (_, at) => ({ ...fullCandidacy.experience, id: `e${at}`, number: at }));
  const listed = { rows: Array.from({ length: 8 }, () => fullCandidacy), waiting: 30, page: 1, pages: 4 };
  return {
    receipt: receiptCard({ t }, found),
    choose: chooseCard({ t }, fullCall, experiences, undefined),
    'choose with a late code': chooseCard({ t }, afterwards, experiences, late),
    'choose from nothing': chooseCard({ t }, fullCall, [], undefined),
    closed: closedCard({ t }, afterwards),
    'not yet open': closedCard({ t }, { ...fullCall, state: 'later' }),
    mine: mineCard(
      { t },
      Array.from({ length: 9 }, () => found),
      unfinished,
    ),
    'empty mine': mineCard({ t }, [], []),
    'queue list': queueListCard({ t }, fullCall, listed),
    'empty queue list': queueListCard({ t }, fullCall, { rows: [], waiting: 0, page: 0, pages: 1 }),
    counts: countsCard({ t }, fullCall, counts),
    'made code': madeCodeCard({ t }, fullCall, { note: hostile(80), code: 'ABCD-EFGH-JKMN', endsAt: late }),
    'used code': usedCodeCard({ t }, fullCall, late),
    codes: codesCard({ t }, fullCall, codes, now),
    'no codes': codesCard({ t }, fullCall, [], now),
    ...Object.fromEntries(
      states.flatMap((state) => [
        [`own ${state}`, ownCard({ t }, inState(state), undefined)],
        [`own ${state} afterwards`, ownCard({ t }, inState(state, afterwards), late)],
        [`check ${state}`, checkCard({ t }, inState(state), true)],
        [`check of one’s own ${state}`, checkCard({ t }, inState(state), false)],
        [`queued ${state}`, queuedCard({ t }, inState(state), fullCandidacy.revision)],
        [`replaced ${state}`, queuedCard({ t }, inState(state), 1)],
        ...[decisionCard({ t }, inState(state))].flatMap((card) => (card ? [[`decision ${state}`, card] as const] : [])),
      ]),
    ),
    ...numbered(
      'page',
      textPages(t, fullCall, fullCandidacy).map((_page, at) => textPageCard({ t }, found, at + 1)),
    ),
  };
}

describe.each(catalogue.locales)('in %s', (locale) => {
  const cards = everyCard(translator(locale));
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s every card stands whole', (_platform, over) => {
    expect(Object.entries(cards).flatMap(([name, card]) => over(card).map((what) => `${name}: ${what}`))).toEqual([]);
  });
});
