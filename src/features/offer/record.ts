/** Offers, needs and matches as they are read from the store. */
import { UserError } from '../../errors.ts';
import type { Database, Transaction } from '../../store/store.ts';

type Reader = Database | Transaction;

export type ListingRow = Awaited<ReturnType<typeof getListing>>;
export type MatchRow = NonNullable<Awaited<ReturnType<typeof matchIfAny>>>;

/** @throws UserError `offer.not-found` */
export async function getListing(db: Reader, id: string) {
  const found = await db.listing.findUnique({ where: { id } });
  if (!found) throw new UserError('offer.not-found');
  return found;
}

export const matchIfAny = (db: Reader, id: string) => db.listingMatch.findUnique({ where: { id }, include: { offer: true, need: true } });

/** What is shown of a list at a time. */
export const PAGE = 6;

export interface Asked {
  readonly kind: 'offer' | 'need' | undefined;
  readonly theme: string | undefined;
  readonly form: string | undefined;
  readonly page: number;
}

export interface Page {
  readonly rows: readonly ListingRow[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Open ones, the newest first; nobody's name among them. */
export async function openListings(db: Database, { kind, theme, form, page }: Asked, now: Date): Promise<Page> {
  const where = {
    state: 'open' as const,
    until: { gt: now },
    ...(kind === undefined ? {} : { kind }),
    ...(theme === undefined ? {} : { themes: { has: theme } }),
    ...(form === undefined ? {} : { forms: { has: form } }),
  };
  return paged(db, where, page);
}

export const listingsOf = (db: Database, personId: string, page: number): Promise<Page> => paged(db, { personId }, page);

type Where = NonNullable<NonNullable<Parameters<Database['listing']['findMany']>[0]>['where']>;

async function paged(db: Database, where: Where, wanted: number): Promise<Page> {
  const total = await db.listing.count({ where });
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(Math.max(wanted, 0), pages - 1);
  const rows = await db.listing.findMany({
    where,
    orderBy: [{ state: 'asc' }, { createdAt: 'desc' }, { id: 'asc' }],
    skip: page * PAGE,
    take: PAGE,
  });
  return { rows, total, page, pages };
}

/** Proposed at a time: what fits best, not all that might. */
const PROPOSED = 3;

/**
 * Those of the other kind that fit best and were not proposed together yet: a form and a language in common, a theme in
 * common, and regions that do not exclude each other.
 */
export async function fitting(tx: Transaction, listing: ListingRow, now: Date): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select o.id,
      2 * cardinality(array(select unnest(o.themes) intersect select unnest(${listing.themes}::text[])))
        + cardinality(array(select unnest(o.forms) intersect select unnest(${listing.forms}::text[])))
        + cardinality(array(select unnest(o.languages) intersect select unnest(${listing.languages}::text[]))) as score
    from "Listing" o
    where o.kind <> ${listing.kind}::"ListingKind" and o.state = 'open' and o.until > ${now} and o."personId" <> ${listing.personId}
      and o.forms && ${listing.forms}::text[] and o.languages && ${listing.languages}::text[] and o.themes && ${listing.themes}::text[]
      and (cardinality(o.regions) = 0 or cardinality(${listing.regions}::text[]) = 0 or o.regions && ${listing.regions}::text[])
      and not exists (select 1 from "ListingMatch" m where (m."offerId" = o.id and m."needId" = ${listing.id}) or (m."needId" = o.id and m."offerId" = ${listing.id}))
    order by score desc, o."createdAt" limit ${PROPOSED}`;
  return rows.map(({ id }) => id);
}
