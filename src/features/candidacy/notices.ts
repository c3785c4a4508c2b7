/** Who is told what when a candidacy changes. Called inside the change's own transaction; what is said stands in messages.ts. */
import { deliverEach, redrawEach } from '../../delivery/each.ts';
import { toPerson, toPurpose, toReaders } from '../../delivery/readers.ts';
import type { Transaction } from '../../store/store.ts';
import type { AppContext } from '../context.ts';
import * as messages from './messages.ts';
import type { Candidacy } from './queries.ts';

/** A receipt to whoever sent it in, and a card in the secretariat's queue; older cards there say that a newer one came. */
export async function submitted(ctx: AppContext, tx: Transaction, candidacy: Candidacy): Promise<void> {
  const { id, revision, ownerId } = candidacy;
  await redrawQueue(ctx, tx, candidacy);
  await deliverEach(ctx, tx, await toPurpose(tx, 'secretariat'), queueKey(id, revision), messages.queued, { id, revision });
  if (ownerId !== null)
    await deliverEach(ctx, tx, await toPerson(tx, ownerId), `candidacy.receipt:${id}/${revision}`, messages.receipt, { id });
}

export async function decided(ctx: AppContext, tx: Transaction, candidacy: Candidacy): Promise<void> {
  const { id, version, ownerId } = candidacy;
  await redrawQueue(ctx, tx, candidacy);
  if (ownerId !== null)
    await deliverEach(ctx, tx, await toReaders(tx, [ownerId], ctx.clock.now()), `candidacy.decided:${id}/${version}`, messages.decided, {
      id,
      version,
    });
}

export async function withdrawn(ctx: AppContext, tx: Transaction, candidacy: Candidacy): Promise<void> {
  await redrawQueue(ctx, tx, candidacy);
}

const queueKey = (id: string, revision: number): string => `candidacy.queue:${id}/${revision}`;

/** Every time that it was sent in there came a card; each says what became of it. */
async function redrawQueue(ctx: AppContext, tx: Transaction, { id, revision }: Candidacy): Promise<void> {
  const places = await toPurpose(tx, 'secretariat');
  for (let one = 1; one <= revision; one += 1) await redrawEach(ctx, tx, places, queueKey(id, one));
}
