/** Opens a store and says so, or says why not; keeps it open until it is killed, unless told `close`. */
import { systemClock } from '../../../src/clock.ts';
import { UserError } from '../../../src/errors.ts';
import { openStore } from '../../../src/store/open.ts';
import { settingsOf } from './settings.ts';

const [, , place, then] = process.argv;
process.stdout.write('starting\n');
try {
  const store = await openStore(settingsOf(place), systemClock);
  process.stdout.write('open\n');
  if (then === 'close') await store.close();
  else setInterval(() => {}, 60_000);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stdout.write(`${JSON.stringify({ code: error.code, ...error.args })}\n`);
}
