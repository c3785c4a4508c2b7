/** Compares converted rows with what is stored, and writes what is new or has changed, a batch in a transaction. */
import { z } from 'zod';
import type { Store, Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import { type Content, type ContentField, changedFields, contentOf, contentSchema } from '../content.ts';
import { completeness, years } from '../rules.ts';
import type { ConvertedSheet } from './convert.ts';
import { authorize } from './policy.ts';

export type Transferring = Pick<AppContext, 'store' | 'clock' | 'envelope' | 'newId' | 'actor'>;

export type Compared =
  | { readonly kind: 'new'; readonly record: ConvertedSheet }
  | { readonly kind: 'same'; readonly record: ConvertedSheet }
  | { readonly kind: 'changed'; readonly record: ConvertedSheet; readonly id: string; readonly fields: readonly ContentField[] }
  /** It is a member's own sheet, or somebody has edited it here: a file does not take that back. */
  | { readonly kind: 'kept'; readonly record: ConvertedSheet };

const storedRow = z.object({
  id: z.string(),
  source: z.string().nullable(),
  sourceId: z.string().nullable(),
  sourceHash: z.string().nullable(),
});

/** Reads only. */
export async function compare(ctx: Pick<Transferring, 'store' | 'actor'>, sheets: readonly ConvertedSheet[]): Promise<readonly Compared[]> {
  authorize(ctx.actor, 'transfer.import');
  const { db } = ctx.store;
  const rows = z.array(storedRow).parse(
    await db.$queryRaw`
      select e.id, e.source, e."sourceId", e."sourceHash" from unnest(${sheets.map((one) => one.source)}::text[], ${sheets.map((one) => one.sourceId)}::text[]) k(source, id)
      join "Experience" e on e.source = k.source and e."sourceId" = k.id
      union select e.id, e.source, e."sourceId", e."sourceHash" from "Experience" e where e.source is null and e.id = any(${sheets.map((one) => one.sourceId)}::text[])`,
  );
  const stored = new Map(rows.map((row) => [keyOf(row.source ?? OWN, row.sourceId ?? row.id), row]));
  const differing = sheets.flatMap((one) => {
    const row = stored.get(keyOf(one.source, one.sourceId));
    return row && row.sourceHash !== one.hash ? [row.id] : [];
  });
  const contents = await contentsOf(db, differing);
  return sheets.map((record): Compared => {
    const row = stored.get(keyOf(record.source, record.sourceId));
    if (!row) return { kind: 'new', record };
    if (row.sourceHash === record.hash) return { kind: 'same', record };
    const before = contents.get(row.id);
    const fields = before ? changedFields(before.content, record.content) : [];
    if (fields.length === 0) return { kind: 'same', record };
    return row.source === null || before?.edited === true ? { kind: 'kept', record } : { kind: 'changed', record, id: row.id, fields };
  });
}

/** Under which a sheet that was written here stands in an export. */
const OWN = 'agora';
const keyOf = (source: string, id: string): string => `${source}\u0000${id}`;

async function contentsOf(db: Store['db'], ids: readonly string[]): Promise<ReadonlyMap<string, { content: Content; edited: boolean }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.experience.findMany({
    where: { id: { in: [...ids] } },
    include: { revisions: { where: { byId: { not: null } }, select: { number: true }, take: 1 } },
  });
  return new Map(rows.map((row) => [row.id, { content: contentOf(row), edited: row.revisions.length > 0 || row.ownerId !== null }]));
}

/** One transaction. A batch that was cut off is found missing by the next run, and written then. */
export async function apply(ctx: Transferring, batch: number, compared: readonly Compared[]): Promise<void> {
  authorize(ctx.actor, 'transfer.import');
  const rows = compared.flatMap((one) => {
    if (one.kind === 'new') return [columns(one.record, ctx.newId())];
    return one.kind === 'changed' ? [columns(one.record, one.id)] : [];
  });
  if (rows.length === 0) return;
  await ctx.store.write(ctx, `transfer.batch.${batch}`, async (tx) => {
    if (ctx.store.connection.kind === 'server') await moreBeforeSorting(tx);
    await upsert(tx, rows, ctx.clock.now());
  });
}

/** Once, at the end: the index entries that were put aside are sorted in, the planner is told, and the log says what happened. */
export async function finish(ctx: Transferring, file: string, counts: Readonly<Record<string, number>>): Promise<void> {
  authorize(ctx.actor, 'transfer.import');
  await ctx.store.write(ctx, 'transfer.finish', async (tx) => {
    await tx.$queryRaw`select gin_clean_pending_list(i.oid::regclass)::int from pg_class i join pg_am a on a.oid = i.relam
      where a.amname = 'gin' and i.relname like any (array['Experience%', 'SearchWord%'])`;
    await tx.$executeRaw`analyze "Experience", "ExperienceSearch", "ExperienceText", "SearchWord"`;
    await audit(ctx, tx, 'transfer.import', `file:${file}`, counts);
  });
}

/** The indexes of words sort new entries in by the heap: larger heaps make a large import a third faster. In kilobytes. */
const moreBeforeSorting = (tx: Transaction): Promise<unknown> => tx.$queryRaw`select set_config('gin_pending_list_limit', '65536', true)`;

type Columns = ReturnType<typeof columns>;

function columns({ source, sourceId, hash, content }: ConvertedSheet, id: string) {
  return {
    ...contentSchema.parse(content),
    ...years(content),
    completeness: completeness(content).level,
    id,
    source,
    sourceId,
    sourceHash: hash,
  };
}

/** One statement for all rows. What is not of the content is taken off the revision. */
async function upsert(tx: Transaction, rows: readonly Columns[], now: Date): Promise<void> {
  await tx.$executeRaw`
    with r as (select * from json_populate_recordset(null::"Experience", ${JSON.stringify(rows)}::json)),
    put as (
      insert into "Experience" as e (id, state, locale, title, summary, description, country, city, "startsOn", "endsOn", ongoing, "startYear", "endYear",
        types, themes, sdgs, objectives, participants, methods, scale, "participantCount", results, evaluation, links, "imageUrl", "imageAlt",
        completeness, source, "sourceId", "sourceHash", "publishedAt", "createdAt", "updatedAt")
      select id, 'published', locale, title, summary, description, country, city, "startsOn", "endsOn", ongoing, "startYear", "endYear",
        types, themes, sdgs, objectives, participants, methods, scale, "participantCount", results, evaluation, links, "imageUrl", "imageAlt",
        completeness, source, "sourceId", "sourceHash", ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
      from r
      on conflict (source, "sourceId") do update set locale = excluded.locale, title = excluded.title, summary = excluded.summary,
        description = excluded.description, country = excluded.country, city = excluded.city, "startsOn" = excluded."startsOn",
        "endsOn" = excluded."endsOn", ongoing = excluded.ongoing, "startYear" = excluded."startYear", "endYear" = excluded."endYear",
        types = excluded.types, themes = excluded.themes, sdgs = excluded.sdgs, objectives = excluded.objectives,
        participants = excluded.participants, methods = excluded.methods, scale = excluded.scale, "participantCount" = excluded."participantCount",
        results = excluded.results, evaluation = excluded.evaluation, links = excluded.links, "imageUrl" = excluded."imageUrl",
        "imageAlt" = excluded."imageAlt", completeness = excluded.completeness, "sourceHash" = excluded."sourceHash",
        revision = e.revision + 1, version = e.version + 1, "updatedAt" = excluded."updatedAt"
      returning id, revision, source, "sourceId")
    insert into "ExperienceRevision" ("experienceId", number, content, at)
    select put.id, put.revision, to_jsonb(r) - array['id', 'number', 'state', 'startYear', 'endYear', 'completeness', 'revision', 'proposed', 'version',
      'ownerId', 'source', 'sourceId', 'sourceHash', 'submittedAt', 'publishedAt', 'createdAt', 'updatedAt'], ${now}::timestamptz
    from put join r on r.source = put.source and r."sourceId" = put."sourceId"`;
}
