/** All that belongs to one cause, for instance an announcement: held, let go on, called off. One statement each. */
import type { Queue } from '../queue/queue.ts';
import type { Transaction } from '../store/store.ts';
import { wake } from './outbox.ts';

/** What is being sent at this moment still arrives. */
export async function holdCause(tx: Transaction, cause: string): Promise<void> {
  await tx.delivery.updateMany({ where: { cause, state: 'queued' }, data: { state: 'held' } });
}

export async function releaseCause(ctx: { readonly queue: Queue }, tx: Transaction, cause: string): Promise<void> {
  const released = await tx.$queryRaw<{ lane: string }[]>`
    with gone as (update "Delivery" set state = 'queued' where cause = ${cause} and state = 'held' returning lane) select distinct lane from gone`;
  for (const { lane } of released) await wake(ctx, tx, lane);
}

/** What has not been sent yet is not sent any more. */
export async function cancelCause(tx: Transaction, cause: string): Promise<void> {
  await tx.delivery.updateMany({ where: { cause, state: { in: ['queued', 'held'] } }, data: { state: 'skipped', reason: 'cancelled' } });
}
