/** `npm run restore -- FILE [--into ADDRESS|FOLDER] [--replace]`: fills a store from a backup. */
import { parseArgs } from 'node:util';
import { nanoid } from 'nanoid';
import { systemClock } from '../clock.ts';
import { eraseListed } from '../features/privacy/erasure/service.ts';
import { personal } from '../features/registry.ts';
import type { ErasedList } from '../store/erased-list.ts';
import { openStore, type StoreSettings } from '../store/open.ts';
import { restore } from '../store/restore.ts';
import { operate, storeAt } from './open.ts';

await operate(async ({ t, say, settings, erased }) => {
  const call = readCall();
  if (!call) {
    say(t('backup.restore-usage'));
    return 2;
  }
  const target = call.into ?? settings;
  const counts = Object.values(await restore(target, call.file, { replace: call.replace }, systemClock));
  say(t('backup.restored', { file: call.file, rows: counts.reduce((sum, count) => sum + count, 0) }));
  const again = await forgetAgain(target, erased);
  if (again > 0) say(t('backup.erased', { count: again }));
  return 0;
});

/** Before anybody reads it: who was erased since the backup was made is not to come back with it. */
async function forgetAgain(target: StoreSettings, erased: ErasedList): Promise<number> {
  const store = await openStore(target, systemClock);
  try {
    // A restored store has no jobs; what has to be drawn anew is found when the bot starts.
    const queue = { enqueue: async () => undefined };
    return await eraseListed({ store, queue, clock: systemClock, newId: nanoid, envelope: `cli:${nanoid()}`, personal, erased });
  } finally {
    await store.close();
  }
}

function readCall(): { readonly file: string; readonly into: StoreSettings | undefined; readonly replace: boolean } | undefined {
  const { values, positionals } = given();
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) return undefined;
  return { file, into: values.into === undefined ? undefined : storeAt(values.into), replace: values.replace === true };
}

/** An option that there is none of is a call to be explained, not a bug. */
function given() {
  try {
    return parseArgs({ allowPositionals: true, options: { into: { type: 'string' }, replace: { type: 'boolean' } } });
  } catch {
    return { values: {}, positionals: [] };
  }
}
