/** Applications of somebody who is forgotten. Callers have authorised it. */
import type { Transaction } from '../../../store/store.ts';

/** What is not decided yet is withdrawn: nobody is left to be asked. */
export async function withdrawApplications(tx: Transaction, persons: readonly string[]): Promise<void> {
  await tx.application.updateMany({
    where: { applicantId: { in: [...persons] }, state: { in: ['submitted', 'more'] } },
    data: { state: 'withdrawn', version: { increment: 1 } },
  });
}
