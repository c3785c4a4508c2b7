/** Every card of applications and organisations, at its fullest and with hostile texts, in every language: it fits each platform whole. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { Translate } from '../../../src/chat/translate.ts';
import { contributions, states } from '../../../src/features/membership/content.ts';
import { askedCard, joinCard, thereCard } from '../../../src/features/membership/join-card.ts';
import { decisionCard, ownCard, receiptCard, welcomeCard } from '../../../src/features/membership/letter.ts';
import type { Application, Category } from '../../../src/features/membership/queries.ts';
import { checkCard, queuedCard, queueListCard, textPageCard } from '../../../src/features/membership/queue-card.ts';
import { textPages } from '../../../src/features/membership/words.ts';
import { contentSchema } from '../../../src/features/organisation/content.ts';
import type { Likely, Organisation } from '../../../src/features/organisation/find/service.ts';
import { answerCard, requestCard } from '../../../src/features/organisation/request-card.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';
import { hostile } from '../candidacy/fullest.ts';

const vocabulary = seedVocabulary();
const at = new Date('2026-03-10T09:00:00Z');
const id = (letter: string): string => letter.repeat(21);
const organisationContent = contentSchema.parse({
  locale: 'en',
  names: { en: hostile(120), es: hostile(120), fr: hostile(120), pt: hostile(120) },
  kind: 'civil-society',
  country: 'GB',
  city: hostile(80),
  sizeBand: 'c',
  languages: ['en', 'es', 'fr', 'pt', 'ca', 'eu', 'gl', 'ar'],
  themes: vocabulary
    .terms('themes')
    .slice(0, 5)
    .map(({ key }) => key),
  website: `https://${'w'.repeat(290)}`,
  needs: hostile(1500),
  offers: hostile(1500),
});
const contact = { name: hostile(80), email: `${'a'.repeat(100)}@example.org`, phone: hostile(80), role: hostile(80) };
const record = {
  ...organisationContent,
  id: id('o'),
  number: 123_456,
  domain: 'example.org',
  state: 'present',
  mergedIntoId: null,
  source: null,
  sourceId: null,
  sourceHash: null,
  cityKey: '',
  version: 1,
  createdAt: at,
  updatedAt: at,
} as const;
const application: Application = {
  id: id('a'),
  number: 123_456,
  kind: 'membership',
  category: 'collaborating',
  organisationId: null,
  organisation: null,
  applicantId: id('p'),
  applicant: { id: id('p'), name: hostile(80) },
  state: 'submitted',
  locale: 'en',
  answers: { organisation: organisationContent, title: hostile(80), contributions: [...contributions] },
  contacts: [contact, contact],
  consents: { directory: '2026-11', welcome: '2026-11' },
  notThese: [id('n')],
  reason: hostile(1500),
  page: 'contact',
  decidedById: id('m'),
  decidedBy: { name: hostile(80) },
  decidedAt: at,
  submittedAt: at,
  sentAt: at,
  revision: 2,
  version: 12,
  updatedAt: at,
};
const near: readonly Likely[] = Array.from({ length: 4 }, () => ({
  ...record,
  id: id('n'),
  because: 'place',
  likeness: 0.9,
  membership: 'active',
}));
const membership = {
  organisationId: id('o'),
  category: 'associate',
  state: 'active',
  since: at,
  confirmedAt: at,
  stateSince: at,
  reason: '',
  version: 1,
  createdAt: at,
  updatedAt: at,
} as const;
const organisation: Organisation = { ...record, languages: [...record.languages], themes: [...record.themes], membership, persons: [] };
const categories: readonly Category[] = ['associate', 'collaborating', 'promoter'].map((key) => ({
  key,
  kinds: [],
  byRequest: false,
  explains: { en: hostile(200), es: hostile(200), fr: hostile(200), pt: hostile(200) },
}));

function everyCard(t: Translate): Readonly<Record<string, Card>> {
  const words = { t, vocabulary };
  const looked = (changes: Partial<Application>) => ({ application: { ...application, ...changes }, near, fits: false });
  const own = Array.from({ length: 5 }, () => organisation);
  const request = { organisation: { id: id('o'), name: hostile(120) }, person: { id: id('p'), name: hostile(80) }, title: hostile(80) };
  return {
    join: joinCard(words, { categories, own, applications: Array.from({ length: 5 }, () => application) }),
    'join from nothing': joinCard(words, { categories, own: [], applications: [] }),
    'a member': thereCard(words, organisation, 'nobody'),
    'a record': thereCard(words, { ...organisation, membership: null }, 'nobody'),
    asked: askedCard(words, hostile(120)),
    receipt: receiptCard(words, application),
    welcome: welcomeCard(words, organisation),
    queue: queueListCard(words, { rows: Array.from({ length: 8 }, () => application), waiting: 12, page: 1, pages: 3 }),
    'empty queue': queueListCard(words, { rows: [], waiting: 0, page: 0, pages: 1 }),
    ...Object.fromEntries(textPages(words, application).map((_page, page) => [`page ${page}`, textPageCard(words, application, page + 1)])),
    ...Object.fromEntries(
      (['asked', 'active', 'declined', 'left'] as const).map((state) => [`request ${state}`, requestCard(words, { ...request, state })]),
    ),
    'answer yes': answerCard(words, hostile(120), true),
    'answer no': answerCard(words, hostile(120), false),
    ...Object.fromEntries(
      states.flatMap((state) =>
        (['membership', 'promoter'] as const).flatMap((kind): [string, Card][] => {
          const decided = decisionCard(words, { ...application, state, kind, page: kind === 'promoter' ? '' : 'contact' });
          return [
            [`own ${state} ${kind}`, ownCard(words, { ...application, state, kind })],
            [`check ${state} ${kind}`, checkCard(words, looked({ state, kind }), true)],
            [`check of one’s own ${state} ${kind}`, checkCard(words, looked({ state, kind }), false)],
            [
              `check of a record ${state} ${kind}`,
              checkCard(words, { ...looked({ state, kind, organisationId: id('o') }), near: [] }, true),
            ],
            [`queued ${state} ${kind}`, queuedCard(words, looked({ state, kind }), 2)],
            [`replaced ${state} ${kind}`, queuedCard(words, looked({ state, kind }), 1)],
            ...(decided ? [[`decision ${state} ${kind}`, decided] as [string, Card]] : []),
          ];
        }),
      ),
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
