/** An import of sheets: what is converted, compared and written of each row. */
import { basename } from 'node:path';
import { type Imported, type RunOptions, runImport } from '../../../transfer/run.ts';
import type { Vocabulary } from '../../../vocabulary.ts';
import { type ConvertedSheet, converter } from './convert.ts';
import type { Mapping } from './mapping.ts';
import { apply, type Compared, compare, finish, type Transferring } from './service.ts';

export interface ImportOptions extends RunOptions {
  readonly file: string;
  readonly mapping: Mapping;
  readonly vocabulary: Vocabulary;
}

export const importExperiences = (ctx: Transferring, options: ImportOptions): Promise<Imported<Compared>> =>
  runImport<ConvertedSheet, Compared>(
    {
      convert: converter(options.table.header, options.mapping, options.vocabulary),
      compare: (sheets) => compare(ctx, sheets),
      apply: (batch, compared) => apply(ctx, batch, compared),
      finish: (tally) => finish(ctx, basename(options.file), { ...tally }),
      atOnce: ctx.store.connection.kind === 'server' ? 2 : 1,
    },
    options,
  );
