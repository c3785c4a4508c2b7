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
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { into: { type: 'string' }, replace: { type: 'boolean', default: false } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return undefined;
    return { file, into: values.into === undefined ? undefined : storeAt(values.into), replace: values.replace };
  } catch {
    return undefined;
  }
}

const storeAt = (place: string): StoreSettings =>
  /^postgres(ql)?:\/\//.test(place) ? { kind: 'server', url: place } : { kind: 'embedded', folder: place };
