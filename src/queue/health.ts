/** How the queue is: since when the oldest due job waits, and what has failed for good in the last day. By the database's own clock. */
import { z } from 'zod';
import type { Database } from '../store/store.ts';

export interface QueueHealth {
  /** Of the oldest job that is due and was not begun; 0 when none waits. */
  readonly oldestSeconds: number;
  readonly failed: readonly { readonly name: string; readonly count: number }[];
}

const Waiting = z.object({ seconds: z.coerce.number() });
const Failed = z.array(z.object({ name: z.string(), count: z.coerce.number() }));

export async function queueHealth(db: Pick<Database, '$queryRawUnsafe'>): Promise<QueueHealth> {
  const [oldest] = await db.$queryRawUnsafe<unknown[]>(
    `select coalesce(extract(epoch from now() - min(start_after)), 0)::float8 as seconds from queue.job
     where state < 'active' and start_after <= now() and name <> 'dead'`,
  );
  const failed = await db.$queryRawUnsafe<unknown[]>(
    `select name, count(*)::int as count from queue.job
     where state = 'failed' and completed_on > now() - interval '1 day' group by name order by name`,
  );
  return { oldestSeconds: Waiting.parse(oldest).seconds, failed: Failed.parse(failed) };
}
