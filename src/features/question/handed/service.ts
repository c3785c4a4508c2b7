/** What becomes of a question that was handed over to a person; kept apart, so that answering it does not need all of asking. */
import type { Transaction } from '../../../store/store.ts';

/** `helped`: what the asker said of the person's answer; undefined where they did not say. */
export async function settleHandedOver(tx: Transaction, questionId: string, at: Date, helped?: boolean): Promise<void> {
  await tx.question.updateMany({
    where: { id: questionId },
    data: { state: 'closed', closedAt: at, ...(helped === undefined ? {} : { helped }) },
  });
}

/** It has become a phrasing of an entry. */
export async function attachHandedOver(tx: Transaction, questionId: string, entryId: string): Promise<void> {
  await tx.question.updateMany({ where: { id: questionId }, data: { attachedId: entryId } });
}
