/** An import from beginning to end: read, convert, compare, and, when it is meant, write; with a tally and a report. */
import { basename } from 'node:path';
import type { Vocabulary } from '../../../vocabulary.ts';
import { type Converted, converter, type Note } from './convert.ts';
import type { Mapping } from './mapping.ts';
import type { Table } from './read.ts';
import type { ReportRow } from './report.ts';
import { apply, type Compared, type ConvertedSheet, compare, finish, type Transferring } from './service.ts';

export interface Tally {
  new: number;
  changed: number;
  same: number;
  kept: number;
  refused: number;
  /** Values that are not in the sheets, in rows that were taken. */
  notes: number;
}
export interface Imported {
  readonly tally: Readonly<Tally>;
  /** A few of each, to look at before it is meant. */
  readonly examples: readonly Compared[];
  /** What could not be taken over, by column, value and reason, the most frequent first. */
  readonly left: readonly (Note & { readonly count: number })[];
}

export interface ImportOptions {
  readonly file: string;
  readonly table: Table;
  readonly mapping: Mapping;
  readonly vocabulary: Vocabulary;
  /** Without it nothing is written. */
  readonly apply: boolean;
  readonly report: (row: ReportRow) => void;
  readonly progress: (bytes: number, rows: number) => void;
}

const BATCH = 500;
const EXAMPLES = 3;

export async function importExperiences(ctx: Transferring, options: ImportOptions): Promise<Imported> {
  const { table, report } = options;
  const convert = converter(table.header, options.mapping, options.vocabulary);
  const tally: Tally = { new: 0, changed: 0, same: 0, kept: 0, refused: 0, notes: 0 };
  const examples: Compared[] = [];
  const left = new Map<string, Note & { count: number }>();
  const lines = new Map<string, number>();
  // A server has room for a second batch while the first is under way; the embedded store has one connection.
  const atOnce = ctx.store.connection.kind === 'server' ? 2 : 1;
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let waiting: ConvertedSheet[] = [];
  let batches = 0;
  let rows = 0;

  const settle = async (number: number, sheets: readonly ConvertedSheet[]): Promise<void> => {
    const compared = await compare(ctx, sheets);
    if (options.apply) await apply(ctx, number, compared);
    for (const one of compared) {
      tally[one.kind]++;
      if (one.kind === 'kept') report(refusal(one.sheet, 'kept'));
      if (one.kind !== 'same' && examples.filter((example) => example.kind === one.kind).length < EXAMPLES) examples.push(one);
    }
  };
  const send = async (): Promise<void> => {
    const sheets = waiting;
    waiting = [];
    if (sheets.length === 0) return;
    const run = settle(++batches, sheets)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(run));
    underWay.add(run);
    if (underWay.size >= atOnce) await Promise.race(underWay);
    if (failures.length > 0) throw failures[0];
  };

  const accept = (row: Converted): void => {
    for (const note of row.notes) {
      report(noteRow(row, note));
      const key = JSON.stringify(note);
      const known = left.get(key);
      if (known) known.count++;
      else if (left.size < MOST_LEFT) left.set(key, { ...note, count: 1 });
    }
    tally.notes += row.notes.length;
    if (row.type === 'refused') {
      tally.refused++;
      report({ line: row.line, id: row.id, title: row.title, kind: 'refused', reason: row.reason, column: '', value: '' });
      return;
    }
    const key = `${row.source}\u0000${row.sourceId}`;
    const before = lines.get(key);
    if (before !== undefined) {
      tally.refused++;
      report({ ...refusal(row, 'twice'), value: String(before) });
      return;
    }
    lines.set(key, row.line);
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
  if (options.apply && tally.new + tally.changed > 0) await finish(ctx, basename(options.file), { ...tally });
  return { tally, examples, left: [...left.values()].sort((a, b) => b.count - a.count) };
}

/** Enough to see what a mapping lacks; the report has every one. */
const MOST_LEFT = 1000;

const refusal = ({ line, sourceId, content }: ConvertedSheet, reason: string): ReportRow => ({
  line,
  id: sourceId,
  title: content.title,
  kind: 'refused',
  reason,
  column: '',
  value: '',
});

function noteRow(row: Converted, { column, value, reason }: Note): ReportRow {
  const id = row.type === 'sheet' ? row.sourceId : row.id;
  const title = row.type === 'sheet' ? row.content.title : row.title;
  return { line: row.line, id, title, kind: 'note', reason, column, value };
}
