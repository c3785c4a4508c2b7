/** An import from beginning to end: read, convert, compare, and, when it is meant, write; with a tally and a report. */
import type { Note } from './cells.ts';
import type { Row, Table } from './read.ts';
import type { ReportRow } from './report.ts';

/** What a row becomes: a record under an identity of its own, or a refusal with its reason. */
export type Converted<R extends RecordRow> = (R | Refused) & { readonly notes: readonly Note[] };
export interface RecordRow {
  readonly type: 'record';
  readonly line: number;
  /** Two rows with the same are one record: the second is refused. */
  readonly key: string;
  /** As the report names it. */
  readonly id: string;
  readonly title: string;
}
export interface Refused {
  readonly type: 'refused';
  readonly line: number;
  readonly id: string;
  readonly title: string;
  /** A key under `transfer.reasons`. */
  readonly reason: string;
}

/** What becomes of a record, beside what is stored; `kept`: a file does not take back what somebody did here. */
export interface ComparedRow {
  readonly kind: 'new' | 'changed' | 'same' | 'kept' | 'refused';
  readonly record: RecordRow;
  /** Why it is refused: a key under `transfer.reasons`, and what it is about. */
  readonly reason?: string;
  readonly value?: string;
  /** Found only when it was compared, for the report. */
  readonly notes?: readonly Note[];
}

export interface Tally {
  new: number;
  changed: number;
  same: number;
  kept: number;
  refused: number;
  /** Values that are not in the records, in rows that were taken. */
  notes: number;
}
export interface Imported<C> {
  readonly tally: Readonly<Tally>;
  /** A few of each, to look at before it is meant. */
  readonly examples: readonly C[];
  /** What could not be taken over, by column, value and reason, the most frequent first. */
  readonly left: readonly (Note & { readonly count: number })[];
}

/** One kind of record. `apply` writes a batch in one transaction; what was cut off is found missing by the next run. */
export interface Importing<R extends RecordRow, C extends ComparedRow> {
  readonly convert: (row: Row) => Converted<R>;
  readonly compare: (records: readonly R[]) => Promise<readonly C[]>;
  readonly apply: (batch: number, compared: readonly C[]) => Promise<void>;
  /** Once, at the end, if anything was written. */
  readonly finish: (tally: Readonly<Tally>) => Promise<void>;
  /** How many batches may be under way: a server has room for a second one, the embedded store has one connection. */
  readonly atOnce: number;
}

export interface RunOptions {
  readonly table: Table;
  /** Without it nothing is written. */
  readonly apply: boolean;
  readonly report: (row: ReportRow) => void;
  readonly progress: (bytes: number, rows: number) => void;
}

const BATCH = 500;
const EXAMPLES = 3;
/** Enough to see what a mapping lacks; the report has every one. */
const MOST_LEFT = 1000;

export async function runImport<R extends RecordRow, C extends ComparedRow>(
  { convert, compare, apply, finish, atOnce }: Importing<R, C>,
  options: RunOptions,
): Promise<Imported<C>> {
  const { table, report } = options;
  const tally: Tally = { new: 0, changed: 0, same: 0, kept: 0, refused: 0, notes: 0 };
  const examples: C[] = [];
  const left = new Map<string, Note & { count: number }>();
  const lines = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let waiting: R[] = [];
  let batches = 0;
  let rows = 0;

  const leave = (of: Named, notes: readonly Note[]): void => {
    for (const note of notes) {
      report({ ...named(of), kind: 'note', ...note });
      const key = JSON.stringify(note);
      const known = left.get(key);
      if (known) known.count++;
      else if (left.size < MOST_LEFT) left.set(key, { ...note, count: 1 });
    }
    tally.notes += notes.length;
  };
  const refuse = (of: Named, reason: string, value = ''): void => report({ ...named(of), kind: 'refused', reason, column: '', value });

  const settle = async (number: number, records: readonly R[]): Promise<void> => {
    const compared = await compare(records);
    if (options.apply) await apply(number, compared);
    for (const one of compared) {
      tally[one.kind]++;
      if (one.kind === 'kept' || one.kind === 'refused') refuse(one.record, one.reason ?? 'kept', one.value);
      leave(one.record, one.notes ?? []);
      if (one.kind !== 'same' && examples.filter((example) => example.kind === one.kind).length < EXAMPLES) examples.push(one);
    }
  };
  const send = async (): Promise<void> => {
    const records = waiting;
    waiting = [];
    if (records.length === 0) return;
    const run = settle(++batches, records)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(run));
    underWay.add(run);
    if (underWay.size >= atOnce) await Promise.race(underWay);
    if (failures.length > 0) throw failures[0];
  };
  const accept = (row: Converted<R>): void => {
    leave(row, row.notes);
    if (row.type === 'refused') {
      tally.refused++;
      refuse(row, row.reason);
      return;
    }
    const before = lines.get(row.key);
    if (before !== undefined) {
      tally.refused++;
      refuse(row, 'twice', String(before));
      return;
    }
    lines.set(row.key, row.line);
    waiting.push(row);
  };

  try {
    for await (const row of table.rows()) {
      rows++;
      accept(convert(row));
      if (waiting.length >= BATCH) await send();
      if (rows % 100 === 0) options.progress(row.at, rows);
    }
    await send();
  } finally {
    // What is under way finishes, also when reading has failed: no write is left running behind a message.
    await Promise.all(underWay);
  }
  if (failures.length > 0) throw failures[0];
  options.progress(table.bytes, rows);
  if (options.apply && tally.new + tally.changed > 0) await finish(tally);
  return { tally, examples, left: [...left.values()].sort((a, b) => b.count - a.count) };
}

type Named = Pick<RecordRow, 'line' | 'id' | 'title'>;
const named = ({ line, id, title }: Named): Named => ({ line, id, title });
