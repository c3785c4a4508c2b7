/** Writes everything that a store holds to a file, as it was at one moment. The queue's jobs are not part of it. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { End, Header } from './backup-format.ts';
import { appliedMigrations } from './migrations.ts';
import type { StoreSettings } from './open.ts';
import { openAsItIs, quoted, type Session, within } from './session.ts';
import { columnsOf, sequencesOf, tablesOf } from './tables.ts';

export type RowCounts = Readonly<Record<string, number>>;

/**
 * Returns how many rows of which table. A server's store may be in use meanwhile; an embedded one is its bot's alone.
 * The file is there only once it is complete, and only its owner may read it. Throws UserError `store.in-use`,
 * `store.nothing-there`.
 */
export async function backUp(settings: StoreSettings, file: string, clock: Clock): Promise<RowCounts> {
  const session = await openAsItIs(settings, clock);
  const unfinished = `${file}.unfinished`;
  try {
    const counts: Record<string, number> = {};
    await within(session, 'begin isolation level repeatable read read only', () =>
      pipeline(Readable.from(linesOfStore(session, counts, clock)), createGzip(), createWriteStream(unfinished, { mode: 0o600 })),
    );
    await rename(unfinished, file);
    return counts;
  } finally {
    await rm(unfinished, { force: true });
    await session.close();
  }
}

/** Rows held in memory at a time. */
const batch = 500;

/** Also counts the rows, into `counts`. */
async function* linesOfStore(session: Session, counts: Record<string, number>, clock: Clock): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const hashed = (text: string): string => {
    hash.update(text);
    return text;
  };
  const migrations = await appliedMigrations((sql) => session.query(sql));
  const first: Header = ['agora-backup', { format: 1, madeAt: clock.now().toISOString(), migrations: [...migrations] }];
  yield hashed(line(first));
  for (const table of await tablesOf(session)) {
    yield hashed(line(['table', table]));
    counts[table] = 0;
    const columns = (await columnsOf(session, table)).map(({ name, json }) => (json ? boxed(name) : name)).join(', ');
    const all = `select row_to_json(t)::text as row from (select ${columns} from ${quoted(table)}) t`;
    await session.query(`declare rows no scroll cursor for ${all}`);
    for (;;) {
      const rows = (await session.query(`fetch ${batch} from rows`)).map((found) => asText.parse(found).row);
      if (rows.length === 0) break;
      counts[table] += rows.length;
      yield hashed(`${rows.join('\n')}\n`);
    }
    await session.query('close rows');
  }
  const last: End = ['end', { counts, sequences: await sequencesOf(session), sha256: hash.digest('hex') }];
  yield line(last);
}

/** JSON's null and an empty column look the same in a row, so JSON stands in a box: [null] or null. */
const boxed = (column: string): string => `case when ${column} is not null then jsonb_build_array(${column}) end as ${column}`;

const line = (content: unknown): string => `${JSON.stringify(content)}\n`;

const asText = z.object({ row: z.string() });
