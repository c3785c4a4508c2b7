/** Counts members by region, country, kind, size band and theme, beside the minimum that is wanted of each. */
import { z } from 'zod';
import type { Database, Transaction } from '../../store/store.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import { type Cell, cellsOf, type Dimension, dimensions, hasSize, isDimension, listOf, type Minimums, tally, valuesOf } from './rules.ts';

type Reader = Database | Transaction;

export interface Coverage {
  /** Active ones. */
  readonly members: number;
  readonly cells: Readonly<Record<Dimension, readonly Cell[]>>;
  /** Members of which the value is not known; of a size, governments alone. */
  readonly unknown: Readonly<Record<Dimension, number>>;
  /** `<region> <kind>` to how many. */
  readonly across: ReadonlyMap<string, number>;
  readonly regionOf: ReadonlyMap<string, string>;
}

const groupRow = z.object({ country: z.string(), kind: z.string(), size: z.string(), count: z.number(), bare: z.number() });
const themeRow = z.object({ theme: z.string(), count: z.number() });

export async function coverageOf(db: Reader, vocabulary: Vocabulary): Promise<Coverage> {
  const [regionOf, minimums, suggested] = [await regionsOf(db), await minimumsOf(db), await suggestedIn(db)];
  const groups = z.array(groupRow).parse(
    await db.$queryRaw`
    select o.country, o.kind, o."sizeBand" as size, count(*)::int as count, count(*) filter (where o.themes = '{}')::int as bare
    from "Organisation" o join "Membership" m on m."organisationId" = o.id
    where m.state = 'active' and o.state = 'present' group by 1, 2, 3`,
  );
  const themes = z.array(themeRow).parse(
    await db.$queryRaw`
    select theme, count(*)::int as count
    from "Organisation" o join "Membership" m on m."organisationId" = o.id, unnest(o.themes) theme
    where m.state = 'active' and o.state = 'present' group by 1`,
  );
  const has = empty<Map<string, number>>(() => new Map());
  const unknown = empty(() => 0);
  const across = new Map<string, number>();
  for (const { country, kind, size, count, bare } of groups) {
    const values = valuesOf({ country, kind, sizeBand: size, themes: [] }, regionOf);
    for (const dimension of ['region', 'country', 'kind', 'size'] as const) {
      const [value] = values[dimension];
      if (value !== undefined) has[dimension].set(value, (has[dimension].get(value) ?? 0) + count);
      else if (dimension !== 'size' || hasSize(kind)) unknown[dimension] += count;
    }
    unknown.theme += bare;
    const cell = `${values.region[0] ?? ''} ${kind}`;
    across.set(cell, (across.get(cell) ?? 0) + count);
  }
  for (const { theme, count } of themes) has.theme.set(theme, count);
  const waiting = suggested.map((one) => valuesOf(one, regionOf));
  const cells = Object.fromEntries(
    dimensions.map((dimension) => {
      const offered = dimension === 'country' ? [] : offeredIn(vocabulary, dimension);
      const asked = tally(waiting.flatMap((values) => values[dimension]));
      return [dimension, cellsOf(offered, has[dimension], asked, minimums[dimension])];
    }),
  );
  return {
    members: groups.reduce((sum, { count }) => sum + count, 0),
    cells: { ...empty<readonly Cell[]>(() => []), ...cells },
    unknown,
    across,
    regionOf,
  };
}

const offeredIn = (vocabulary: Vocabulary, dimension: Exclude<Dimension, 'country'>): readonly string[] =>
  vocabulary.terms(listOf[dimension]).flatMap(({ key, retired }) => (retired ? [] : [key]));

export async function regionsOf(db: Reader): Promise<ReadonlyMap<string, string>> {
  return new Map((await db.regionCountry.findMany()).map(({ country, region }) => [country, region]));
}

async function minimumsOf(db: Reader): Promise<Readonly<Record<Dimension, Minimums>>> {
  const found = empty<Map<string, number>>(() => new Map());
  for (const { dimension, key, minimum } of await db.coverageTarget.findMany()) {
    if (isDimension(dimension)) found[dimension].set(key, minimum);
  }
  return found;
}

/** Of which something may still become. */
const suggestedIn = (db: Reader) =>
  db.prospect.findMany({
    where: { state: { in: ['suggested', 'invited', 'interested', 'applied'] } },
    select: { country: true, kind: true, sizeBand: true, themes: true },
  });

function empty<T>(make: () => T): Record<Dimension, T> {
  return { region: make(), country: make(), kind: make(), size: make(), theme: make() };
}
