/** Digests: who is due for one, and what is new for them. The only writer of what a digest has told. */
import type { Dated } from '../../dated.ts';
import { deliver } from '../../delivery/outbox.ts';
import { morningOf, preferencesOf } from '../../delivery/preferences.ts';
import { type Recipient, toReaders } from '../../delivery/readers.ts';
import type { Database, Transaction } from '../../store/store.ts';
import type { JobContext } from '../job.ts';
import { digest } from './messages.ts';
import { AHEAD, concerns, datedItem, experienceItem, type Frequency, type Interests, interestsOf, lastDue } from './select.ts';

/** Persons at a time: one transaction each batch, so that a crash repeats little. */
const BATCH = 200;
const DAY_MS = 86_400_000;
/** What was told so long ago cannot come up again. */
const KEPT_DAYS = 400;

interface Reader extends Recipient {
  readonly personId: string;
  readonly frequency: Frequency;
  /** Of the last digest; undefined before the first. */
  readonly since: Date | undefined;
  readonly interests: Interests;
}

/** Every hour: whoever's morning has come since their last digest gets one, if there is anything to say. */
export async function planDigests(ctx: JobContext): Promise<void> {
  const now = ctx.clock.now();
  for (let after = ''; ; ) {
    const rows = await ctx.store.db.preference.findMany({
      where: { digest: { not: 'off' }, personId: { gt: after } },
      orderBy: { personId: 'asc' },
      take: BATCH,
    });
    const last = rows.at(-1);
    if (!last) break;
    const reached = new Map(
      (
        await toReaders(
          ctx.store.db,
          rows.map((row) => row.personId),
          now,
        )
      ).map((one) => [one.personId, one]),
    );
    const chosen = await interests(
      ctx.store.db,
      rows.map((row) => row.personId),
    );
    const due = rows.flatMap((row): Reader[] => {
      const recipient = reached.get(row.personId);
      const preferences = preferencesOf(row);
      if (!recipient || preferences.digest === 'off') return [];
      const at = lastDue(now, preferences.digest, recipient.timeZone ?? 'UTC', morningOf(preferences));
      if (row.digestSentAt !== null && row.digestSentAt >= at) return [];
      const about = chosen.get(row.personId) ?? { themes: [], countries: [] };
      return [
        { ...recipient, personId: row.personId, frequency: preferences.digest, since: row.digestSentAt ?? undefined, interests: about },
      ];
    });
    if (due.length > 0) await write(ctx, due, now);
    after = last.personId;
  }
  const old = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  await ctx.store.write(ctx, 'digest.forget', async (tx) => {
    await tx.digestItem.deleteMany({ where: { at: { lt: old } } });
  });
}

async function write(ctx: JobContext, due: readonly Reader[], now: Date): Promise<void> {
  const news = await candidates(ctx, due, now);
  const persons = due.map((reader) => reader.personId);
  await ctx.store.write(ctx, `digest.plan ${persons[0]}`, async (tx) => {
    const told = await toldTo(tx, persons);
    for (const reader of due) {
      // Whoever has just begun is told from here on: the first digest comes at the next due time.
      if (reader.since !== undefined) await deliverTo(ctx, tx, reader, { ...news, told: told.get(reader.personId) ?? new Set() }, now);
    }
    await tx.preference.updateMany({ where: { personId: { in: persons } }, data: { digestSentAt: now } });
  });
}

interface Experience extends Interests {
  readonly id: string;
  readonly publishedAt: Date;
}
interface News {
  readonly experiences: readonly Experience[];
  readonly dated: readonly Dated[];
}

async function deliverTo(
  ctx: JobContext,
  tx: Transaction,
  { frequency, interests, since, ...reader }: Reader,
  { experiences, dated, told }: News & { readonly told: ReadonlySet<string> },
  now: Date,
): Promise<void> {
  const until = new Date(now.getTime() + AHEAD[frequency] * DAY_MS);
  const fresh = experiences.filter(
    (one) => since !== undefined && one.publishedAt > since && concerns(one, interests) && !told.has(experienceItem(one.id)),
  );
  const coming = dated.filter(
    (one) => !one.cancelled && startOf(one) <= until && concerns(interestsOf(one), interests) && !told.has(datedItem(one)),
  );
  const items = [...fresh.map((one) => experienceItem(one.id)), ...coming.map(datedItem)];
  if (items.length === 0) return;
  const { personId } = reader;
  await tx.digestItem.createMany({ data: items.map((item) => ({ personId, item, at: now })), skipDuplicates: true });
  const params = {
    experiences: fresh.map((one) => one.id),
    dated: coming.map((one) => one.uid),
    from: now.toISOString(),
    until: until.toISOString(),
  };
  const tells = coming.flatMap((one) => one.tells ?? []);
  const key = `digest:${personId}:${now.toISOString().slice(0, 10)}`;
  await deliver(ctx, tx, { ...reader, key, message: digest, params, priority: -5, tells });
}

/** For all of a batch at once: each reader's own part is chosen from it. */
async function candidates(ctx: JobContext, due: readonly Reader[], now: Date): Promise<News> {
  const since = due.flatMap((one) => (one.since === undefined ? [] : [one.since.getTime()]));
  const rows =
    since.length === 0
      ? []
      : await ctx.store.db.experience.findMany({
          where: { state: 'published', publishedAt: { gt: new Date(Math.min(...since)), lte: now } },
          select: { id: true, publishedAt: true, themes: true, country: true },
          orderBy: { publishedAt: 'desc' },
        });
  const until = new Date(now.getTime() + AHEAD.monthly * DAY_MS);
  const t = ctx.translator(ctx.locales[0] ?? 'en');
  const lists = await Promise.all(ctx.dated.map((source) => source.list(ctx.store.db, t, { from: now, until })));
  return {
    experiences: rows.map(({ id, publishedAt, themes, country }) => ({
      id,
      publishedAt: publishedAt ?? now,
      themes,
      countries: country === '' ? [] : [country],
    })),
    dated: lists.flat(),
  };
}

const startOf = ({ when }: Dated): Date => (when.kind === 'instant' ? when.start : new Date(`${when.start.slice(0, 7)}-01T00:00:00Z`));

async function interests(db: Database, persons: readonly string[]): Promise<ReadonlyMap<string, Interests>> {
  const rows = await db.subscription.findMany({ where: { personId: { in: [...persons] }, facet: { in: ['theme', 'country'] } } });
  return new Map(
    persons.map((person) => {
      const own = (facet: string) => rows.filter((row) => row.personId === person && row.facet === facet).map((row) => row.value);
      return [person, { themes: own('theme'), countries: own('country') }];
    }),
  );
}

async function toldTo(tx: Transaction, persons: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx.digestItem.findMany({ where: { personId: { in: [...persons] } }, select: { personId: true, item: true } });
  return new Map(persons.map((person) => [person, new Set(rows.filter((row) => row.personId === person).map((row) => row.item))]));
}

/** Persons that turned out to be one: what either was told is not told again. */
export async function absorbDigests(tx: Transaction, from: string, to: string): Promise<void> {
  const rows = await tx.digestItem.findMany({ where: { personId: from } });
  await tx.digestItem.createMany({ data: rows.map((row) => ({ ...row, personId: to })), skipDuplicates: true });
  await tx.digestItem.deleteMany({ where: { personId: from } });
}
