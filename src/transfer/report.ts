/** The report of an import: a CSV file with every refused row and every value that was left out. */
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { guarded } from './formula.ts';

export interface ReportRow {
  readonly line: number;
  readonly id: string;
  readonly title: string;
  readonly kind: 'refused' | 'note';
  /** A key under `transfer.reasons`. */
  readonly reason: string;
  readonly column: string;
  readonly value: string;
}

export interface Report {
  add(row: ReportRow): void;
  /** @returns how many rows it has; without any there is no file */
  close(): Promise<number>;
}

/** `inWords` says a reason in the operator's language. */
export function openReport(file: string, inWords: (reason: string) => string): Report {
  let rows = 0;
  let out: ReturnType<typeof stringify> | undefined;
  let written: Promise<void> | undefined;
  const open = (): ReturnType<typeof stringify> => {
    const stringifier = stringify({ header: true, bom: true, columns: ['line', 'id', 'title', 'kind', 'reason', 'column', 'value'] });
    written = finished(stringifier.pipe(createWriteStream(file)));
    return stringifier;
  };
  return {
    add: (row) => {
      rows++;
      out ??= open();
      const cells = [row.id, row.title, row.kind, inWords(row.reason), row.column, row.value].map(guarded);
      out.write([row.line, ...cells]);
    },
    close: async () => {
      out?.end();
      await written;
      return rows;
    },
  };
}
