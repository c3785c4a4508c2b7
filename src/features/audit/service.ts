/** The audit log: who did what, when, to what, from where. Written inside the transaction of the change itself. */
import { z } from 'zod';
import type { Database, Transaction } from '../../store/store.ts';
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

const CONTACTS_READ = 'contacts.read';
/** Who acts at the command line. */
const OPERATOR = 'system';
/** Where the secretariat is shown contacts; texts stand under `privacy.places`. */
export const contactPlaces = ['candidacy', 'application', 'organisation', 'list', 'campaign', 'prospect', 'export'] as const;
export type ContactPlace = (typeof contactPlaces)[number];

/** Whose contacts: a person that we know, else a contact of an organisation, or of one that was suggested; or everybody's, in one entry. */
export type WhoseContacts = { readonly personId: string } | { readonly contactId: string } | { readonly prospectId: string };
export const ALL_CONTACTS: WhoseContacts = { contactId: 'all' };

/**
 * To be called whenever somebody is shown other people's names, addresses or telephones that are not public, before they are
 * shown. Those whom it is about read it in /privacy.
 */
export async function contactsRead(
  ctx: Pick<AppContext, 'actor' | 'clock' | 'envelope' | 'newId' | 'store'>,
  whose: readonly WhoseContacts[],
  where: ContactPlace,
): Promise<void> {
  const { id: actor } = ctx.actor;
  const subjects = whose.map(subjectOf);
  const others = [...new Set(subjects)].filter((subject) => subject !== `person:${actor}`);
  if (others.length === 0) return;
  const at = ctx.clock.now();
  await ctx.store.write(ctx, `${CONTACTS_READ} ${where} ${others[0]}`, async (tx) => {
    const entry = { at, actor, action: CONTACTS_READ, detail: { where }, envelope: ctx.envelope };
    await tx.auditEntry.createMany({ data: others.map((subject) => ({ ...entry, subject, id: ctx.newId() })) });
  });
}

const subjectOf = (one: WhoseContacts): string => {
  if ('personId' in one) return `person:${one.personId}`;
  return 'contactId' in one ? `contact:${one.contactId}` : `prospect:${one.prospectId}`;
};

export interface ContactsRead {
  readonly at: Date;
  /** Name of who was shown them; empty where they are forgotten. */
  readonly by: string;
  /** Whoever runs the bot, at its command line. */
  readonly operator: boolean;
  readonly where: string;
}

/** Who was shown the contacts of these, the latest first; once where a look was at several. `since`: when the first contact was there. */
export async function readsOf(
  db: Database,
  {
    persons,
    contacts,
    prospects,
    since,
  }: {
    readonly persons: readonly string[];
    readonly contacts: readonly string[];
    readonly prospects: readonly string[];
    readonly since: Date | undefined;
  },
  skip: number,
  take: number,
): Promise<readonly ContactsRead[]> {
  const subjects = [
    ...persons.map((id) => `person:${id}`),
    ...contacts.map((id) => `contact:${id}`),
    ...prospects.map((id) => `prospect:${id}`),
  ];
  const everybodys = since === undefined ? [] : [{ subject: 'contact:all', at: { gte: since } }];
  const rows = await db.auditEntry.findMany({
    where: { action: CONTACTS_READ, actor: { notIn: [...persons] }, OR: [{ subject: { in: subjects } }, ...everybodys] },
    distinct: ['at', 'actor', 'envelope'],
    orderBy: [{ at: 'desc' }, { actor: 'asc' }],
    skip,
    take,
  });
  const people = await db.person.findMany({ where: { id: { in: rows.map(({ actor }) => actor) } }, select: { id: true, name: true } });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ at, actor, detail }) => ({
    at,
    by: nameOf.get(actor) ?? '',
    operator: actor === OPERATOR,
    where: placeIn.parse(detail).where,
  }));
}

const placeIn = z.object({ where: z.string().catch('') });
