/** Reads a CSV file row by row, however large: finds its encoding and its separator, keeps count of lines and bytes. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { UserError } from '../errors.ts';

export interface Row {
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly header: readonly string[];
  /** The first rows, to guess from. */
  readonly sample: readonly Row[];
  readonly bytes: number;
  /** Every row. `at` counts the bytes read so far. @throws UserError transfer.broken with the line */
  rows(): AsyncGenerator<Row & { readonly at: number }>;
}

const LOOKED_AT = 65_536;
const SAMPLE = 300;
const LONGEST_RECORD = 16 * 1024 * 1024;

/** @throws UserError transfer.no-file, transfer.empty, transfer.broken */
export async function openTable(file: string): Promise<Table> {
  const { start, bytes } = await beginning(file);
  const encoding = encodingOf(start);
  const separator = separatorOf(new TextDecoder(encoding).decode(start));
  const source = { file, encoding, separator };
  const sample: Row[] = [];
  let header: readonly string[] | undefined;
  for await (const row of records(source)) {
    if (header === undefined) header = row.cells.map((cell) => cell.trim());
    else sample.push(row);
    if (sample.length >= SAMPLE) break;
  }
  if (header === undefined) throw new UserError('transfer.empty', { file });
  return {
    header,
    sample,
    bytes,
    rows: async function* () {
      let first = true;
      for await (const row of records(source)) {
        if (!first) yield row;
        first = false;
      }
    },
  };
}

interface Source {
  readonly file: string;
  readonly encoding: string;
  readonly separator: string;
}

const record = z.object({ record: z.array(z.string()), info: z.object({ empty_lines: z.number(), bytes: z.number() }) });

async function* records({ file, encoding, separator }: Source): AsyncGenerator<Row & { readonly at: number }> {
  const parser = parse({
    bom: true,
    delimiter: separator,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  const decoded = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  };
  // What goes wrong comes out of the iteration below; the callback keeps it from being thrown a second time.
  pipeline(createReadStream(file), decoded, parser, () => {});
  // A row may span lines, and people look for where it begins. (csv-parse counts a line end of two characters in a cell twice.)
  let before = 1;
  let line = 1;
  try {
    for await (const one of parser) {
      const { record: cells, info } = record.parse(one);
      line = before + info.empty_lines;
      before += 1 + breaksIn(cells);
      yield { line, cells, at: info.bytes };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UserError('transfer.broken', { line, reason: error.code });
    throw error;
  }
}

const breaksIn = (cells: readonly string[]): number => cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);

async function beginning(file: string): Promise<{ start: Uint8Array; bytes: number }> {
  const handle = await open(file).catch(() => {
    throw new UserError('transfer.no-file', { file });
  });
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(LOOKED_AT), 0, LOOKED_AT, 0);
    return { start: buffer.subarray(0, bytesRead), bytes: (await handle.stat()).size };
  } finally {
    await handle.close();
  }
}

/** UTF-8, or what older spreadsheets write. */
function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  try {
    // A character cut in two at the end is no reason to think of another encoding.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

function separatorOf(start: string): string {
  const line = start.split(/\r?\n/, 1)[0] ?? '';
  const outside = line.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: outside.split(separator).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.separator ?? ',';
}
