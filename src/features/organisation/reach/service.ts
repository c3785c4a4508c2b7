/** Whether contacts can be reached: mails that came back, answers that came from them, an address that was put right. In the caller's transaction. */
import type { Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import { contactOf } from '../contacts/service.ts';

type Writing = Pick<AppContext, 'actor' | 'clock' | 'envelope' | 'newId'>;

/** A mail to it came back. */
export async function noteBounce(tx: Transaction, contactId: string, at: Date, reason: string): Promise<void> {
  await tx.contact.updateMany({ where: { id: contactId }, data: { bounces: { increment: 1 }, bouncedAt: at, bounceReason: reason } });
}

/** Somebody answered from it: what came back before does not count any more. */
export async function noteAnswer(tx: Transaction, contactId: string, at: Date): Promise<void> {
  await tx.contact.updateMany({ where: { id: contactId }, data: { answeredAt: at, bounces: 0, bounceReason: '' } });
}

export interface ReachableAt {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly role: string;
}

/** Puts a contact right, by its owner's own words; a new one where there is none to put right. */
export async function putContactRight(
  ctx: Writing,
  tx: Transaction,
  organisationId: string,
  which: { readonly contactId: string | null; readonly personId: string | null },
  values: ReachableAt,
): Promise<void> {
  const known = which.contactId ?? (which.personId === null ? undefined : await contactOf(tx, organisationId, which.personId));
  const data = { ...values, bounces: 0, bouncedAt: null, bounceReason: '', answeredAt: ctx.clock.now() };
  if (known !== undefined) await tx.contact.update({ where: { id: known }, data });
  else await tx.contact.create({ data: { ...data, id: ctx.newId(), organisationId, personId: which.personId } });
  await audit(ctx, tx, 'organisation.contact', `organisation:${organisationId}`);
}
