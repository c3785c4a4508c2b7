/** Applications of somebody who is forgotten. Callers have authorised it. */
import type { Hands } from '../../../delivery/outbox.ts';
import type { Transaction } from '../../../store/store.ts';
import { letGo } from '../../prospect/follow/service.ts';

/** What is not decided yet is withdrawn: nobody is left to be asked. */
export async function withdrawApplications(ctx: Hands, tx: Transaction, persons: readonly string[]): Promise<void> {
  const withdrawn = await tx.application.updateManyAndReturn({
    where: { applicantId: { in: [...persons] }, state: { in: ['submitted', 'more'] } },
    data: { state: 'withdrawn', version: { increment: 1 } },
    select: { id: true },
  });
  const ids = withdrawn.map(({ id }) => id);
  await letGo(ctx, tx, ids, '');
}
