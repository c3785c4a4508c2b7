/** Erases those who asked for it, and after a restored backup those who had been erased. Run by jobs, at start and by the operator. */
import { deliver, type Hands } from '../../../delivery/outbox.ts';
import { toReaders } from '../../../delivery/readers.ts';
import type { ErasedList } from '../../../store/erased-list.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import type { PersonalRecords } from '../../personal.ts';
import { farewell } from '../messages.ts';
import { eraseHeld, personsOf } from '../records/service.ts';

export interface ErasureContext extends Hands {
  readonly store: Store;
  readonly envelope: string;
  readonly personal: readonly PersonalRecords[];
  readonly erased: ErasedList;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** At a time: each is a transaction of its own. */
const BATCH = 50;

/** Returns the ids of persons who are nobody any more. */
export async function eraseDue(ctx: ErasureContext): Promise<readonly string[]> {
  const due = await ctx.store.db.erasure.findMany({
    where: { doneAt: null, cancelledAt: null, dueAt: { lte: ctx.clock.now() } },
    orderBy: { dueAt: 'asc' },
    take: BATCH,
    select: { id: true },
  });
  const gone: string[] = [];
  for (const { id } of due) {
    await ctx.store.write(ctx, `privacy.erase ${id}`, (tx) => eraseAsked(ctx, tx, id));
    // Read again, since what a write returns is stored.
    const done = await ctx.store.db.erasure.findFirst({ where: { id, doneAt: { not: null } } });
    if (done) gone.push(done.personId, ...done.alsoIds);
  }
  await ctx.store.write(ctx, 'privacy.farewells', forgetFarewells(ctx.clock.now()));
  return gone;
}

/**
 * The list in the file and the one in the store become the same, and whoever is on it and there is erased: what a restored
 * backup has brought back. Returns how many that were.
 */
export async function eraseListed(ctx: ErasureContext): Promise<number> {
  const { db } = ctx.store;
  const done = await db.erasure.findMany({ where: { doneAt: { not: null } }, select: { personId: true, alsoIds: true } });
  await ctx.erased.add(
    done.flatMap(({ personId, alsoIds }) => [personId, ...alsoIds]),
    ctx.clock.now(),
  );
  const listed = await ctx.erased.read();
  const back = await db.person.findMany({ where: { id: { in: [...listed] } }, select: { id: true } });
  for (const { id } of back) {
    await ctx.store.write(ctx, `privacy.again ${id}`, async (tx) => {
      const counts = await forget(ctx, tx, id);
      await note(ctx, tx, id, counts);
    });
  }
  return back.length;
}

async function eraseAsked(ctx: ErasureContext, tx: Transaction, id: string): Promise<void> {
  // Whoever thinks better of it waits here, and is told that it is done.
  await tx.$queryRaw`select id from "Erasure" where id = ${id} for update`;
  const asked = await tx.erasure.findUniqueOrThrow({ where: { id } });
  if (asked.doneAt !== null || asked.cancelledAt !== null) return;
  const persons = await personsOf(tx, asked.personId);
  const [reader] = await toReaders(tx, [asked.personId]);
  const counts = await forget(ctx, tx, asked.personId);
  await tx.erasure.update({ where: { id }, data: { doneAt: ctx.clock.now(), alsoIds: persons.slice(1), ...counts } });
  if (reader) {
    // To the address alone: there is nobody behind it any more.
    const { to, locale, timeZone = 'UTC' } = reader;
    const params = { ...counts, asked: asked.askedAt.toISOString() };
    await deliver(ctx, tx, { to, locale, timeZone, key: `${farewell.name}:${id}`, message: farewell, params, priority: 10 });
  }
  await ctx.erased.add(persons, ctx.clock.now());
}

/** Erased in a backup that was made before, or brought back by one. */
async function note(ctx: ErasureContext, tx: Transaction, personId: string, counts: Counts): Promise<void> {
  const now = ctx.clock.now();
  const { count } = await tx.erasure.updateMany({ where: { personId }, data: { doneAt: now, cancelledAt: null, ...counts } });
  if (count === 0)
    await tx.erasure.create({ data: { id: ctx.newId(), personId, alsoIds: [], askedAt: now, dueAt: now, doneAt: now, ...counts } });
}

type Counts = Awaited<ReturnType<typeof eraseHeld>>;

/** All that the features hold, and what leads to them elsewhere. */
async function forget(ctx: ErasureContext, tx: Transaction, personId: string): Promise<Counts> {
  const persons = await personsOf(tx, personId);
  const known = await addressesOf(tx, persons);
  const counts = await eraseHeld(ctx, tx, ctx.personal, personId);
  await forgetReferences(ctx, tx, persons, known);
  return counts;
}

interface Addresses {
  readonly users: readonly string[];
  readonly mailboxes: readonly string[];
  readonly names: readonly string[];
}

async function addressesOf(tx: Transaction, persons: readonly string[]): Promise<Addresses> {
  const where = { personId: { in: [...persons] } };
  const accounts = await tx.identity.findMany({ where });
  const mail = await tx.preference.findMany({ where, select: { email: true } });
  const people = await tx.person.findMany({ where: { id: { in: [...persons] } }, select: { name: true } });
  return {
    users: accounts.map(({ platform, externalId }) => `${platform}/${externalId}`),
    mailboxes: mail.flatMap(({ email }) => email ?? []),
    names: [...new Set([...accounts, ...people].map(({ name }) => name))].filter((name) => name !== ''),
  };
}

/** What retries of a platform might still ask for is kept so long. */
const RETRIED_MS = HOUR_MS;

/** Messages to their addresses under nobody's name, their name in what was said to others, and their id in stored results. */
async function forgetReferences(ctx: ErasureContext, tx: Transaction, persons: readonly string[], known: Addresses): Promise<void> {
  await tx.$executeRaw`
    delete from "Delivery" where "personId" is null and (
      (address->>'kind' = 'direct' and (address->>'platform') || '/' || (address->>'user') = any(${[...known.users]}::text[]))
      or (address->>'kind' = 'mail' and address->>'mailbox' = any(${[...known.mailboxes]}::text[])))`;
  await tx.$executeRaw`
    update "Delivery" d set params = (
      select jsonb_object_agg(key, case when key in ('by', 'who', 'name') and value #>> '{}' = any(${[...known.names]}::text[])
        then '"…"'::jsonb else value end) from jsonb_each(d.params))
    where jsonb_typeof(params) = 'object' and (params->>'by' = any(${[...known.names]}::text[])
      or params->>'who' = any(${[...known.names]}::text[]) or params->>'name' = any(${[...known.names]}::text[]))`;
  const before = new Date(ctx.clock.now().getTime() - RETRIED_MS);
  for (const person of persons) {
    await tx.$executeRaw`
      update "DoneWrite" set result = '{"value": null}' where at < ${before} and position(${person} in result::text) > 0`;
  }
}

/** What was sent last is forgotten once it has arrived, and after a week in any case. */
const forgetFarewells =
  (now: Date) =>
  async (tx: Transaction): Promise<void> => {
    await tx.delivery.deleteMany({
      where: {
        message: farewell.name,
        OR: [{ state: { in: ['sent', 'skipped'] } }, { createdAt: { lt: new Date(now.getTime() - 7 * DAY_MS) } }],
      },
    });
  };
