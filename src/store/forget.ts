/** Lets go of what is only kept against platforms' retries. */
import type { Clock } from '../clock.ts';
import type { Store } from './store.ts';

/** Platforms send again for minutes, an interrupted import is resumed within weeks. */
const KEPT_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Writes that happened so long ago that nobody will send their envelope again. Returns how many were forgotten. */
export async function forgetDoneWrites(store: Pick<Store, 'db'>, clock: Clock): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS);
  const { count } = await store.db.doneWrite.deleteMany({ where: { at: { lt: before } } });
  return count;
}
