/** The database and the queue inside it. */
import { queueHealth } from '../../../queue/health.ts';
import { OLDEST_VERSION, type StoreHealth, storeHealth } from '../../../store/health.ts';
import type { Patient } from '../patient.ts';
import { type Finding, own, type Seen } from '../report.ts';
import { clockFlaws } from './clock.ts';

const MIB = 2 ** 20;
/** Below these a store cannot be backed up beside itself, or not be written to for long. */
const LITTLE = 500 * MIB;
const NOTHING = 50 * MIB;
const LATE_S = 10 * 60;
const STUCK_S = 60 * 60;

export async function database({ store, lacking, real }: Patient): Promise<Seen> {
  if (store === undefined) return lacking === undefined ? {} : { unchecked: [{ code: lacking, args: {} }] };
  const health = await storeHealth(store, real).catch((error: unknown) => String(error instanceof Error ? error.message : error));
  if (typeof health === 'string')
    return { flaws: [own('database.unreachable', 'broken', { error: health.trim().split('\n').at(-1) ?? '' })] };
  return { flaws: [...schemaFlaws(health), ...spaceFlaws(health), ...clockFlaws('database', health.clockAheadMs)] };
}

function schemaFlaws({ version, unapplied, missingExtensions }: StoreHealth): readonly Finding[] {
  return [
    ...(version < OLDEST_VERSION
      ? [own('database.version', 'limited', { version: Math.trunc(version / 10_000), oldest: OLDEST_VERSION / 10_000 })]
      : []),
    ...(unapplied.length > 0 ? [own('database.migrations', 'broken', { count: unapplied.length, first: unapplied[0] ?? '' })] : []),
    ...missingExtensions.map((extension) => own('database.extension', 'broken', { extension }, extension)),
  ];
}

function spaceFlaws({ freeBytes, bytes }: StoreHealth): readonly Finding[] {
  if (freeBytes === undefined || freeBytes >= LITTLE) return [];
  const args = { free: Math.trunc(freeBytes / MIB), size: Math.ceil(bytes / MIB) };
  return [own('database.space', freeBytes < NOTHING ? 'broken' : 'limited', args)];
}

export async function queue({ store }: Patient): Promise<Seen> {
  if (store === undefined) return {};
  const { oldestSeconds, failed } = await queueHealth(store.db);
  const late =
    oldestSeconds < LATE_S
      ? []
      : [own('queue.late', oldestSeconds < STUCK_S ? 'limited' : 'broken', { minutes: Math.trunc(oldestSeconds / 60) })];
  return { flaws: [...late, ...failed.map(({ name, count }) => own('queue.failed', 'limited', { job: name, count }, name))] };
}
