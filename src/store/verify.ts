/** Tries a backup out: it is restored into a store of its own beside it, brought to this release, counted, and thrown away. */
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { RowCounts } from './backup.ts';
import { restore } from './restore.ts';
import { openAsItIs, quoted } from './session.ts';
import { tablesOf } from './tables.ts';

/** Returns how many rows are there when it is open again. Throws as `restore` does, and when they are others than the file says. */
export async function verify(file: string, clock: Clock): Promise<RowCounts> {
  const folder = await mkdtemp(join(dirname(resolve(file)), '.trial-'));
  try {
    const target = { kind: 'embedded', folder } as const;
    const said = await restore(target, file, { replace: false }, clock);
    const session = await openAsItIs(target, clock);
    try {
      const counts: Record<string, number> = {};
      for (const table of await tablesOf(session)) {
        const [row] = await session.query(`select count(*)::int as count from ${quoted(table)}`);
        counts[table] = counted.parse(row).count;
      }
      const wrong = Object.entries(said).filter(([table, count]) => table in counts && counts[table] !== count);
      if (wrong.length > 0) throw new Error(`restored, ${wrong.map(([table]) => table).join(', ')} have other rows than the backup says`);
      return counts;
    } finally {
      await session.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const counted = z.object({ count: z.number() });
