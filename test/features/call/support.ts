/** Calls for tests: what the secretariat writes in a form, and a channel for awards. */
import type { CallContent, Span } from '../../../src/features/call/content.ts';
import { type Call, getCall } from '../../../src/features/call/queries.ts';
import type { House } from '../../support/house.ts';

/** Opens on 10 March and closes on 2 May 2026, the last minute in Madrid; the tests' clock begins on 2 March. */
export const span: Span = { opensAt: new Date('2026-03-09T23:00:00Z'), closesAt: new Date('2026-05-02T21:59:00Z') };

export const award = (changes: Partial<CallContent> = {}): CallContent => ({
  key: 'award-2027',
  kind: 'award',
  edition: 21,
  locale: 'en',
  titles: { en: 'The 21st award', es: 'La 21.ª distinción' },
  texts: { en: 'For practices in which people decide.' },
  eligibility: { en: 'Any local government.' },
  links: [],
  categories: [
    { key: 'democracy', labels: { en: 'Democracy' } },
    { key: 'gender', labels: { en: 'Gender and care' } },
  ],
  sizes: [{ key: 'small', labels: { en: 'Small' } }],
  timeZone: 'Europe/Madrid',
  graceMinutes: 10,
  ...changes,
});

/** A workspace whose channel for awards reads Portuguese. */
export async function awardsChannel(house: House): Promise<void> {
  await house.parts.store.db.workspace.create({
    data: {
      id: 'w1',
      platform: 'playground',
      externalId: 'W1',
      name: 'Agora',
      locale: 'en',
      channels: { create: { id: 'awards', externalId: 'awards', purpose: 'awards', locale: 'pt' } },
    },
  });
}

export const refOf = async (house: House, id: string, part = '') => {
  const call: Call = await getCall(house.parts.store.db, id);
  return { id, version: call.version, part };
};
