/** Applications for tests: the form filled in by a visitor of the desk, and the same as content for the services. */

import type { Content } from '../../../src/features/membership/content.ts';
import { contentSchema } from '../../../src/features/organisation/content.ts';
import type { Visitor } from '../../support/desk.ts';

export const needs = 'Partners for a youth budget, and examples of how others count votes.';
export const secret = 'ana@northport.example';

export const answers = {
  who: { name: ['City of Northport'], kind: ['local-government'] },
  where: { country: ['CA'], city: ['Northport'], website: ['https://www.northport.example'] },
  size: { sizeBand: ['b'] },
  work: { languages: ['en', 'fr'], themes: ['governance'] },
  network: { category: ['associate'], needs: [needs] },
  consent: { directory: ['true'], welcome: ['true'] },
  contact: { title: ['Head of participation'], contactName: ['Ana Pires'], contactEmail: [secret] },
} as const;

/** From the first page to the review, on a platform that holds a whole page. */
export async function fillsIn(
  visitor: Visitor,
  changes: Partial<Record<keyof typeof answers, Readonly<Record<string, readonly string[]>>>> = {},
): Promise<void> {
  for (const page of ['who', 'where', 'size', 'work', 'network', 'consent', 'contact'] as const)
    await visitor.fills({ ...answers[page], ...changes[page] });
}

export const content = (changes: Partial<Content> = {}): Content => ({
  kind: 'membership',
  category: 'associate',
  organisationId: undefined,
  locale: 'en',
  answers: {
    organisation: contentSchema.parse({
      names: { en: 'City of Northport' },
      kind: 'local-government',
      country: 'CA',
      city: 'Northport',
      website: 'https://www.northport.example',
      needs,
    }),
    title: 'Head of participation',
    contributions: [],
  },
  contacts: [{ name: 'Ana Pires', email: secret, phone: '', role: '' }],
  consents: { directory: '2026-11', welcome: '2026-11' },
  notThese: [],
  ...changes,
});
