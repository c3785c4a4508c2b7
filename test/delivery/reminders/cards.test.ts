/** The messages of reminders in every language on every platform, with long and hostile lines: nothing is cut. */
import { describe, expect, test } from 'vitest';
import { moment } from '../../../src/chat/text.ts';
import { dueCard, LINES, type Line } from '../../../src/delivery/reminders/message.ts';
import { reminders } from '../../../src/features/registry.ts';
import { ownCard, saidCard } from '../../../src/features/reminder/card.ts';
import { MUTES, ROWS } from '../../../src/features/reminder/service.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';

const hostile = '@everyone <!channel> *_`~|&<b> '.repeat(5);
const at = new Date('2026-03-15T12:00:00Z');
const line = (n: number): Line => ({
  id: `V1StGXR8_Z5jdHi6B-my${n}`,
  text: [hostile, ' · ', moment(at)],
  controls: [{ type: 'button', label: 'W'.repeat(40), action: { name: 'form.resume', id: 'V1StGXR8_Z5jdHi6B-myT' } }],
});

describe.each(catalogue.locales)('in %s', (locale) => {
  const t = translator(locale);
  const lines = Array.from({ length: LINES + 20 }, (_, n) => line(n));
  const reader = { t, timeZone: 'Africa/Abidjan', personId: 'awa' };
  const cards = [
    dueCard(reader, 'V1StGXR8_Z5jdHi6B-myT', lines),
    dueCard(reader, 'V1StGXR8_Z5jdHi6B-myT', [line(1)]),
    dueCard({ ...reader, personId: undefined }, 'V1StGXR8_Z5jdHi6B-myT', lines),
    ownCard(t, {
      ahead: Array.from({ length: ROWS }, () => ({ text: hostile, dueAt: at })),
      page: 1,
      pages: 12,
      mutes: Array.from({ length: MUTES }, () => ({ what: 'subject:draft.expiring:draft:V1StGXR8_Z5jdHi6B-myT', name: hostile })),
    }),
    ownCard(t, { ahead: [], page: 0, pages: 1, mutes: [] }),
    saidCard(t, 'reminders.snooze.done', { at }),
  ];
  test('every kind has its name, so that what is muted can be told apart', () => {
    expect(reminders.filter(({ name }) => !t.has(`reminders.kinds.${name}`))).toEqual([]);
  });

  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s', (_platform, over) => {
    expect(cards.flatMap((card) => over(card))).toEqual([]);
  });
});
