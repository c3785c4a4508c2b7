/** Reads the pairs that look alike: all of them, or those that somebody looks for. */
import { fold } from '../../../i18n/fold.ts';
import { localizedSchema } from '../../../i18n/localized.ts';
import type { Database } from '../../../store/store.ts';
import type { Vocabulary } from '../../../vocabulary.ts';
import { alikePairs, type Pair } from './alike.ts';

export interface ListedOrganisation {
  readonly id: string;
  readonly number: number;
  readonly names: unknown;
  readonly locale: string;
  readonly country: string;
  readonly city: string;
}
export interface ListedPair {
  readonly one: ListedOrganisation;
  readonly other: ListedOrganisation;
  readonly because: Pair['because'];
}
export interface PairList {
  readonly rows: readonly ListedPair[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

const PER_PAGE = 5;

/** `text`: words of a name, a city or a host, or `12` for the number of one of them. */
export async function likelyPairs(db: Database, vocabulary: Vocabulary, text: string, page: number): Promise<PairList> {
  const [rows, apart] = await Promise.all([
    db.organisation.findMany({
      where: { state: 'present' },
      select: { id: true, number: true, names: true, locale: true, kind: true, country: true, city: true, domain: true },
      orderBy: { number: 'asc' },
    }),
    db.distinctOrganisations.findMany({ select: { oneId: true, otherId: true } }),
  ]);
  const known = new Map(rows.map((row) => [row.id, row]));
  const distinct = new Set(apart.map(({ oneId, otherId }) => `${oneId} ${otherId}`));
  const candidates = rows.map((row) => ({ ...row, names: Object.values(localizedSchema.parse(row.names)) }));
  const wanted = fold(text);
  const said = new Map(
    candidates.map(({ id, number, names, city, domain }) => [
      id,
      { number: String(number), text: fold([...names, city, domain].join(' ')) },
    ]),
  );
  const matches = (id: string): boolean => {
    const one = said.get(id);
    return one !== undefined && (wanted === '' || one.number === wanted || one.text.includes(wanted));
  };
  const pairs = alikePairs(candidates, usualWords(vocabulary)).filter(
    ({ one, other }) => !distinct.has(pairKey(one, other).join(' ')) && (matches(one) || matches(other)),
  );
  const pages = Math.max(1, Math.ceil(pairs.length / PER_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  return {
    rows: pairs.slice(at * PER_PAGE, (at + 1) * PER_PAGE).flatMap(({ one, other, because }) => {
      const [a, b] = [known.get(one), known.get(other)];
      return a && b ? [{ one: a, other: b, because }] : [];
    }),
    total: pairs.length,
    page: at,
    pages,
  };
}

/** In the order in which they are kept apart. */
export const pairKey = (a: string, b: string): readonly [string, string] => (a < b ? [a, b] : [b, a]);

const small = 'a an and at de del della des di do da dos das du d e el en et for i in l la las le les los o of on s the und van von y';

/** Words of the kinds of organisations in any language, and small ones. */
export function usualWords(vocabulary: Vocabulary): ReadonlySet<string> {
  const kinds = vocabulary
    .terms('organisationKinds')
    .flatMap(({ labels, aliases }) => [...Object.values(labels), ...Object.values(aliases).flat()]);
  return new Set([...kinds.flatMap((words) => fold(words).split(' ')), 'ajuntament', 'diputacio', 'universitat', ...small.split(' ')]);
}

/** Both of a pair, whole. */
export const twoOf = (db: Database, ids: readonly [string, string]) =>
  db.organisation.findMany({
    where: { id: { in: [...ids] }, state: 'present' },
    include: { membership: true, _count: { select: { contacts: true, persons: { where: { state: 'active' } }, applications: true } } },
    orderBy: { number: 'asc' },
  });
export type Whole = Awaited<ReturnType<typeof twoOf>>[number];

/** What was made one lately and has not been taken back, the last first. */
export const latelyMerged = (db: Database) =>
  db.organisationMerge.findMany({
    where: { undoneAt: null },
    include: {
      kept: { select: { names: true, locale: true, number: true } },
      gone: { select: { names: true, locale: true, number: true } },
    },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    take: 6,
  });
export type Merged = Awaited<ReturnType<typeof latelyMerged>>[number];
