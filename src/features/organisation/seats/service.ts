/** Who sits where, when persons become one or are forgotten. Callers have authorised it. */
import type { Transaction } from '../../../store/store.ts';

const FIRMNESS = ['left', 'declined', 'asked', 'active'] as const;

/** Somebody sits in an organisation once: the firmer of two seats stays, and an owner's remains an owner's. */
export async function absorbSeats(tx: Transaction, from: string, to: string): Promise<void> {
  const theirs = await tx.organisationPerson.findMany({ where: { personId: from } });
  for (const { organisationId, role, state, title, since } of theirs) {
    const mine = await tx.organisationPerson.findUnique({ where: { organisationId_personId: { organisationId, personId: to } } });
    if (!mine) continue;
    const firmer = FIRMNESS.indexOf(state) > FIRMNESS.indexOf(mine.state) || (state === mine.state && role === 'owner');
    await tx.organisationPerson.delete({ where: { organisationId_personId: { organisationId, personId: from } } });
    if (!firmer) continue;
    const where = { organisationId_personId: { organisationId, personId: to } };
    await tx.organisationPerson.update({
      where,
      data: { role, state, title, since: new Date(Math.min(since.getTime(), mine.since.getTime())) },
    });
  }
}

/** A contact that nobody has joined with them yet is theirs by the address that they have shown to be theirs. */
export async function eraseContacts(tx: Transaction, persons: readonly string[]): Promise<void> {
  const known = await tx.preference.findMany({
    where: { personId: { in: [...persons] }, emailVerifiedAt: { not: null } },
    select: { email: true },
  });
  const emails = known.flatMap(({ email }) => (email === null ? [] : [email.toLowerCase()]));
  await tx.contact.deleteMany({ where: { personId: null, email: { in: emails } } });
}
