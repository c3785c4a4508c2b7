/** Guesses which column of an unknown table is which field, from the columns' names and from what stands in them. Pure. */
import { fold } from '../../../i18n/fold.ts';
import type { Vocabulary } from '../../../vocabulary.ts';
import { isVocabularyField, vocabularyOf } from '../content.ts';
import type { Row } from './convert.ts';
import { columnNames, type Mapping, type Target, targets } from './mapping.ts';
import { countIn, countryIn, dateIn, type Meaning, meaningOf, periodIn, truthIn, valuesIn } from './values.ts';

export interface Guess {
  readonly column: string;
  readonly target: Target | undefined;
  /** `name`, `values` or both; a key under `transfer.because`. */
  readonly because: 'name' | 'values' | 'both' | 'nothing';
  /** Something that stands in the column. */
  readonly example: string;
}

const ENOUGH = 2;
const NAME = 3;
const PART_OF_NAME = 1.5;
/** Values alone must be nearly all known: many a number is a year. */
const BY_VALUES = 2.4;
const UNLIKE = -3;
/** Their values look like anything: a year is a number, an x a yes, any date the end of something. */
const needName = new Set<Target>(['participantCount', 'ongoing', 'endsOn', 'period']);

export function guessMapping(
  header: readonly string[],
  sample: readonly Row[],
  vocabulary: Vocabulary,
  source: string,
  locale: string,
): { readonly mapping: Mapping; readonly guesses: readonly Guess[] } {
  const columns = header.map((column, at) => ({
    column,
    cells: sample.map((row) => row.cells[at]?.trim() ?? '').filter((cell) => cell !== ''),
  }));
  const checks = checksOf(vocabulary);
  const scored = columns.flatMap(({ column, cells }, at) =>
    targets.map((target) => {
      const name = byName(column, target);
      const share = shareOf(cells, checks.get(target));
      const values = share === undefined ? 0 : share < 0.3 && cells.length > 0 ? UNLIKE : share * share * BY_VALUES;
      const alone = name > 0 || !needName.has(target) ? values : 0;
      return { at, target, name, values: alone, score: name + alone };
    }),
  );
  const taken = new Map<number, (typeof scored)[number]>();
  const used = new Set<Target>();
  for (const one of scored.filter(({ score }) => score >= ENOUGH).sort((a, b) => b.score - a.score || a.at - b.at)) {
    const several = isVocabularyField(one.target) && one.target !== 'scale';
    if (taken.has(one.at) || (used.has(one.target) && !(several && one.name > 0))) continue;
    taken.set(one.at, one);
    used.add(one.target);
  }
  const guesses = columns.map(({ column, cells }, at): Guess => {
    const found = taken.get(at);
    const because = !found ? 'nothing' : found.name > 0 ? (found.values > 1 ? 'both' : 'name') : 'values';
    return { column, target: found?.target, because, example: (cells[0] ?? '').slice(0, 60) };
  });
  const byTarget: Partial<Record<Target, string[]>> = {};
  for (const { column, target } of guesses) if (target) byTarget[target] = [...(byTarget[target] ?? []), column];
  return { mapping: { format: 1, source, locale, columns: byTarget, values: {} }, guesses };
}

function byName(column: string, target: Target): number {
  const name = fold(column);
  const names = (columnNames[target] ?? []).map(fold);
  if (names.includes(name)) return NAME - names.indexOf(name) / 100;
  return names.some((known) => known.length > 3 && ` ${name} `.includes(` ${known} `)) ? PART_OF_NAME : 0;
}

type Check = (cell: string) => boolean;

function checksOf(vocabulary: Vocabulary): ReadonlyMap<Target, Check> {
  const listed =
    (means: Meaning): Check =>
    (cell) =>
      valuesIn(cell, means).some((value) => means(value) !== undefined);
  const lists = Object.keys(vocabularyOf)
    .filter(isVocabularyField)
    .map((field) => [field, listed(meaningOf(vocabulary, field, undefined))] as const);
  return new Map<Target, Check>([
    ...lists,
    ['country', (cell) => countryIn(cell) !== undefined],
    ['startsOn', (cell) => dateIn(cell) !== undefined],
    ['endsOn', (cell) => dateIn(cell) !== undefined],
    ['period', (cell) => periodIn(cell) !== undefined && dateIn(cell) === undefined],
    ['participantCount', (cell) => countIn(cell) !== undefined],
    ['ongoing', (cell) => truthIn(cell) !== undefined],
    ['links', (cell) => /^https?:\/\//.test(cell)],
    ['imageUrl', (cell) => /^https?:\/\/.*\.(jpe?g|png|gif|webp)/i.test(cell)],
    ['locale', (cell) => /^[a-z]{2}(-[A-Z]{2})?$/.test(cell)],
  ]);
}

const shareOf = (cells: readonly string[], check: Check | undefined): number | undefined =>
  check === undefined || cells.length === 0 ? undefined : cells.filter(check).length / cells.length;
