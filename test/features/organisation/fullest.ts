/** An organisation that says as much as it can. */
import type { Whole } from '../../../src/features/organisation/merge/pairs.ts';
import { seedVocabulary } from '../../support/vocabulary.ts';

const vocabulary = seedVocabulary();

/** As full as can be, with characters that have to be escaped. */
export const fullest = (id: string, number: number): Whole => ({
  id: `${id}${'x'.repeat(20)}`,
  number,
  names: Object.fromEntries(['en', 'es', 'fr', 'pt', 'ca'].map((locale) => [locale, `${id} & <b>*name*</b> _of_ it `.repeat(12)])),
  locale: id === 'a' ? 'fr' : 'pt',
  kind: id === 'a' ? 'government-association' : 'informal-platform',
  country: id === 'a' ? 'GB' : 'CD',
  city: `${id} Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch`.repeat(2),
  cityKey: '',
  sizeBand: id === 'a' ? 'c' : 'e',
  languages: id === 'a' ? ['en', 'es', 'fr', 'pt'] : ['ca', 'de', 'it'],
  themes: vocabulary
    .terms('themes')
    .slice(id === 'a' ? 0 : 8, id === 'a' ? 8 : 16)
    .map(({ key }) => key),
  website: `https://example.org/${id.repeat(300)}`,
  domain: 'example.org',
  needs: `${id} & *needs* `.repeat(300),
  offers: `${id} <offers> `.repeat(300),
  state: 'present',
  mergedIntoId: null,
  source: null,
  sourceId: null,
  sourceHash: null,
  version: 0,
  createdAt: new Date(),
  updatedAt: new Date(),
  membership: {
    organisationId: id,
    category: id === 'a' ? 'associate' : 'promoter',
    state: id === 'a' ? 'active' : 'archived',
    since: null,
    confirmedAt: null,
    stateSince: new Date(),
    reason: '',
    version: 0,
    createdAt: new Date(),
    updatedAt: new Date(),
  },
  _count: { contacts: 1234, persons: 1234, applications: 1234 },
});
