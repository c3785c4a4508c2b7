/** Every card of /privacy and its last message, at its fullest, in every language on every platform. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { contactPlaces } from '../../../src/features/audit/service.ts';
import { accessCard, consentsCard, copyCard, overviewCard, ROWS, retentionCard } from '../../../src/features/privacy/card.ts';
import { askCard, farewellCard, keptCard, waitingCard } from '../../../src/features/privacy/erase-card.ts';
import { retention } from '../../../src/features/privacy/retention/rules.ts';
import { personal } from '../../../src/features/registry.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { translator } from '../../support/catalogue.ts';

const at = new Date('2026-11-25T12:00:00Z');
const held = personal.map(({ name }) => ({ name, count: 12_345 }));
const erasure = { id: 'e', dueAt: at };
const consent = {
  id: 'V1StGXR8_Z5jdHi6B-myT',
  organisation: 'Ü&*_ <b>city</b> '.repeat(20),
  purpose: 'directory',
  text: '& *words* <of> it. '.repeat(200),
  version: '2026-11',
  givenAt: at,
  withdrawnAt: null,
  mayWithdraw: true,
};
const reads = contactPlaces.map((where) => ({ at, by: '&W*'.repeat(60), operator: where === 'export', where }));
const rules = retention.map(({ name }) => ({ name, days: 1095, appliedAt: at, last: 123_456, total: 12_345_678 }));

describe.each(['en', 'es', 'fr', 'pt'])('in %s', (locale) => {
  const t = translator(locale);
  const pages = Array.from({ length: Math.ceil(held.length / ROWS.held) }, (_, page) => page);
  const cards: readonly Card[] = [
    ...pages.flatMap((page) => [overviewCard(t, held, undefined, page), overviewCard(t, held, erasure, page)]),
    overviewCard(t, [], undefined, 7),
    copyCard(t, { url: `https://agora.example.org/privacy/en/${'A'.repeat(32)}`, expiresAt: at }),
    consentsCard(t, [], 0, false),
    consentsCard(t, Array(ROWS.consents).fill(consent), 3, true),
    accessCard(t, [], 0, false),
    accessCard(t, Array(ROWS.reads).fill(reads[0]), 3, true),
    accessCard(t, reads, 0, false),
    ...[0, 1, 2].map((page) => retentionCard(t, rules, page)),
    askCard(t, held, personal),
    waitingCard(t, erasure),
    keptCard(t),
    farewellCard(t, { deleted: 12_345, kept: 12_345, asked: at.toISOString() }),
    farewellCard(t, { deleted: 1, kept: 0, asked: at.toISOString() }),
  ];
  test.each(cards.map((card, n) => [`${n}: ${card.title}`, card] as const))('the card %s', (_name, card) => {
    expect(overSlack(card)).toEqual([]);
    expect(overDiscord(card)).toEqual([]);
    expect(overPlayground(card)).toEqual([]);
  });
});

test('nothing that stays is said to go', () => {
  const card = askCard(translator('en'), held, personal);
  const [goes] = card.blocks.filter((block) => block.type === 'list');
  expect(JSON.stringify(goes)).toContain('Drafts of forms');
  expect(JSON.stringify(goes)).not.toContain('Experiences');
});
