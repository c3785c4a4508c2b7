/** An import of a list of members: what is converted, compared and written of each row. */
import { basename } from 'node:path';
import { type Imported, type RunOptions, runImport } from '../../../transfer/run.ts';
import type { Vocabulary } from '../../../vocabulary.ts';
import type { MemberRecord } from './content.ts';
import { memberConverter } from './convert.ts';
import type { Mapping } from './mapping.ts';
import { apply, type Compared, compare, finish, type Transferring } from './service.ts';

export interface ImportOptions extends RunOptions {
  readonly file: string;
  readonly mapping: Mapping;
  readonly vocabulary: Vocabulary;
}

export const importMembers = (ctx: Transferring, options: ImportOptions): Promise<Imported<Compared>> =>
  runImport<MemberRecord, Compared>(
    {
      convert: memberConverter(options.table.header, options.mapping, options.vocabulary),
      compare: (records) => compare(ctx, records),
      apply: (batch, compared) => apply(ctx, batch, compared),
      finish: (tally) => finish(ctx, basename(options.file), { ...tally }),
      // A batch sees what the one before it has written: members are found by name, not by an id alone.
      atOnce: 1,
    },
    options,
  );
