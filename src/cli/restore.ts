/** `npm run restore -- FILE [--into ADDRESS|FOLDER] [--replace]`: fills a store from a backup. */
import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import type { StoreSettings } from '../store/open.ts';
import { restore } from '../store/restore.ts';
import { operate } from './open.ts';

await operate(async ({ t, say, settings }) => {
  const call = readCall();
  if (!call) {
    say(t('backup.restore-usage'));
    return 2;
  }
  const counts = Object.values(await restore(call.into ?? settings, call.file, { replace: call.replace }, systemClock));
  say(t('backup.restored', { file: call.file, rows: counts.reduce((sum, count) => sum + count, 0) }));
  return 0;
});

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

function storeAt(place: string): StoreSettings {
  return /^postgres(ql)?:\/\//.test(place) ? { kind: 'server', url: place } : { kind: 'embedded', folder: place };
}
