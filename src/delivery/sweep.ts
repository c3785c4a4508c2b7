/** The net below the queue: every lane with something to do has a job, whatever became of the one that it had. */
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { defineJob, type Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { lanesDue } from './lanes.ts';
import { wake } from './outbox.ts';

export const sweepJob = defineJob({ name: 'delivery.sweep', retries: 0, parse: (data) => z.null().parse(data) });

/** Each minute, at the start, and after the clock was moved: what became due by the clock is sent. */
export async function sweepLanes({
  store,
  queue,
  clock,
}: {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
}): Promise<void> {
  const lanes = await lanesDue(store.db, clock.now());
  if (lanes.length === 0) return;
  await store.db.$transaction(async (tx) => {
    for (const lane of lanes) await wake({ queue }, tx, lane);
  });
}
