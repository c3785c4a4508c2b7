/** A suggestion follows the application of its organisation: known when it comes, and moved on by what is decided. Within the application's own write. */
import type { Hands } from '../../../delivery/outbox.ts';
import type { Transaction } from '../../../store/store.ts';
import { domainOf } from '../../organisation/names.ts';
import { mayApply, mayBecome } from '../content.ts';
import * as notices from '../notices.ts';
import { alikeProspects, getProspect } from '../queries.ts';
import { noContact } from '../service.ts';

export interface Applied {
  readonly id: string;
  readonly state: 'submitted' | 'more' | 'admitted' | 'declined' | 'withdrawn';
  readonly kind: 'membership' | 'promoter';
  /** In whatever languages. */
  readonly names: readonly string[];
  readonly organisationKind: string;
  readonly country: string;
  readonly city: string;
  readonly website: string;
}

/** Called after each change of an application; `by` is whoever changed it. */
export async function followApplication(ctx: Hands, tx: Transaction, application: Applied, by: string): Promise<void> {
  // A promoter is a member already: nobody has to invite it.
  if (application.kind === 'promoter') return;
  const { id, state } = application;
  if (state === 'withdrawn') return letGo(ctx, tx, [id], by);
  if (state !== 'declined') await meet(ctx, tx, application, by);
  if (state === 'admitted' || state === 'declined') await settle(ctx, tx, id, state, by);
}

/** Applications that were taken back: who was invited still is. */
export async function letGo(ctx: Hands, tx: Transaction, applications: readonly string[], by: string): Promise<void> {
  const linked = await tx.prospect.findMany({ where: { applicationId: { in: [...applications] }, state: 'applied' } });
  for (const { id, invitedAt } of linked) {
    const state = invitedAt === null ? 'suggested' : 'invited';
    await tx.prospect.update({ where: { id }, data: { state, applicationId: null, because: '', version: { increment: 1 } } });
    await notices.changed(ctx, tx, await getProspect(tx, id), by);
  }
}

/** Suggestions that mean this organisation. The secretariat sees by what, and can say that it is another one. */
async function meet(ctx: Hands, tx: Transaction, application: Applied, by: string): Promise<void> {
  const { names, organisationKind: kind, country, city, website } = application;
  const alike = await alikeProspects(tx, { names, kind, country, city, domain: domainOf(website) }, mayApply);
  for (const { id, because } of alike) {
    const { count } = await tx.prospect.updateMany({
      where: { id, state: { in: [...mayApply] }, NOT: { notThese: { has: application.id } } },
      data: { state: 'applied', applicationId: application.id, because, version: { increment: 1 } },
    });
    if (count === 0) continue;
    await notices.changed(ctx, tx, await getProspect(tx, id), by);
  }
}

/** A member has contacts of its own. */
async function settle(ctx: Hands, tx: Transaction, applicationId: string, state: 'admitted' | 'declined', by: string): Promise<void> {
  for (const { id, state: before } of await tx.prospect.findMany({ where: { applicationId } })) {
    if (!mayBecome(before, state)) continue;
    await tx.prospect.update({ where: { id }, data: { ...(state === 'admitted' ? noContact : {}), state, version: { increment: 1 } } });
    await notices.changed(ctx, tx, await getProspect(tx, id), by);
  }
}
