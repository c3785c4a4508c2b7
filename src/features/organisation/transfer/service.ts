/** Compares the rows of a list of members with what is stored, and writes what is new or has changed, a batch in a transaction. */
import { localizedSchema } from '../../../i18n/localized.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import type { Note } from '../../../transfer/cells.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import { contactsToCompare } from '../contacts/service.ts';
import type { ChangedField, ContactContent, MemberRecord } from './content.ts';
import { type Difference, dateOf, differenceOf, type Stored, type StoredMembership } from './difference.ts';
import { matchesOf } from './match.ts';
import { authorize } from './policy.ts';

export type Transferring = Pick<AppContext, 'store' | 'clock' | 'envelope' | 'newId' | 'actor'>;

export type Compared = { readonly record: MemberRecord; readonly notes: readonly Note[] } & (
  | { readonly kind: 'new'; readonly category: string }
  | { readonly kind: 'same' | 'kept' }
  | { readonly kind: 'refused'; readonly reason: string; readonly value: string }
  | {
      readonly kind: 'changed';
      readonly id: string;
      readonly fields: readonly ChangedField[];
      readonly difference: Difference;
      readonly own: boolean;
    }
);

/** Reads only. */
export async function compare(ctx: Pick<Transferring, 'store' | 'actor'>, records: readonly MemberRecord[]): Promise<readonly Compared[]> {
  authorize(ctx.actor, 'members.import');
  const { db } = ctx.store;
  const categoryOf = await categories(db);
  const matches = await matchesOf(db, records);
  const stored = await storedOf(
    db,
    matches.flatMap(({ id }) => (id === undefined ? [] : [id])),
  );
  return records.map((record, at): Compared => {
    const { id, several = [], near = [] } = matches[at] ?? { id: undefined };
    const places = near.map((number) => ({ column: 'city', value: `${record.content.city} (№ ${number})`, reason: 'near' }));
    if (several.length > 0) {
      return { kind: 'refused', record, notes: [], reason: 'severalMatches', value: several.map((number) => `№ ${number}`).join(', ') };
    }
    const known = id === undefined ? undefined : stored.get(id);
    if (id === undefined || !known)
      return { kind: 'new', record, notes: places, category: record.content.category || categoryOf(record.content.kind) };
    const own = known.source === record.source && known.sourceId === record.sourceId;
    if (own && known.sourceHash === record.hash) return { kind: 'same', record, notes: [] };
    const difference = differenceOf(known.stored, record.content, categoryOf, own && !known.edited);
    const { fields, left } = difference;
    if (fields.length > 0) return { kind: 'changed', record, notes: left, id, fields, difference, own };
    return { kind: left.length > 0 ? 'kept' : 'same', record, notes: left };
  });
}

/** One transaction. A batch that was cut off is found missing by the next run, and written then. */
export async function apply(ctx: Transferring, batch: number, compared: readonly Compared[]): Promise<void> {
  authorize(ctx.actor, 'members.import');
  const rows = compared.flatMap((one) => rowOf(ctx, one));
  if (rows.length === 0) return;
  await ctx.store.write(ctx, `members.batch.${batch}`, (tx) => put(ctx, tx, rows));
}

/** Once, at the end: the planner is told, and the log says what happened. */
export async function finish(ctx: Transferring, file: string, counts: Readonly<Record<string, number>>): Promise<void> {
  authorize(ctx.actor, 'members.import');
  await ctx.store.write(ctx, 'members.finish', async (tx) => {
    await tx.$executeRaw`analyze "Organisation", "OrganisationName", "Membership", "Contact"`;
    await audit(ctx, tx, 'members.import', `file:${file}`, counts);
  });
}

/** The first category that is for a kind of organisation, and needs no request of its own. */
async function categories(db: Store['db']): Promise<(kind: string) => string> {
  const rows = await db.membershipCategory.findMany({ where: { byRequest: false }, orderBy: { position: 'asc' } });
  const fallback = rows.at(-1)?.key ?? 'collaborating';
  return (kind) => rows.find(({ kinds }) => kinds.includes(kind))?.key ?? fallback;
}

interface Known {
  readonly stored: Stored;
  readonly source: string | null;
  readonly sourceId: string | null;
  readonly sourceHash: string | null;
  /** Somebody has changed it here. */
  readonly edited: boolean;
}

const IMPORTED = 'organisation.imported';

async function storedOf(db: Store['db'], ids: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  if (ids.length === 0) return new Map();
  const rows = await db.organisation.findMany({ where: { id: { in: [...new Set(ids)] } }, include: { membership: true } });
  const contactsBy = await contactsToCompare(db, ids);
  const subjects = rows.map(({ id }) => `organisation:${id}`);
  const touched = await db.auditEntry.findMany({
    where: { subject: { in: subjects }, action: { not: IMPORTED } },
    select: { subject: true },
    distinct: ['subject'],
  });
  const edited = new Set(touched.map(({ subject }) => subject));
  return new Map(
    rows.map((row) => {
      const { id, source, sourceId, sourceHash, membership, names, ...rest } = row;
      const { locale, kind, country, city, sizeBand, languages, themes, website, domain, needs, offers } = rest;
      const stored: Stored = {
        names: localizedSchema.parse(names),
        ...{ locale, kind, country, city, sizeBand, languages, themes, website, domain, needs, offers },
        membership: membership ?? undefined,
        contacts: contactsBy.get(id) ?? [],
      };
      return [id, { stored, source, sourceId, sourceHash, edited: edited.has(`organisation:${id}`) }];
    }),
  );
}

interface Written {
  readonly id: string;
  readonly isNew: boolean;
  readonly organisation: Record<string, unknown>;
  readonly membership: (StoredMembership & { readonly organisationId: string }) | undefined;
  readonly contacts: readonly (ContactContent & { readonly id: string; readonly organisationId: string; readonly position: number })[];
  readonly fields: readonly string[];
}

const FIRST_NEW_POSITION = 100;

function rowOf(ctx: Transferring, one: Compared): readonly Written[] {
  if (one.kind !== 'new' && one.kind !== 'changed') return [];
  const isNew = one.kind === 'new';
  const { content, source, sourceId, hash } = one.record;
  const id = isNew ? ctx.newId() : one.id;
  const contacts = (isNew ? content.contacts : one.difference.newContacts).map((contact, at) => ({
    ...contact,
    id: ctx.newId(),
    organisationId: id,
    position: isNew ? at : FIRST_NEW_POSITION + at,
  }));
  if (isNew) {
    const { category, state, since, contacts: _, ...organisation } = content;
    const membership = { organisationId: id, category: one.category, state: state || ('active' as const), since: dateOf(since) };
    const row = { ...organisation, kind: organisation.kind || 'other', id, source, sourceId, sourceHash: hash };
    return [{ id, isNew, organisation: row, membership, contacts, fields: [] }];
  }
  const { organisation, membership, left } = one.difference;
  // What the file says otherwise is said again the next time, so that row is not taken for done.
  const done = one.own && left.length === 0 ? hash : null;
  return [
    {
      id,
      isNew,
      organisation: { ...organisation, id, sourceHash: done },
      membership: membership && { ...membership, organisationId: id },
      contacts,
      fields: one.fields,
    },
  ];
}

/** A statement for each table, whatever the number of rows. */
async function put(ctx: Transferring, tx: Transaction, rows: readonly Written[]): Promise<void> {
  const now = ctx.clock.now();
  const json = (values: readonly unknown[]): string => JSON.stringify(values);
  const [fresh, changed] = [rows.filter(({ isNew }) => isNew), rows.filter(({ isNew }) => !isNew)];
  await tx.$executeRaw`
    insert into "Organisation" (id, names, locale, kind, country, city, "sizeBand", languages, themes, website, domain, needs, offers,
      source, "sourceId", "sourceHash", "createdAt", "updatedAt")
    select id, names, locale, kind, country, city, "sizeBand", languages, themes, website, domain, needs, offers,
      source, "sourceId", "sourceHash", ${now}::timestamptz, ${now}::timestamptz
    from json_populate_recordset(null::"Organisation", ${json(fresh.map(({ organisation }) => organisation))}::json)`;
  await tx.$executeRaw`
    update "Organisation" o set names = r.names, kind = r.kind, country = r.country, city = r.city, "sizeBand" = r."sizeBand",
      languages = r.languages, themes = r.themes, website = r.website, domain = r.domain, needs = r.needs, offers = r.offers,
      "sourceHash" = coalesce(r."sourceHash", o."sourceHash"), version = o.version + 1, "updatedAt" = ${now}::timestamptz
    from json_populate_recordset(null::"Organisation", ${json(changed.map(({ organisation }) => organisation))}::json) r where o.id = r.id`;
  await tx.$executeRaw`
    insert into "Membership" as m ("organisationId", category, state, since, "stateSince", "createdAt", "updatedAt")
    select "organisationId", category, state, since, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    from json_populate_recordset(null::"Membership", ${json(rows.flatMap(({ membership }) => membership ?? []))}::json)
    on conflict ("organisationId") do update set category = excluded.category, state = excluded.state, since = excluded.since,
      "stateSince" = case when m.state = excluded.state then m."stateSince" else excluded."stateSince" end,
      version = m.version + 1, "updatedAt" = excluded."updatedAt"`;
  await tx.$executeRaw`
    insert into "Contact" (id, "organisationId", name, email, phone, role, position, "createdAt", "updatedAt")
    select id, "organisationId", name, email, phone, role, position, ${now}::timestamptz, ${now}::timestamptz
    from json_populate_recordset(null::"Contact", ${json(rows.flatMap(({ contacts }) => contacts))}::json)`;
  const entries = rows.map(({ id, fields }) => ({ id: ctx.newId(), subject: `organisation:${id}`, detail: { fields: fields.join(',') } }));
  await tx.$executeRaw`
    insert into "AuditEntry" (id, at, actor, action, subject, detail, envelope)
    select id, ${now}::timestamptz, ${ctx.actor.id}, ${IMPORTED}, subject, detail, ${ctx.envelope}
    from json_populate_recordset(null::"AuditEntry", ${json(entries)}::json)`;
}
