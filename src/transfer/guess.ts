/** Guesses which column of an unknown table is which field, from the columns' names and from what stands in them. Pure. */
import { fold } from '../i18n/fold.ts';
import type { Mapping } from './mapping.ts';
import type { Row } from './read.ts';

export interface Guess {
  readonly column: string;
  /** The field that it becomes. */
  readonly target: string | undefined;
  /** `name`, `values` or both; a key under `transfer.because`. */
  readonly because: 'name' | 'values' | 'both' | 'nothing';
  /** Something that stands in the column. */
  readonly example: string;
}

export interface Guessed<T extends string> {
  readonly mapping: Mapping<T>;
  readonly guesses: readonly Guess[];
}

/** Whether a cell looks like a value of a field. */
export type Check = (cell: string) => boolean;

/** What is known of the fields beforehand. */
export interface Knowledge<T extends string> {
  readonly targets: readonly T[];
  /** Usual names of the column in any language. */
  readonly columnNames: { readonly [K in T]?: readonly string[] | undefined };
  readonly checks: ReadonlyMap<T, Check>;
  /** Their values look like anything, so a name is needed: a year is a number, an x a yes, any date the end of something. */
  readonly needName: ReadonlySet<T>;
  /** Fields that are read from several columns. */
  readonly several: (target: T) => boolean;
}

const ENOUGH = 2;
const NAME = 3;
const PART_OF_NAME = 1.5;
/** Values alone must be nearly all known: many a number is a year. */
const BY_VALUES = 2.4;
const UNLIKE = -3;

export function guessColumns<T extends string>(
  known: Knowledge<T>,
  header: readonly string[],
  sample: readonly Row[],
  source: string,
  locale: string,
): Guessed<T> {
  const columns = header.map((column, at) => ({
    column,
    cells: sample.map((row) => row.cells[at]?.trim() ?? '').filter((cell) => cell !== ''),
  }));
  const scored = columns.flatMap(({ column, cells }, at) =>
    known.targets.map((target) => {
      const name = byName(column, known.columnNames[target] ?? []);
      const share = shareOf(cells, known.checks.get(target));
      const values = share === undefined ? 0 : share < 0.3 && cells.length > 0 ? UNLIKE : share * share * BY_VALUES;
      const alone = name > 0 || !known.needName.has(target) ? values : 0;
      return { at, target, name, values: alone, score: name + alone };
    }),
  );
  const taken = new Map<number, (typeof scored)[number]>();
  const used = new Set<T>();
  for (const one of scored.filter(({ score }) => score >= ENOUGH).sort((a, b) => b.score - a.score || a.at - b.at)) {
    if (taken.has(one.at) || (used.has(one.target) && !(known.several(one.target) && one.name > 0))) continue;
    taken.set(one.at, one);
    used.add(one.target);
  }
  const guesses = columns.map(({ column, cells }, at): Guess => {
    const found = taken.get(at);
    const because = !found ? 'nothing' : found.name > 0 ? (found.values > 1 ? 'both' : 'name') : 'values';
    return { column, target: found?.target, because, example: (cells[0] ?? '').slice(0, 60) };
  });
  const byTarget: { [K in T]?: readonly string[] } = {};
  columns.forEach(({ column }, at) => {
    const target = taken.get(at)?.target;
    if (target !== undefined) byTarget[target] = [...(byTarget[target] ?? []), column];
  });
  return { mapping: { format: 1, source, locale, columns: byTarget, values: {} }, guesses };
}

function byName(column: string, usual: readonly string[]): number {
  const name = fold(column);
  const names = usual.map(fold);
  if (names.includes(name)) return NAME - names.indexOf(name) / 100;
  return names.some((known) => known.length > 3 && ` ${name} `.includes(` ${known} `)) ? PART_OF_NAME : 0;
}

const shareOf = (cells: readonly string[], check: Check | undefined): number | undefined =>
  check === undefined || cells.length === 0 ? undefined : cells.filter(check).length / cells.length;
