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

/** What was done stays on record, without saying by whom or about whom. */
export async function forgetInAudit(tx: Transaction, persons: readonly string[]): Promise<void> {
  const subjects = persons.map((person) => `person:${person}`);
  await tx.$executeRaw`update "AuditEntry" set subject = 'person:erased', detail = '{}' where subject = any(${subjects}::text[])`;
  await tx.$executeRaw`
    update "AuditEntry" a set detail = (
      select coalesce(jsonb_object_agg(key, case when value #>> '{}' = any(${[...persons]}::text[]) then '"erased"'::jsonb else value end), '{}')
      from jsonb_each(a.detail))
    where exists (select 1 from jsonb_each(a.detail) where value #>> '{}' = any(${[...persons]}::text[]))`;
  await tx.$executeRaw`update "AuditEntry" set envelope = '' where actor = any(${[...persons]}::text[])`;
}
