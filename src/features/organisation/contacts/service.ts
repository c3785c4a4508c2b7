/** The one door to organisations' contacts: whoever is shown them is written down here, and nobody else reads the table. */
import { UserError } from '../../../errors.ts';
import type { Database, Transaction } from '../../../store/store.ts';
import { ALL_CONTACTS, audit, contactsRead, type WhoseContacts } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import type { ContactContent } from '../content.ts';
import { getOrganisation } from '../find/service.ts';
import { authorize, may, speaksFor } from '../policy.ts';

type Reader = Database | Transaction;
type Looking = Pick<AppContext, 'actor' | 'clock' | 'envelope' | 'newId' | 'store'>;

const inOrder = [{ position: 'asc' }, { id: 'asc' }] as const;
const shown = { name: true, email: true, phone: true, role: true } as const;

/** For those who speak for it, and for the secretariat, whose every look is written down. @throws UserError not-yours */
export async function readContacts(ctx: AppContext, id: string) {
  const { db } = ctx.store;
  const organisation = await getOrganisation(db, id);
  const found = await db.contact.findMany({ where: { organisationId: organisation.id }, orderBy: [...inOrder] });
  if (speaksFor(ctx.actor, organisation)) return found;
  if (!may(ctx.actor, 'organisation.contacts')) throw new UserError('organisation.not-yours');
  await contactsRead(
    ctx,
    found.map((one) => ownerOf(one)),
    'organisation',
  );
  await ctx.store.write(ctx, `organisation.readContacts ${organisation.id}`, (tx) =>
    audit(ctx, tx, 'organisation.readContacts', `organisation:${organisation.id}`),
  );
  return found;
}

/** Addresses that stand in something that somebody sent in, such as an application: whose they are, as far as we know. */
export async function noteAddressesRead(
  ctx: Looking,
  emails: readonly string[],
  also: readonly WhoseContacts[],
  where: 'application' | 'candidacy',
): Promise<void> {
  const { db } = ctx.store;
  const given = emails.map((email) => email.trim().toLowerCase()).filter((email) => email !== '');
  const contacts = await db.contact.findMany({ where: { email: { in: given } }, select: { id: true, personId: true } });
  const verified = await db.preference.findMany({
    where: { email: { in: given, mode: 'insensitive' }, emailVerifiedAt: { not: null } },
    select: { personId: true },
  });
  await contactsRead(ctx, [...also, ...contacts.map((one) => ownerOf(one)), ...verified], where);
}

/** For a file that takes them out of the house, noted once for all; gives a page of them on each call. */
export async function openContactsExport(ctx: Looking) {
  await contactsRead(ctx, [ALL_CONTACTS], 'export');
  await ctx.store.write(ctx, 'members.exportContacts', (tx) => audit(ctx, tx, 'members.exportContacts', 'contacts:all'));
  return async (organisationIds: readonly string[]): Promise<ReadonlyMap<string, readonly ContactContent[]>> => {
    const rows = await ctx.store.db.contact.findMany({
      where: { organisationId: { in: [...organisationIds] } },
      select: { ...shown, organisationId: true },
      orderBy: [...inOrder],
    });
    return Map.groupBy(rows, ({ organisationId }) => organisationId);
  };
}

/** For comparing a list that comes in with what is here; shown to nobody. */
export async function contactsToCompare(
  db: Reader,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ContactContent[]>> {
  const rows = await db.contact.findMany({
    where: { organisationId: { in: [...organisationIds] } },
    select: { ...shown, organisationId: true },
  });
  return Map.groupBy(rows, ({ organisationId }) => organisationId);
}

/** Mailboxes that a message goes to; shown to nobody. */
export const mailboxesOf = (db: Reader, organisationIds: readonly string[]) =>
  db.contact.findMany({
    where: { organisationId: { in: [...organisationIds] }, email: { not: '' } },
    select: { id: true, organisationId: true, email: true, name: true, locale: true, organisation: { select: { locale: true } } },
    orderBy: [...inOrder],
  });

/** The contact that somebody is in an organisation, if any. */
export async function contactOf(db: Reader, organisationId: string, personId: string): Promise<string | undefined> {
  return (await db.contact.findFirst({ where: { organisationId, personId }, select: { id: true }, orderBy: { position: 'asc' } }))?.id;
}

/** Under what a look at these persons' contacts was written down: themselves, their contacts, those of organisations that they own. */
export async function contactsAbout(
  db: Reader,
  persons: readonly string[],
): Promise<{ readonly ids: readonly string[]; readonly since: Date | undefined }> {
  const among = { in: [...persons] };
  const verified = await db.preference.findMany({
    where: { personId: among, emailVerifiedAt: { not: null }, email: { not: null } },
    select: { email: true },
  });
  const rows = await db.contact.findMany({
    where: {
      OR: [
        { personId: among },
        { personId: null, email: { in: verified.flatMap(({ email }) => email?.toLowerCase() ?? []) } },
        { organisation: { persons: { some: { personId: among, state: 'active', role: 'owner' } } } },
      ],
    },
    select: { id: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
  });
  return { ids: rows.map(({ id }) => id), since: rows[0]?.createdAt };
}

/** Private: for the secretariat and the organisation's own. One with an address that is there already brings it up to date. */
export async function keepContacts(ctx: AppContext, tx: Transaction, id: string, contacts: readonly ContactContent[]): Promise<void> {
  authorize(ctx.actor, 'organisation.create');
  const there = await tx.contact.findMany({ where: { organisationId: id } });
  for (const [at, contact] of contacts.entries()) {
    const email = contact.email.trim().toLowerCase();
    const known = there.find((one) => (email === '' ? one.email === '' && one.name === contact.name : one.email === email));
    const data = { name: contact.name, email, phone: contact.phone, role: contact.role };
    if (known) await tx.contact.update({ where: { id: known.id }, data });
    else
      await tx.contact.create({
        data: { ...data, id: ctx.newId(), organisationId: id, position: there.length + at, createdAt: ctx.clock.now() },
      });
  }
  await audit(ctx, tx, 'organisation.contacts', `organisation:${id}`, { contacts: contacts.length });
}

const ownerOf = ({ id, personId }: { readonly id: string; readonly personId: string | null }): WhoseContacts =>
  personId === null ? { contactId: id } : { personId };
