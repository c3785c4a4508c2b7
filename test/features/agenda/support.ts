/** Things with a date, made up for tests. */
import type { Dated, DatedSource } from '../../../src/dated.ts';

export const dated = (changes: Partial<Dated> & Pick<Dated, 'uid'>): Dated => ({
  kind: 'event',
  title: 'Seminar on youth budgets',
  text: '',
  when: {
    kind: 'instant',
    start: new Date('2026-03-31T16:00:00Z'),
    end: new Date('2026-03-31T17:30:00Z'),
    timeZone: 'Europe/Madrid',
  },
  place: '',
  url: '',
  themes: [],
  country: '',
  cancelled: false,
  sequence: 0,
  changedAt: new Date('2026-03-01T10:00:00Z'),
  ...changes,
});

/** Whatever the range: the agenda sorts out what is in view. */
export const sourceOf = (name: string, items: () => readonly Dated[]): DatedSource => ({
  name,
  list: async () => items(),
  of: async (_db, _t, id) => items().filter(({ uid }) => uid.startsWith(`${name}:${id}`)),
});
