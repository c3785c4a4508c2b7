/** Every card of questions, at its fullest, in every language: it fits each platform whole. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { KnownEntry } from '../../../src/features/knowledge/live/service.ts';
import { answerCard, choicesCard, helpedCard, noneCard } from '../../../src/features/question/card.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { translator } from '../../support/catalogue.ts';

const at = new Date('2026-03-30T16:00:00Z');
const id = 'V1StGXR8_Z5jdHi6B-myT';
const hostile = (length: number): string => 'Ü&*_ <b>@everyone</b> <@U1> '.repeat(length / 10).slice(0, length);

const entry = (n: number): KnownEntry => ({
  id: `${n}`.repeat(60),
  number: n,
  live: undefined,
  handsOver: false,
  source: { title: hostile(120), url: `https://example.org/${'a'.repeat(200)}` },
  checkedAt: at,
  locale: n === 2 ? 'pt' : 'xx',
  title: hostile(75),
  answer: `${hostile(400)}\n\n- ${hostile(200)}\n- ${hostile(200)}\n\n${hostile(650)}`,
  links: Array.from({ length: 4 }, () => ({ label: hostile(75), url: `https://example.org/${'b'.repeat(100)}` })),
});
const question = { text: hostile(500) };
const three = [entry(1), entry(2), entry(3)];

describe.each(['en', 'es', 'fr', 'pt'])('in %s', (locale) => {
  const t = translator(locale);
  const cards: Readonly<Record<string, Card>> = {
    answer: answerCard(t, id, entry(1)),
    handsOver: answerCard(t, id, { ...entry(2), handsOver: true }),
    helped: helpedCard(t, entry(1)),
    choices: choicesCard(t, id, question.text, three),
    again: choicesCard(t, id, question.text, three, true),
    none: noneCard(t, id, question.text),
  };
  test.each(Object.entries(cards))('%s fits everywhere', (_name, card) => {
    expect(overDiscord(card)).toEqual([]);
    expect(overSlack(card)).toEqual([]);
    expect(overPlayground(card)).toEqual([]);
  });
});
