/** What somebody asks about what is held on them: seen, copied, erased. The only writer of exports and of what is asked to be erased. */
import { UserError } from '../../errors.ts';
import type { Database } from '../../store/store.ts';
import { audit, type ContactsRead, readsOf } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { contactsAbout } from '../organisation/contacts/service.ts';
import { authorize } from './policy.ts';
import { countHeld, personsOf } from './records/service.ts';

const HOUR_MS = 3_600_000;
/** For thinking better of it; the job comes every ten minutes, so that it is done within the day whatever happens. */
export const HOURS_TO_CANCEL = 1;

export interface Held {
  readonly name: string;
  readonly count: number;
}
export interface OpenErasure {
  readonly id: string;
  readonly dueAt: Date;
}

/** Entries that hold something on the actor. */
export async function heldOnMe(ctx: AppContext): Promise<{ readonly held: readonly Held[]; readonly erasure: OpenErasure | undefined }> {
  authorize(ctx.actor, 'privacy.read');
  const counts = await countHeld(ctx.store.db, ctx.personal, ctx.actor.id);
  const held = ctx.personal.map(({ name }) => ({ name, count: counts.get(name) ?? 0 })).filter(({ count }) => count > 0);
  return { held, erasure: await openErasure(ctx) };
}

/** Who was shown their contacts, and those of organisations that they look after, the latest first. */
export async function accessesToMe(
  ctx: AppContext,
  page: number,
  rows: number,
): Promise<{ readonly reads: readonly ContactsRead[]; readonly more: boolean }> {
  authorize(ctx.actor, 'privacy.read');
  const { db } = ctx.store;
  const persons = await personsOf(db, ctx.actor.id);
  const { ids, since } = await contactsAbout(db, persons);
  const prospects = await contactOf(db, persons);
  const found = await readsOf(db, { persons, contacts: ids, prospects, since }, page * rows, rows + 1);
  return { reads: found.slice(0, rows), more: found.length > rows };
}

/** Suggested organisations whose contact has an address that they have shown to be theirs. */
async function contactOf(db: Database, persons: readonly string[]): Promise<readonly string[]> {
  const shown = await db.preference.findMany({
    where: { personId: { in: [...persons] }, emailVerifiedAt: { not: null } },
    select: { email: true },
  });
  const emails = shown.flatMap(({ email }) => (email === null ? [] : [email]));
  if (emails.length === 0) return [];
  const found = await db.prospect.findMany({ where: { contactEmail: { in: emails, mode: 'insensitive' } }, select: { id: true } });
  return found.map(({ id }) => id);
}

/** Asking twice is asking once. */
export async function askErasure(ctx: AppContext): Promise<OpenErasure> {
  authorize(ctx.actor, 'privacy.erase');
  const personId = ctx.actor.id;
  const asked = await ctx.store.write(ctx, 'privacy.erase', async (tx) => {
    await tx.$queryRaw`select id from "Person" where id = ${personId} for update`;
    const open = await tx.erasure.findFirst({ where: { personId, doneAt: null, cancelledAt: null } });
    if (open) return { id: open.id, dueAt: open.dueAt.toISOString() };
    const askedAt = ctx.clock.now();
    const row = { id: ctx.newId(), personId, alsoIds: [], askedAt, dueAt: new Date(askedAt.getTime() + HOURS_TO_CANCEL * HOUR_MS) };
    await tx.erasure.create({ data: row });
    await audit(ctx, tx, 'privacy.erasureAsked', `person:${personId}`);
    return { id: row.id, dueAt: row.dueAt.toISOString() };
  });
  return { id: asked.id, dueAt: new Date(asked.dueAt) };
}

/** @throws UserError `privacy.too-late` */
export async function keepMe(ctx: AppContext): Promise<void> {
  authorize(ctx.actor, 'privacy.erase');
  const personId = ctx.actor.id;
  await ctx.store.write(ctx, 'privacy.keep', async (tx) => {
    // Waits for an erasure that is under way; one that has got as far as the list is done, even if it was broken off since.
    await tx.$queryRaw`select id from "Erasure" where "personId" = ${personId} for update`;
    if ((await ctx.erased.read()).has(personId)) throw new UserError('privacy.too-late');
    await tx.erasure.updateMany({ where: { personId, doneAt: null, cancelledAt: null }, data: { cancelledAt: ctx.clock.now() } });
    await audit(ctx, tx, 'privacy.erasureCancelled', `person:${personId}`);
  });
}

async function openErasure(ctx: AppContext): Promise<OpenErasure | undefined> {
  const row = await ctx.store.db.erasure.findFirst({ where: { personId: ctx.actor.id, doneAt: null, cancelledAt: null } });
  return row ? { id: row.id, dueAt: row.dueAt } : undefined;
}
