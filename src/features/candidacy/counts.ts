/** How many candidacies there are, by state, category and country. Drafts are counted and never read. */
import type { Database } from '../../store/store.ts';
import { formIdOf } from './ref.ts';

export interface Count {
  readonly key: string;
  readonly count: number;
}

export interface Counts {
  readonly total: number;
  readonly drafts: number;
  readonly states: readonly Count[];
  /** Of those that were not withdrawn; the most first. */
  readonly categories: readonly Count[];
  readonly countries: readonly Count[];
}

export async function countsOf(db: Database, callId: string, now: Date): Promise<Counts> {
  const [states, categories, countries] = await Promise.all([
    db.candidacy.groupBy({ by: ['state'], where: { callId }, _count: true }),
    db.candidacy.groupBy({ by: ['category'], where: { callId, state: { not: 'withdrawn' } }, _count: true }),
    db.candidacy.groupBy({ by: ['country'], where: { callId, state: { not: 'withdrawn' } }, _count: true }),
  ]);
  const drafts = await db.draft.count({ where: { form: formIdOf(callId), state: 'open', version: { gt: 0 }, expiresAt: { gt: now } } });
  return {
    total: states.reduce((sum, { _count }) => sum + _count, 0),
    drafts,
    states: states.map(({ state, _count }) => ({ key: state, count: _count })),
    categories: mostFirst(categories.map(({ category, _count }) => ({ key: category, count: _count }))),
    countries: mostFirst(countries.map(({ country, _count }) => ({ key: country, count: _count }))),
  };
}

const mostFirst = (counts: readonly Count[]): readonly Count[] =>
  counts.toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key));
