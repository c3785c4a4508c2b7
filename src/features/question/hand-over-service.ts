/** A question goes to a person: kept for the secretariat, and shown in its channels. */
import { placeOf } from '../../delivery/address.ts';
import { deliver } from '../../delivery/outbox.ts';
import { toPurpose } from '../../delivery/readers.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { waiting } from './messages.ts';
import type { Question } from './record.ts';

/** In the transaction of the press; the caller has seen to it that it is the asker's own and has not been handed over. */
export async function handOver(ctx: AppContext, tx: Transaction, { id }: Question): Promise<void> {
  await tx.question.update({ where: { id }, data: { state: 'waiting', handedOverAt: ctx.now } });
  for (const recipient of await toPurpose(tx, 'secretariat')) {
    const key = `question.waiting:${id}:${placeOf(recipient.to)}`;
    await deliver(ctx, tx, { ...recipient, key, message: waiting, params: { id } });
  }
  await audit(ctx, tx, 'question.handed-over', `question:${id}`);
}
