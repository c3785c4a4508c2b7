/** How memberships stand: confirmed by the organisations themselves, not heard of, archived, brought back. Inside the caller's transaction. */
import type { Transaction } from '../../../store/store.ts';
import type { AppContext } from '../../context.ts';
import { syncPlaces } from '../../places/service.ts';

export type Standing = 'active' | 'inactive' | 'archived';
type Writing = Pick<AppContext, 'actor' | 'clock' | 'envelope' | 'newId' | 'queue'>;

/** They say themselves that they still belong. */
export async function confirmMemberships(ctx: Writing, tx: Transaction, organisationIds: readonly string[]): Promise<void> {
  await tx.membership.updateMany({ where: { organisationId: { in: [...organisationIds] } }, data: { confirmedAt: ctx.clock.now() } });
  await setStandings(ctx, tx, organisationIds, 'active', '');
}

/** `reason`: a word such as `silent` or `left`. Nothing happens to those that stand so already. */
export async function setStandings(
  ctx: Writing,
  tx: Transaction,
  organisationIds: readonly string[],
  state: Standing,
  reason: string,
): Promise<void> {
  const now = ctx.clock.now();
  const changed = await tx.membership.updateManyAndReturn({
    where: { organisationId: { in: [...organisationIds] }, state: { not: state } },
    data: { state, reason, stateSince: now, version: { increment: 1 } },
    select: { organisationId: true },
  });
  const speakers = await tx.organisationPerson.findMany({
    where: { organisationId: { in: changed.map(({ organisationId }) => organisationId) }, state: 'active' },
    select: { personId: true },
  });
  await syncPlaces(
    ctx,
    tx,
    speakers.map(({ personId }) => personId),
  );
  await tx.auditEntry.createMany({
    data: changed.map(({ organisationId }) => ({
      id: ctx.newId(),
      at: now,
      actor: ctx.actor.id,
      action: `membership.${state}`,
      subject: `organisation:${organisationId}`,
      detail: { reason },
      envelope: ctx.envelope,
    })),
  });
}
