/** Every card of calls, at its fullest, with hostile texts, in every language: it fits each platform whole. */
import { describe, expect, test } from 'vitest';
import type { Block, Card } from '../../../src/chat/card.ts';
import type { Translate } from '../../../src/chat/translate.ts';
import { callCard, checkCard, listCard } from '../../../src/features/call/card.ts';
import { most, phaseKinds } from '../../../src/features/call/content.ts';
import { deskCard, readingCard } from '../../../src/features/call/desk-card.ts';
import { toldBlocks } from '../../../src/features/call/form/review.ts';
import { movedCard, openedCard, postedCard } from '../../../src/features/call/letter.ts';
import { button } from '../../../src/features/call/names.ts';
import { openingCard } from '../../../src/features/call/opening-card.ts';
import type { Call, Phase } from '../../../src/features/call/queries.ts';
import { checkCall, checkOpening } from '../../../src/features/call/rules.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { translator } from '../../support/catalogue.ts';

const now = new Date('2026-03-30T16:00:00Z');
const day = (n: number): Date => new Date(now.getTime() + n * 86_400_000);
const id = 'V1StGXR8_Z5jdHi6B-myT';
const hostile = (length: number): string => 'Ü&*_ <b>@everyone</b> <@U1> '.repeat(length / 10 + 1).slice(0, length);
const options = (length: number) =>
  Array.from({ length: most.options }, (_, n) => ({ key: `option-${n}`, labels: { pt: `${n} ${hostile(length)}`.slice(0, length) } }));

/** Every date contradicts the next one, so that there is as much to say as there can be. */
const phases: readonly Phase[] = Array.from({ length: most.phases }, (_, n) => ({
  key: `phase-${n}`,
  kind: phaseKinds[n % phaseKinds.length] ?? 'check',
  titles: { pt: hostile(60) },
  audience: 'everyone',
  place: hostile(60),
  rules: { vote: { min: 5, max: 3 } },
  opensAt: day(400 - n * 40),
  closesAt: day(390 - n * 40),
  sequence: 0,
  changedAt: now,
}));
const full: Call = {
  id,
  key: 'k'.repeat(32),
  kind: 'sessions',
  edition: 999,
  locale: 'pt',
  titles: { pt: hostile(120) },
  texts: { pt: '&'.repeat(2000) },
  eligibility: { pt: hostile(1000) },
  links: Array.from({ length: most.links }, (_, n) => ({
    url: `https://example.org/${n}/${'a'.repeat(400)}`,
    labels: { pt: hostile(75) },
  })),
  categories: options(75),
  sizes: options(75),
  questions: Array.from({ length: most.questions }, (_, n) => ({
    id: `question-${n}`,
    kind: 'text',
    max: 3000,
    page: 'practice',
    required: true,
    labels: { pt: hostile(45) },
    hints: { pt: hostile(100) },
  })),
  questionSet: 1,
  figures: { total: 137, categories: { a: 55, b: 26 } },
  statements: [{ source: hostile(500), says: 'ceremony', on: '2026-05' }],
  state: 'open',
  timeZone: 'America/Argentina/Buenos_Aires',
  graceMinutes: 1440,
  version: 123_456,
  phases,
};
const empty: Call = {
  ...full,
  texts: {},
  eligibility: {},
  links: [],
  categories: [],
  sizes: [],
  questions: [],
  figures: undefined,
  statements: [],
  phases: [],
  edition: null,
};
const everything = { edit: true, open: true, extend: true, check: true };
const nobody = { edit: false, open: false, extend: false, check: false };
const reach = { channels: 12, people: 12_345 };
const told = {
  people: 12_345,
  channels: Array.from({ length: 30 }, () => ({ purpose: 'awards', workspace: hostile(80) })),
};

function cards(t: Translate): readonly Card[] {
  const [phase] = full.phases;
  if (!phase) throw new Error('a call without phases');
  return [full, empty].flatMap((call) => {
    const findings = [...checkCall(call), ...checkOpening(call, now)];
    const drafted = { ...call, state: 'draft' } as const;
    return [
      callCard(t, call, now),
      postedCard(t, call, now),
      openedCard(t, call, now),
      checkCard(t, call, findings),
      deskCard(t, call, findings, everything, now, t('call.saved')),
      deskCard(t, drafted, findings, everything, now),
      deskCard(t, call, findings, nobody, now),
      openingCard(t, drafted, findings, reach, ['en', 'es', 'fr'], now),
      openingCard(t, drafted, [], reach, ['en', 'es', 'fr'], now),
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((page) => readingCard(t, call, page)),
      ...[day(10), day(-10)].map((to) => movedCard(t, call, phase, { from: now, to, reason: hostile(500) })),
      listCard(t, Array<Call>(14).fill(call), (one) => button(t('call.buttons.show'), 'desk', one.id)),
      { blocks: toldBlocks(t, told) },
    ];
  });
}

describe.each(['en', 'es', 'fr', 'pt'])('in %s', (locale) => {
  const all = cards(translator(locale));

  test.each([
    ['Slack', overSlack],
    ['Discord', overDiscord],
    ['the playground', overPlayground],
  ] as const)('every card fits on %s', (_platform, cut) => {
    for (const card of all) expect([card.title, ...cut(card)]).toEqual([card.title]);
  });

  test('every line of the rules can be read, on one page or another', () => {
    const t = translator(locale);
    const blocks = Array.from({ length: 12 }, (_, n) => readingCard(t, full, n + 1)).flatMap((card): readonly Block[] => card.blocks);
    const text = blocks.flatMap((block) => (block.type === 'text' && typeof block.text === 'string' ? [block.text] : [])).join('\n');
    for (const { labels } of [...full.categories, ...full.sizes]) expect(text).toContain(labels.pt?.slice(0, 20));
  });
});
