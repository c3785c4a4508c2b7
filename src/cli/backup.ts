/** `npm run backup [-- FILE] [--verify] [--from ADDRESS|FOLDER]` (`-`: as the standard input says): all that a store holds, in one file from which either kind is restored. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import { backUp, type RowCounts } from '../store/backup.ts';
import { backupName } from '../store/backup-folder.ts';
import { verify } from '../store/verify.ts';
import { operate, storeAt } from './open.ts';

await operate(async ({ t, say, settings }) => {
  const call = readCall();
  if (!call) {
    say(t('backup.usage'));
    return 2;
  }
  const { file, from } = call;
  const made = await backUp(from === undefined ? settings : storeAt(from === '-' ? await text(process.stdin) : from), file, systemClock);
  say(t('backup.done', { file: resolve(file), rows: sum(made) }));
  if (!call.verify) return 0;
  try {
    await verify(file, systemClock);
  } catch (error) {
    // A backup that cannot be restored is none.
    if (existsSync(file)) await rm(file);
    throw error;
  }
  say(t('backup.verified'));
  return 0;
});

function sum(counts: RowCounts): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}

function readCall(): { readonly file: string; readonly verify: boolean; readonly from: string | undefined } | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { verify: { type: 'boolean' }, from: { type: 'string' } },
    });
    const [file = backupName(systemClock.now()), ...more] = positionals;
    return more.length > 0 ? undefined : { file, verify: values.verify === true, from: values.from };
  } catch {
    return undefined;
  }
}
