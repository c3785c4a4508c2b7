/** A question goes to a person: a conversation with the secretariat begins. */
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { openConversation } from '../conversation/service.ts';
import type { Question } from './record.ts';

/** In the transaction of the press; the caller has seen to it that it is the asker's own and has not been handed over. */
export async function handOver(ctx: AppContext, tx: Transaction, question: Question): Promise<void> {
  const { id } = question;
  await tx.question.update({ where: { id }, data: { state: 'waiting', handedOverAt: ctx.now } });
  await openConversation(ctx, tx, question);
  await audit(ctx, tx, 'question.handed-over', `question:${id}`);
}
