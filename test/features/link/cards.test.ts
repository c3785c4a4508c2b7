/** The cards of /link at their fullest, in every language on every platform. */
import { describe, expect, test } from 'vitest';
import {
  codeCard,
  joinedCard,
  linkedCard,
  mailCodeCard,
  mailSentCard,
  unlinkedCard,
  unmailedCard,
} from '../../../src/features/link/card.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { translator } from '../../support/catalogue.ts';

const at = new Date('2026-11-25T12:00:00Z');
const accounts = Array.from({ length: 6 }, () => ({ platform: 'playground', name: '&W*'.repeat(60) }));
const merges = Array.from({ length: 6 }, () => ({ id: 'V1StGXR8_Z5jdHi6B-myT', at, accounts }));
const full = { accounts, email: `${'w'.repeat(64)}@${'w'.repeat(60)}.example.org`, merges };

describe.each(['en', 'es', 'fr', 'pt'])('in %s', (locale) => {
  const t = translator(locale);
  const issued = { code: 'ABCDEFGH', expiresAt: at };
  const cards = [
    codeCard(t, issued, full),
    codeCard(t, issued, { accounts: [], email: undefined, merges: [] }),
    joinedCard(t),
    linkedCard(t, 'playground'),
    unlinkedCard(t),
    mailCodeCard(t, 'ABCDEFGH'),
    mailSentCard(t, full.email),
    unmailedCard(t),
  ];
  test.each(cards.map((card, n) => [`${n}: ${card.title}`, card] as const))('the card %s', (_name, card) => {
    expect(overSlack(card)).toEqual([]);
    expect(overDiscord(card)).toEqual([]);
    expect(overPlayground(card)).toEqual([]);
  });
});
