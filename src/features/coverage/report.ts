/** Where the network is thin, for the page that its link leads to and as a file: numbers, nobody's name. */
import type { Bar } from '../../chat/chart.ts';
import type { Database } from '../../store/store.ts';
import { type Coverage, coverageOf } from './queries.ts';
import { type Dimension, dimensions, isThin, listOf } from './rules.ts';
import { numberOf, thinOf, valueName, type Words } from './words.ts';

export interface Part {
  readonly title: string;
  readonly said: string;
  readonly bars: readonly Bar[];
  readonly unknown: number;
}

export interface Report {
  readonly members: number;
  readonly parts: readonly Part[];
  /** Regions by kinds: a head and rows, each beginning with its region. */
  readonly across: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** Countries are many: of those without a minimum, no more than this are drawn. */
const DRAWN = 40;

/** Undefined for a link that is none of ours. */
export async function reportOf(db: Database, words: Words, token: string): Promise<Report | undefined> {
  const coverage = await behind(db, words, token);
  if (coverage === undefined) return undefined;
  return {
    members: coverage.members,
    parts: dimensions.map((dimension) => partOf(words, coverage, dimension)),
    across: acrossOf(words, coverage),
  };
}

/** A line for each value: dimension, key, name, members, minimum, how many are missing and are suggested. */
export async function tableOf(db: Database, words: Words, token: string): Promise<readonly (readonly string[])[] | undefined> {
  const coverage = await behind(db, words, token);
  if (coverage === undefined) return undefined;
  const head = ['dimension', 'key', 'name', 'members', 'minimum', 'missing', 'suggested'];
  const rows = dimensions.flatMap((dimension) =>
    coverage.cells[dimension].map(({ key, members, minimum, suggested }) => [
      dimension,
      key,
      valueName(words, dimension, key),
      String(members),
      String(minimum),
      String(Math.max(0, minimum - members)),
      String(suggested),
    ]),
  );
  return [head, ...rows];
}

async function behind(db: Database, { vocabulary }: Words, token: string): Promise<Coverage | undefined> {
  const known = token === '' ? null : await db.coverageReport.findUnique({ where: { token } });
  return known === null ? undefined : coverageOf(db, vocabulary);
}

function partOf(words: Words, coverage: Coverage, dimension: Dimension): Part {
  const { t } = words;
  const drawn = coverage.cells[dimension].filter((cell, at) => isThin(cell) || at < DRAWN);
  return {
    title: t(`coverage.titles.${dimension}`),
    said: t('coverage.thin', { count: thinOf(coverage, dimension).length }),
    bars: drawn.map((cell) => ({
      label: valueName(words, dimension, cell.key),
      value: cell.members,
      said: numberOf(words, cell),
      ...(cell.minimum > 0 ? { aim: cell.minimum } : {}),
    })),
    unknown: coverage.unknown[dimension],
  };
}

function acrossOf(words: Words, { across, cells }: Coverage): Report['across'] {
  const kinds = words.vocabulary.terms(listOf.kind).filter(({ key }) => cells.kind.some((cell) => cell.key === key));
  const regions = words.vocabulary.terms(listOf.region).filter(({ key }) => cells.region.some((cell) => cell.key === key));
  return {
    head: [words.t('coverage.dimensions.region'), ...kinds.map(({ key }) => valueName(words, 'kind', key))],
    rows: regions.map(({ key }) => [
      valueName(words, 'region', key),
      ...kinds.map((kind) => String(across.get(`${key} ${kind.key}`) ?? 0)),
    ]),
  };
}
