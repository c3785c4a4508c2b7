/** Every card of events, at its fullest, in every language: it fits each platform whole. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { channelCard, eventCard, overview, textCard } from '../../../src/features/event/card.ts';
import {
  announcedCard,
  answerCard,
  cancelledCard,
  movedCard,
  placeCard,
  starsCard,
  thanksCard,
} from '../../../src/features/event/letter.ts';
import { attendeesCard, datesCard, listCard } from '../../../src/features/event/list-card.ts';
import type { DateRecord } from '../../../src/features/event/queries.ts';
import type { Answer, Standing } from '../../../src/features/event/rules.ts';
import { savedCard } from '../../../src/features/event/saved-card.ts';
import type { View } from '../../../src/features/event/view.ts';
import type { Words } from '../../../src/features/event/words.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { translator } from '../../support/catalogue.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';
import { seminar } from './support.ts';

const vocabulary = seedVocabulary();
const at = new Date('2026-03-30T16:00:00Z');
const id = 'V1StGXR8_Z5jdHi6B-myT';
const hostile = (length: number): string => 'Ü&*_ <b>@everyone</b> <@U1> '.repeat(length / 10).slice(0, length);

const event: DateRecord['event'] = {
  ...seminar(),
  id,
  number: 123_456,
  state: 'announced',
  titles: { pt: hostile(120) },
  texts: { pt: '&'.repeat(3000) },
  locale: 'pt',
  themes: vocabulary
    .choices('themes', 'fr')
    .slice(0, 5)
    .map(({ value }) => value),
  country: 'BA',
  speakers: Array.from({ length: 10 }, () => hostile(79)),
  place: hostile(200),
  url: `https://example.org/${'a'.repeat(470)}`,
  capacity: 100_000,
  rule: `FREQ=MONTHLY;BYMONTHDAY=${'1,'.repeat(90)}2`,
  anchor: 0,
  announceAt: null,
  announcedAt: at,
  cancelReason: '',
  organiserId: 'eva',
  organiser: { id: 'eva', name: 'Eva Åström-Fernández de la Vega' },
  version: 3,
  createdAt: at,
  updatedAt: at,
};
const date: DateRecord = {
  id,
  eventId: id,
  event,
  nth: 0,
  originalStart: new Date('2026-03-29T16:00:00Z'),
  startsAt: at,
  endsAt: new Date('2026-03-31T17:45:00Z'),
  place: null,
  url: null,
  state: 'planned',
  cancelReason: hostile(500),
  sequence: 9,
  materials: Array.from({ length: 12 }, (_, n) => ({ title: hostile(150), url: `https://example.org/${n}/${'b'.repeat(60)}` })),
  recordingUrl: `https://example.org/${'c'.repeat(470)}`,
  closedAt: null,
  drawnAt: null,
  changedAt: at,
};
const view = (standing: Standing): View => ({
  date,
  standing,
  counts: { yes: 99_999, waiting: 1234, maybe: 1234, no: 1234 },
  coming: Array(8).fill(date),
});
const standings: readonly Standing[] = ['draft', 'scheduled', 'coming', 'live', 'past', 'cancelled'];
const answers: readonly Answer[] = [
  { answer: 'yes', remind: true },
  { answer: 'waiting', position: 12, remind: false },
  { answer: 'maybe', remind: false },
  { answer: 'no', remind: false },
];
const calendar = 'https://agora.example.org/calendar/event/x.ics?lang=pt';

function cards(words: Words): readonly Card[] {
  const feedback = { count: 1234, average: 4.25, comments: Array(20).fill(hostile(1000)) };
  const rows = Array<DateRecord>(8).fill(date);
  const attendees = (['yes', 'waiting', 'maybe', 'no'] as const).flatMap((answer) =>
    Array.from({ length: 50 }, () => ({ answer, name: hostile(80) })),
  );
  return [
    ...standings.flatMap((standing) => [
      channelCard(words, view(standing)),
      ...answers.map((answer) => eventCard(words, view(standing), { answer, manages: true, feedback }, calendar)),
    ]),
    ...[1, 2, 3, 9].map((page) => textCard(words, view('coming'), page)),
    ...answers.map((answer) => answerCard(words, date, answer, calendar)),
    announcedCard(words, date, overview(words, view('coming'))),
    placeCard(words, date),
    movedCard(words, date, at),
    cancelledCard(words, date),
    thanksCard(words, date),
    starsCard(words, id, 5),
    ...(['coming', 'past', 'drafts'] as const).flatMap((listing) => [
      listCard(words, { listing, rows, total: 30, page: 1, pages: 4 }, at, ['coming', 'past', 'drafts']),
      listCard(words, { listing, rows: [], total: 0, page: 0, pages: 1 }, at, ['coming', 'past']),
    ]),
    datesCard(words, rows, at),
    datesCard(words, [], at),
    ...[0, 1, 2, 3, 4].map((page) => attendeesCard(words, date, attendees, page)),
    attendeesCard(words, date, [], 0),
    ...(['draft', 'announced', 'scheduled', 'cancelled'] as const).map((state) =>
      savedCard(words, { id, date: id, state }, event, { type: 'at', at }, true),
    ),
  ];
}

describe.each(['en', 'es', 'fr', 'pt'])('in %s', (locale) => {
  const all = cards({ t: translator(locale), vocabulary });

  test.each([
    ['Slack', overSlack],
    ['Discord', overDiscord],
    ['the playground', overPlayground],
  ] as const)('every card fits on %s', (_platform, cut) => {
    for (const card of all) expect([card.title, ...cut(card)]).toEqual([card.title]);
  });
});
