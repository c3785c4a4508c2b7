/** By what it is seen where the network is thin: its dimensions, how a value stands against its minimum, and what an organisation would fill. Pure. */
import type { VocabularyName } from '../../vocabulary.ts';

export const dimensions = ['region', 'country', 'kind', 'size', 'theme'] as const;
export type Dimension = (typeof dimensions)[number];
export const isDimension = (given: unknown): given is Dimension => dimensions.some((one) => one === given);

/** The list that the values of a dimension come from; countries have none. */
export const listOf: Readonly<Record<Exclude<Dimension, 'country'>, VocabularyName>> = {
  region: 'regions',
  kind: 'organisationKinds',
  size: 'sizes',
  theme: 'themes',
};

/** Key of the minimum for each country that has a member. */
export const EACH = '';

/** Kinds that govern a territory, and so have a size. */
const sized = ['local-government', 'regional-government'];
export const hasSize = (kind: string): boolean => sized.includes(kind);

export interface Cell {
  readonly key: string;
  readonly members: number;
  /** 0: it does not count. */
  readonly minimum: number;
  /** Organisations that were suggested, and are not members yet. */
  readonly suggested: number;
}

export const isThin = ({ members, minimum }: Pick<Cell, 'members' | 'minimum'>): boolean => members < minimum;

/** Those with a minimum that is not met first, the emptiest of them before the others; then the largest. */
export const byNeed = (a: Cell, b: Cell): number =>
  Number(isThin(b)) - Number(isThin(a)) ||
  (isThin(a) ? a.members / a.minimum - b.members / b.minimum || b.minimum - a.minimum : b.members - a.members) ||
  (a.key < b.key ? -1 : 1);

/** How many there are of each value. */
export type Counts = ReadonlyMap<string, number>;
export type Minimums = ReadonlyMap<string, number>;

/** Every value that is offered, that somebody has, or that has a minimum of its own. */
export function cellsOf(offered: readonly string[], members: Counts, suggested: Counts, minimums: Minimums): readonly Cell[] {
  const keys = new Set([...offered, ...members.keys(), ...suggested.keys(), ...minimums.keys()]);
  keys.delete(EACH);
  const each = minimums.get(EACH) ?? 0;
  const least = (key: string): number => minimums.get(key) ?? ((members.get(key) ?? 0) > 0 ? each : 0);
  return [...keys]
    .map((key) => ({ key, members: members.get(key) ?? 0, minimum: least(key), suggested: suggested.get(key) ?? 0 }))
    .toSorted(byNeed);
}

/** What is known of an organisation, as far as it counts here. */
export interface Counted {
  readonly country: string;
  readonly kind: string;
  readonly sizeBand: string;
  readonly themes: readonly string[];
}

/** Its values in each dimension. */
export function valuesOf(
  { country, kind, sizeBand, themes }: Counted,
  regionOf: ReadonlyMap<string, string>,
): Readonly<Record<Dimension, readonly string[]>> {
  const known = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [value]);
  return {
    region: known(regionOf.get(country)),
    country: known(country),
    kind: known(kind),
    size: hasSize(kind) ? known(sizeBand) : [],
    theme: themes,
  };
}

/** How many have each value. */
export function tally(values: Iterable<string>): Counts {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
