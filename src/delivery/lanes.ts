/** A lane's deliveries in the store: taken in hand a few at a time, and what became of them. Each step is one statement. */
import type { Database, Transaction } from '../store/store.ts';

type Row = NonNullable<Awaited<ReturnType<Database['delivery']['findUnique']>>>;

/** What sending needs to know. */
export type Delivery = Omit<
  Row,
  'cause' | 'state' | 'claim' | 'tells' | 'reason' | 'failure' | 'reportedAt' | 'posted' | 'staleAt' | 'createdAt' | 'sentAt'
>;

/**
 * Takes what is due next: what is urgent first, then what has waited longest. What another run has left in hand may have
 * arrived (`uncertain`); since when, stays in `attemptedAt`. Several at once never get the same one.
 */
export async function take(db: Database, lane: string, claim: string, now: Date, most: number): Promise<readonly Delivery[]> {
  const rows = await db.$queryRaw<Delivery[]>`
    with left_behind as (
      select id from "Delivery" where lane = ${lane} and state = 'sending' and claim is distinct from ${claim}
      order by priority desc, "notBefore", id limit ${most} for update skip locked
    ), due as (
      select id from "Delivery" where lane = ${lane} and state = 'queued' and "notBefore" <= ${now}
      order by priority desc, "notBefore", id limit ${most} - (select count(*) from left_behind) for update skip locked
    )
    update "Delivery" d set
      uncertain = d.uncertain or d.state = 'sending',
      "attemptedAt" = case when d.uncertain or d.state = 'sending' then coalesce(d."attemptedAt", ${now}) else ${now} end,
      state = 'sending', claim = ${claim}, attempts = d.attempts + 1, "staleAt" = null
    from (select id from left_behind union all select id from due) taken
    where d.id = taken.id
    returning d.id, d.key, d.address, d.lane, d.locale, d."timeZone", d."personId", d.message, d.params, d.priority, d."notBefore",
      d.attempts, d.uncertain, d."attemptedAt", d.tried`;
  return rows.toSorted((a, b) => b.priority - a.priority || a.notBefore.getTime() - b.notBefore.getTime() || (a.id < b.id ? -1 : 1));
}

/** What became of one of them. */
export type Fate =
  | { readonly id: string; readonly state: 'sent'; readonly posted: object | null; readonly sentAt: Date }
  | { readonly id: string; readonly state: 'skipped'; readonly reason: string }
  | { readonly id: string; readonly state: 'failed'; readonly reason: string; readonly failure: 'gone' | 'exhausted' | 'uncertain' }
  /** Tried again then. `counted`: whether this was an attempt. */
  | {
      readonly id: string;
      readonly state: 'queued';
      readonly reason: string;
      readonly notBefore: Date;
      readonly uncertain: boolean;
      readonly counted: boolean;
    }
  /** Another address takes the place of the one that is no good. */
  | { readonly id: string; readonly state: 'readdressed'; readonly reason: string; readonly address: object; readonly lane: string };

/** Whoever has lost the claim meanwhile has nothing to say any more. Who was told which date is written with it. */
export async function settle(db: Database | Transaction, claim: string, fates: readonly Fate[]): Promise<void> {
  if (fates.length === 0) return;
  const rows = JSON.stringify(fates);
  // The planner can count these, and then does not read the whole table for a few.
  const ids = fates.map(({ id }) => id);
  await db.$executeRaw`
    with settled as (
      update "Delivery" d set
        tried = case when f.state = 'readdressed' then d.tried || jsonb_build_array(jsonb_build_object('address', d.address, 'reason', f.reason)) else d.tried end,
        state = case when f.state = 'readdressed' then 'queued' else f.state end::"DeliveryState",
        address = coalesce(f.address, d.address), lane = coalesce(f.lane, d.lane),
        attempts = case when f.state = 'readdressed' then 0 when f.state = 'queued' and not f.counted then d.attempts - 1 else d.attempts end,
        uncertain = coalesce(f.uncertain, false), claim = null,
        reason = coalesce(f.reason, ''), failure = f.failure::"DeliveryFailure",
        "notBefore" = coalesce(f."notBefore", d."notBefore"), posted = coalesce(f.posted, d.posted), "sentAt" = coalesce(f."sentAt", d."sentAt")
      from jsonb_to_recordset(${rows}::jsonb) as f(
        id text, state text, posted jsonb, "sentAt" timestamptz, reason text, failure text, "notBefore" timestamptz,
        uncertain boolean, counted boolean, address jsonb, lane text)
      where d.id = any(${ids}::text[]) and d.id = f.id and d.claim = ${claim} and d.state = 'sending'
      returning d.*
    )
    insert into "Told" (subject, reader, "personId", at, "toldAt")
    select t->>'subject', case when d."personId" is null
        then 'channel:' || (d.address->>'platform') || '/' || (d.address->>'workspace') || '/' || (d.address->>'channel')
        else 'person:' || d."personId" end,
      d."personId", max((t->>'at')::timestamptz), max(d."sentAt")
    from settled d
      cross join lateral jsonb_array_elements(case jsonb_typeof(d.tells) when 'array' then d.tells when 'object' then jsonb_build_array(d.tells) else '[]'::jsonb end) t
    where d.state = 'sent' and (d."personId" is not null or d.address->>'kind' = 'channel')
    group by 1, 2, 3
    on conflict (subject, reader) do update set at = excluded.at, "toldAt" = excluded."toldAt"
      where "Told"."toldAt" <= excluded."toldAt"`;
}

/** Given back untouched: the process closes, or the lane belongs to somebody else now. */
export async function giveBack(db: Database, claim: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.$executeRaw`
    update "Delivery" set state = 'queued', claim = null, attempts = greatest(attempts - 1, 0)
    where id = any(${[...ids]}::text[]) and claim = ${claim} and state = 'sending'`;
}

/** What stands somewhere and is out of date. */
export const stale = (db: Database, lane: string, most: number): Promise<readonly Row[]> =>
  db.delivery.findMany({ where: { lane, state: 'sent', staleAt: { not: null } }, orderBy: { staleAt: 'asc' }, take: most });

/** Brought up to date as it was at that moment; what has changed since is shown once more. */
export async function refreshed(db: Database, { id, staleAt }: Pick<Row, 'id' | 'staleAt'>): Promise<void> {
  await db.delivery.updateMany({ where: { id, staleAt }, data: { staleAt: null } });
}

/** Lanes with something to do now, or with something in hand that its sender may have left. */
export async function lanesDue(db: Database, now: Date): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ lane: string }[]>`
    select distinct lane from "Delivery"
    where (state = 'queued' and "notBefore" <= ${now}) or state = 'sending' or ("staleAt" is not null and state = 'sent')`;
  return rows.map(({ lane }) => lane);
}
