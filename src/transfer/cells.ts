/** Reads the cells of one row by field, and notes what could not be read. Pure. */
import { type Mapping, sameColumn } from './mapping.ts';
import type { Row } from './read.ts';
import { lineIn } from './values.ts';

/** Something in a row that is not in the record; `reason` is a key under `transfer.reasons`. */
export interface Note {
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface Cell {
  readonly column: string;
  readonly cell: string;
}

export interface Cells<T extends string> {
  /** Every column of a field that has something in it. */
  all(target: T): readonly Cell[];
  /** The first of them; both parts empty where there is none. */
  first(target: T): Cell;
  /** The first on one line, without markup. */
  line(target: T): string;
  /** The first as something else; what cannot be read is noted. */
  read<V>(target: T, parse: (cell: string) => V | undefined): V | undefined;
  note(note: Note): void;
  readonly notes: readonly Note[];
}

/** `clean`: undoes what the file's writer did to its cells. @returns the function that opens the rows under one header */
export function cellsUnder<T extends string>(
  header: readonly string[],
  mapping: Mapping<T>,
  clean: (cell: string) => string,
): (row: Row) => Cells<T> {
  const at = new Map<string, readonly number[]>();
  for (const [target, columns] of Object.entries<readonly string[] | undefined>(mapping.columns)) {
    const found = (columns ?? []).map((name) => header.findIndex((column) => sameColumn(column, name))).filter((index) => index >= 0);
    if (found.length > 0) at.set(target, found);
  }
  return ({ cells }) => {
    const notes: Note[] = [];
    const all = (target: T): readonly Cell[] =>
      (at.get(target) ?? [])
        .map((index) => ({ column: header[index] ?? '', cell: clean(cells[index] ?? '') }))
        .filter(({ cell }) => cell.trim() !== '');
    const first = (target: T): Cell => all(target)[0] ?? { column: '', cell: '' };
    return {
      all,
      first,
      line: (target) => lineIn(first(target).cell),
      read: (target, parse) => {
        const { column, cell } = first(target);
        if (cell === '') return undefined;
        const value = parse(cell);
        if (value === undefined) notes.push({ column, value: cell, reason: 'unreadable' });
        return value;
      },
      note: (note) => void notes.push(note),
      notes,
    };
  };
}

/** The terms that the cells of a list field mean; what means nothing is noted. @returns keys such as `themes:health`, each once */
export function termsIn<T extends string>(
  { all, note }: Cells<T>,
  target: T,
  valuesOf: (cell: string) => readonly string[],
  means: (value: string) => readonly string[] | undefined,
): readonly string[] {
  const found = new Set<string>();
  for (const { column, cell } of all(target)) {
    for (const value of valuesOf(cell)) {
      const keys = means(value);
      if (keys === undefined || keys.length === 0) note({ column, value, reason: keys ? 'noEquivalent' : 'unknown' });
      for (const key of keys ?? []) found.add(key);
    }
  }
  return [...found];
}
