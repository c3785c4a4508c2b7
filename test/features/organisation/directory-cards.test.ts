/** Every card of the directory, of one's own organisation and of a profile, at its fullest, in every language: it fits each platform whole. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { directoryCard, entryCard } from '../../../src/features/organisation/directory/card.ts';
import type { Entry } from '../../../src/features/organisation/directory/search.ts';
import { leaveCard, organisationCard, peopleCard } from '../../../src/features/organisation/own/card.ts';
import { contactsCard } from '../../../src/features/organisation/own/contacts-card.ts';
import { offerCard } from '../../../src/features/organisation/own/offer-card.ts';
import { profileCard } from '../../../src/features/person/profile-card.ts';
import { zoneCard } from '../../../src/features/person/zone.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { cardText } from '../../support/desk.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';

const vocabulary = seedVocabulary();
const longest = (list: 'themes' | 'organisationKinds' | 'sizes', count: number) =>
  [...vocabulary.choices(list, 'fr')]
    .sort((a, b) => b.label.length - a.label.length)
    .slice(0, count)
    .map(({ value }) => value);

const entry: Entry = {
  id: 'V1StGXR8_Z5jdHi6B-myT',
  names: { en: 'Ü&*_ <b>City</b> '.repeat(15).trim() },
  locale: 'en',
  kind: longest('organisationKinds', 1)[0] ?? '',
  country: 'GB',
  city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, Isle of Anglesey',
  sizeBand: longest('sizes', 1)[0] ?? '',
  languages: ['en', 'es', 'fr', 'pt', 'ca', 'cy', 'eu'],
  themes: longest('themes', 12),
  website: `https://example.org/${'a_'.repeat(200)}`,
  needs: '& <needs> *much* '.repeat(100),
  offers: 'Offers. '.repeat(200),
  category: 'collaborating',
};
/** What the store has beside. */
const record = {
  id: entry.id,
  number: 1,
  locale: 'en',
  kind: '',
  country: '',
  city: '',
  sizeBand: '',
  languages: [],
  themes: [],
  website: '',
  domain: '',
  needs: '',
  offers: '',
  state: 'present' as const,
  mergedIntoId: null,
  source: null,
  sourceId: null,
  sourceHash: null,
  cityKey: '',
  version: 0,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};
const query = { text: 'W'.repeat(200), kind: entry.kind, country: 'GB', theme: entry.themes[0] ?? '', need: 'W'.repeat(200) };
const found = { entries: Array<Entry>(5).fill(entry), total: 9999, page: 2, pages: 20, alike: true };

function everyCard(locale: string): Readonly<Record<string, Card>> {
  const t = translator(locale);
  const words = { t, vocabulary };
  const kept = `d-${'x'.repeat(16)}`;
  const seat = { id: 'x', name: entry.city.repeat(3), owner: true, title: 'W'.repeat(200), category: 'collaborating', listed: true };
  const profile = {
    name: 'W'.repeat(200),
    role: 'secretariat',
    locale: 'pt',
    ownLocale: false,
    timeZone: 'America/Argentina/Buenos_Aires',
    ownZone: false,
    organisations: Array(20).fill(seat),
    accounts: Array(20).fill({ platform: 'playground', name: 'W'.repeat(100), workspace: 'W'.repeat(100) }),
  };
  const one = { personId: 'p'.repeat(21), name: 'W'.repeat(200), title: 'W'.repeat(200), role: 'owner' };
  const people = {
    active: Array(30).fill(one),
    asking: Array(30).fill(one),
    offers: Array(30).fill({ name: 'W'.repeat(200), kind: 'ownership' as const }),
  };
  const organisation = { ...record, names: { en: 'Ü&*_ <b>City</b> '.repeat(7) } };
  const offers = (['seat', 'ownership'] as const).flatMap((kind) =>
    (['open', 'accepted', 'declined', 'withdrawn'] as const).map((state) => [
      `offer of ${kind}, ${state}`,
      offerCard(t, { id: entry.id, kind, state, organisation, by: { name: 'W'.repeat(80) } }),
    ]),
  );
  const own = { entry, membership: 'active', listed: true, consent: 'W '.repeat(200), mine: true };
  return {
    ...Object.fromEntries(offers),
    own: organisationCard(words, own),
    'own, not listed': organisationCard(words, { ...own, listed: false }),
    people: peopleCard(words, { id: entry.id, name: 'Ü&*_ <b>City</b> '.repeat(7), people, mine: true }),
    'no people': peopleCard(words, { id: entry.id, name: 'City', people: { active: [], asking: [], offers: [] }, mine: false }),
    contacts: contactsCard(
      words,
      'Ü&*_ <b>City</b> '.repeat(7),
      Array(12).fill({
        name: '*W&'.repeat(66),
        role: '<b>_'.repeat(50),
        email: `${'e'.repeat(60)}@${'x'.repeat(180)}.example`,
        phone: '9'.repeat(60),
      }),
    ),
    'no contacts': contactsCard(words, 'City', []),
    leave: leaveCard(words, entry.id, 'Ü&*_ <b>City</b> '.repeat(7)),
    found: directoryCard(words, { query, found, kept }),
    nothing: directoryCard(words, { query, found: { ...found, entries: [] }, kept }),
    empty: directoryCard(words, { query: {}, found: { ...found, entries: [] }, kept: undefined }),
    entry: entryCard(words, entry),
    'full profile': profileCard(words, profile),
    'new profile': profileCard(words, { ...profile, organisations: [], accounts: [] }),
    zone: zoneCard({ t, now: new Date(0) }, 'America/Argentina/Buenos_Aires', false, true),
  };
}

describe.each(catalogue.locales)('in %s', (locale) => {
  test.each(Object.entries(everyCard(locale)))('%s fits whole', (_name, card) => {
    expect(overSlack(card)).toEqual([]);
    expect(overDiscord(card)).toEqual([]);
    expect(overPlayground(card)).toEqual([]);
  });
});

test('an entry says what the consent names, and who works there stands nowhere', () => {
  const small: Entry = {
    ...entry,
    names: { en: 'City of Northport', fr: 'Ville de Port-du-Nord' },
    languages: ['en'],
    themes: ['governance'],
    website: 'https://northport.example',
    needs: 'Somebody to visit us.',
    offers: '',
  };
  const text = cardText(entryCard({ t: translator('fr'), vocabulary }, small));
  expect(text).toContain('Ville de Port-du-Nord');
  expect(text).toContain('northport.example');
  expect(text).toContain('Somebody to visit us.');
  expect(text).not.toContain('Ce qu’elle propose');
});
