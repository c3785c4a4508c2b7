/** Contacts of suggested organisations: each look of the secretariat is written down, and whoever is forgotten is no contact any more. */
import type { Transaction } from '../../../store/store.ts';
import { contactsRead } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import { authorize } from '../policy.ts';
import { getProspect, type Prospect } from '../queries.ts';
import { noContact } from '../service.ts';

/** Before it is shown. */
export async function readContact(ctx: AppContext, id: string): Promise<Prospect> {
  authorize(ctx.actor, 'prospect.contact');
  const found = await getProspect(ctx.store.db, id);
  if (found.contactName !== '' || found.contactEmail !== '') await contactsRead(ctx, [{ prospectId: id }], 'prospect');
  return found;
}

/** By an address that they have shown to be theirs; the caller has authorised it. */
export async function eraseContacts(tx: Transaction, persons: readonly string[]): Promise<void> {
  const known = await tx.preference.findMany({
    where: { personId: { in: [...persons] }, emailVerifiedAt: { not: null } },
    select: { email: true },
  });
  const emails = known.flatMap(({ email }) => (email === null ? [] : [email]));
  if (emails.length > 0)
    await tx.prospect.updateMany({ where: { contactEmail: { in: emails, mode: 'insensitive' } }, data: { ...noContact } });
}
