/** Who looks inactive and when a campaign writes, by pure rules; and every card of it, at its fullest, on every platform. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { barChart, barOf } from '../../../src/chat/chart.ts';
import { emptyCard, listCard, reviewCard } from '../../../src/features/campaign/card.ts';
import { type Criteria, defaultCriteria, type Facts, reasonsOf } from '../../../src/features/campaign/criteria.ts';
import type { Suspect } from '../../../src/features/campaign/facts.ts';
import { answeredCard, inquiryCard } from '../../../src/features/campaign/letter.ts';
import { datesOf, roundsBy } from '../../../src/features/campaign/plan.ts';
import type { Asked, CampaignRow } from '../../../src/features/campaign/queries.ts';
import { progressCard } from '../../../src/features/campaign/report-card.ts';
import { createLinks } from '../../../src/links.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';

const now = new Date('2026-03-02T09:00:00Z');
const alive: Facts = { persons: 1, contacts: 1, bounces: [0], lastSign: new Date('2026-02-01'), answered: true };
const why = (facts: Partial<Facts>, criteria: Partial<Criteria> = {}) =>
  reasonsOf({ ...alive, ...facts }, { ...defaultCriteria, ...criteria }, now);

describe('who looks inactive', () => {
  test('each reason holds by itself, and somebody who is here and was heard of has none', () => {
    expect(why({})).toEqual([]);
    expect(why({ persons: 0, contacts: 0, bounces: [] })).toEqual(['noContact']);
    expect(why({ persons: 0, bounces: [1, 3] })).toEqual(['bounces']);
    expect(why({ persons: 0, bounces: [0, 3] }), 'one address still works').toEqual([]);
    expect(why({ lastSign: new Date('2024-03-02T08:59:59Z') })).toEqual(['quiet']);
    expect(why({ lastSign: new Date('2024-03-02T09:00:00Z') })).toEqual([]);
    expect(why({ lastSign: undefined })).toEqual(['quiet']);
    expect(why({ persons: 0, answered: false })).toEqual(['neverAnswered']);
  });

  test('a criterion that is set to nothing does not count', () => {
    const off = { bounces: 0, quietMonths: 0, noContact: false, neverAnswered: false };
    expect(why({ persons: 0, contacts: 0, bounces: [], lastSign: undefined, answered: false }, off)).toEqual([]);
  });
});

test('a campaign writes, reminds and ends by its plan; reminders that were missed come once', () => {
  const plan = { remindDays: 7, reminders: 2, graceDays: 14 };
  expect(datesOf(plan, now)).toEqual({ graceAt: new Date('2026-03-16T09:00:00Z'), endsAt: new Date('2026-03-30T09:00:00Z') });
  const rounds = (day: string) => roundsBy(plan, now, new Date(`${day}T09:00:00Z`));
  expect(['2026-03-02', '2026-03-08', '2026-03-09', '2026-03-16', '2026-04-20'].map(rounds)).toEqual([1, 1, 2, 3, 3]);
});

test('a chart says in words what it shows, and nothing that people wrote becomes markup', () => {
  expect([barOf(0, 10), barOf(1, 1000), barOf(10, 10), barOf(0, 0)]).toEqual([
    '░'.repeat(12),
    `█${'░'.repeat(11)}`,
    '█'.repeat(12),
    '░'.repeat(12),
  ]);
  const chart = barChart('Who & what', [{ label: '<b>', value: 3 }]);
  expect(chart).toContain('aria-label="Who &amp; what: &lt;b&gt; 3"');
  expect(chart).not.toContain('<b>');
});

const id = 'V1StGXR8_Z5jdHi6B-myT';
const names = { en: 'Wide & <b>*name*</b> _of_ it '.repeat(10) };
const organisation = {
  id,
  number: 123456,
  names,
  locale: 'en',
  country: 'CD',
  city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'.repeat(2),
};
const suspect: Suspect = { ...organisation, because: ['noContact', 'bounces', 'quiet', 'neverAnswered'], byChat: false, byMail: false };
const campaign: CampaignRow = {
  id,
  number: 12,
  state: 'running',
  remindDays: 14,
  reminders: 2,
  graceDays: 30,
  startedAt: now,
  graceAt: now,
  endsAt: now,
  endedAt: null,
  reportToken: id,
  progress: '',
};
const inquiry = {
  id,
  campaignId: id,
  organisationId: id,
  because: [],
  state: 'silent' as const,
  rounds: 3,
  archivedAt: now,
  answeredAt: null,
  answeredBy: '',
};
const asked: Asked = {
  token: id,
  inquiryId: id,
  personId: null,
  contactId: null,
  failed: false,
  inquiry: { ...inquiry, campaign, organisation },
};
const tally = { asked: 99_999, kept: 99_999, updated: 99_999, left: 99_999, silent: 99_999, unreachable: 99_999 };
const links = createLinks(() => 'https://agora.example.org');

describe.each(catalogue.locales)('in %s', (locale) => {
  const t = translator(locale);
  const reader = { t, timeZone: 'UTC', links };
  const rows = Array(6).fill({ ...inquiry, organisation });
  const cards: Readonly<Record<string, Card>> = {
    review: reviewCard({ t }, Array(14).fill(suspect), defaultCriteria, false, 1),
    'review of nobody': reviewCard({ t }, [], { ...defaultCriteria, bounces: 3, quietMonths: 24 }, true, 0),
    list: listCard({ t }, id, 'silent', { rows, total: 99_999, page: 1, pages: 3 }),
    'empty list': listCard({ t }, id, 'unreachable', { rows: [], total: 0, page: 0, pages: 1 }),
    none: emptyCard({ t }),
    running: progressCard(reader, campaign, tally),
    ended: progressCard(reader, { ...campaign, state: 'ended', endedAt: now }, tally),
    'question in the chat': inquiryCard(reader, asked, 1, true),
    'last question by mail': inquiryCard(reader, asked, 3, false),
    ...Object.fromEntries((['kept', 'updated', 'left'] as const).map((answer) => [answer, answeredCard({ t }, asked, answer)])),
  };
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s every card stands whole', (_platform, over) => {
    expect(Object.entries(cards).flatMap(([name, card]) => over(card).map((what) => `${name}: ${what}`))).toEqual([]);
  });
});
