/** `npm run backup [-- FILE]`: everything that the store holds, in one file that either kind of store can be restored from. */
import { resolve } from 'node:path';
import { systemClock } from '../clock.ts';
import { backUp } from '../store/backup.ts';
import { operate } from './open.ts';

await operate(async ({ t, say, settings }) => {
  const [file = `agora-${systemClock.now().toISOString().slice(0, 19).replaceAll(':', '-')}.backup.gz`, ...more] = process.argv.slice(2);
  if (more.length > 0 || file.startsWith('-')) {
    say(t('backup.usage'));
    return 2;
  }
  const counts = Object.values(await backUp(settings, file, systemClock));
  say(t('backup.done', { file: resolve(file), rows: counts.reduce((sum, count) => sum + count, 0) }));
  return 0;
});
