/** Every card of suggestions, at its fullest and with hostile texts, in every language: it fits each platform whole. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { groupNames, states, told } from '../../../src/features/prospect/content.ts';
import { checkCard, contactCard, deskCard, heardCard, listCard } from '../../../src/features/prospect/desk-card.ts';
import { byHandCard, invitationCard, newsCard } from '../../../src/features/prospect/letter.ts';
import type { Looked } from '../../../src/features/prospect/look.ts';
import type { Prospect } from '../../../src/features/prospect/queries.ts';
import { sentCard } from '../../../src/features/prospect/sent-card.ts';
import { createLinks } from '../../../src/links.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';
import { hostile } from '../candidacy/fullest.ts';

const vocabulary = seedVocabulary();
const at = new Date('2026-03-10T09:00:00Z');
const id = 'V1StGXR8_Z5jdHi6B-myT';
const prospect: Prospect = {
  id,
  number: 123_456,
  name: hostile(120),
  kind: 'government-association',
  country: 'GS',
  city: hostile(80),
  sizeBand: 'c',
  themes: vocabulary
    .terms('themes')
    .slice(0, 5)
    .map(({ key }) => key),
  website: `https://${'w'.repeat(290)}`,
  domain: 'example.org',
  why: hostile(1500),
  contactName: hostile(120),
  contactEmail: `${'a'.repeat(60)}@${'b.'.repeat(90)}example`,
  nameable: true,
  locale: 'pt',
  state: 'suggested',
  suggestedById: id,
  suggestedBy: { id, name: hostile(80) },
  decidedById: id,
  decidedBy: { name: hostile(80) },
  reason: hostile(1500),
  letter: hostile(1500),
  token: id,
  invitedAt: at,
  byMail: true,
  reminders: 2,
  reminded: 2,
  bounceReason: hostile(400),
  answeredAt: at,
  applicationId: id,
  application: { id, number: 123_456 },
  because: 'place',
  notThese: [],
  version: 12,
  createdAt: at,
  updatedAt: at,
};
const organisation = { id, number: 123_456, names: { en: hostile(150) }, locale: 'en', kind: 'other', country: 'GS', city: hostile(80) };
const looked = (one: Prospect): Looked => ({
  prospect: one,
  gaps: Array(9).fill(`${'W'.repeat(60)}: 99998 of 99999`),
  near: Array(3).fill({ ...organisation, because: 'name', likeness: 1, membership: 'active' }),
  alike: Array(3).fill({ id, number: 123_456, name: hostile(120), state: 'notInterested', because: 'name' }),
});
const counts = { waiting: 99_999, underWay: 99_999, over: 99_999 };
const none = { waiting: 0, underWay: 0, over: 0 };
const links = createLinks(() => 'https://agora.example.org');
const network = { name: 'International Observatory on Participatory Democracy', about: hostile(300) };

describe.each(catalogue.locales)('in %s', (locale) => {
  const t = translator(locale);
  const words = { t, vocabulary, links };
  const each = <K extends string>(keys: readonly K[], make: (key: K) => Card) => Object.fromEntries(keys.map((key) => [key, make(key)]));
  const cards: Readonly<Record<string, Card>> = {
    ...each(states, (state) => checkCard(words, looked({ ...prospect, state }))),
    'one by hand': checkCard(words, looked({ ...prospect, state: 'invited', byMail: false })),
    'one without anything': checkCard(words, {
      prospect: { ...prospect, contactName: '', contactEmail: '' },
      gaps: [],
      near: [],
      alike: [],
    }),
    'in the channel': deskCard(words, prospect, Array(9).fill('W'.repeat(80))),
    'in the channel, later': deskCard(words, { ...prospect, state: 'notInterested' }, []),
    wants: heardCard(words, prospect, 'interested'),
    returned: heardCard(words, prospect, 'returned'),
    contact: contactCard(words, prospect),
    'contact of nobody': contactCard(words, { ...prospect, contactName: '', contactEmail: '' }),
    sent: sentCard(words, prospect),
    letter: invitationCard(words, prospect, network, 0),
    reminder: invitationCard(words, { ...prospect, nameable: false }, network, 2),
    'by hand': byHandCard(words, translator('pt'), prospect, network),
    ...Object.fromEntries(told.map((state) => [`news ${state}`, newsCard(words, prospect, state)])),
    ...Object.fromEntries(
      groupNames.flatMap((group) => [
        [`list ${group}`, listCard(words, { rows: Array(8).fill(prospect), group, counts, page: 1, pages: 3 }, () => 9)],
        [`list of no ${group}`, listCard(words, { rows: [], group, counts: none, page: 0, pages: 1 }, () => 0)],
      ]),
    ),
  };
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s every card stands whole', (_platform, over) => {
    expect(Object.entries(cards).flatMap(([name, card]) => over(card).map((what) => `${name}: ${what}`))).toEqual([]);
  });
});
