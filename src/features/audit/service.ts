/** The audit log: who did what, when, to what, from where. Written inside the transaction of the change itself. */
import type { Transaction } from '../../store/store.ts';
import type { AppContext } from '../context.ts';

/** `detail` holds no personal data that the record itself holds. */
export async function audit(
  ctx: Pick<AppContext, 'actor' | 'clock' | 'envelope' | 'newId'>,
  tx: Transaction,
  action: string,
  subject: string,
  detail: Readonly<Record<string, string | number | boolean | null>> = {},
): Promise<void> {
  await tx.auditEntry.create({
    data: { id: ctx.newId(), at: ctx.clock.now(), actor: ctx.actor.id, action, subject, detail, envelope: ctx.envelope },
  });
}
