/** Events for tests, and people who call the services as handlers do. */
import type { AppContext } from '../../../src/features/context.ts';
import type { Announcing, EventContent } from '../../../src/features/event/content.ts';
import type { Role } from '../../../src/features/person/roles.ts';
import type { House } from '../../support/house.ts';

export const announced: Announcing = { type: 'now' };

/** On 30 March 2026 at 18:00 in Madrid; the tests' clock begins four weeks before. */
export const seminar = (changes: Partial<EventContent> = {}): EventContent => ({
  locale: 'en',
  titles: { en: 'Youth budgets' },
  texts: { en: 'How young people decide.' },
  themes: [],
  country: '',
  speakers: [],
  place: 'Barcelona',
  url: '',
  capacity: null,
  startsAt: new Date('2026-03-30T16:00:00Z'),
  timeZone: 'Europe/Madrid',
  durationMinutes: 90,
  rule: '',
  ...changes,
});

/** Somebody with an account on the playground: a new envelope with each call. */
export async function visitor(house: House, id: string, role: Role = 'member', locale = 'en'): Promise<() => AppContext> {
  const { parts } = house;
  const account = { id, platform: 'playground', workspace: 'W1', externalId: id, name: id, locale };
  await parts.store.db.person.create({ data: { id, name: id, identities: { create: account } } });
  return () => ({
    ...parts,
    t: parts.translator(locale),
    locale,
    timeZone: 'UTC',
    envelope: parts.newId(),
    now: parts.clock.now(),
    actor: { id, name: id, role },
    from: { kind: 'direct', platform: 'playground', workspace: 'W1', user: id },
    commands: [],
    people: { forget: () => undefined },
  });
}
