/** Joins two persons who turn out to be one: a code shown on one platform and typed on the other. The only writer of link codes. */
import { deliver } from '../../delivery/outbox.ts';
import { toPerson, toPersons } from '../../delivery/readers.ts';
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { absorbHeld } from '../privacy/records/service.ts';
import { keepMail } from './mail/service.ts';
import { linked, unlinked } from './messages.ts';
import { authorize } from './policy.ts';
import { hashCode, type IssuedCode, type Linked, newCode, readCode, TRIES, VALID_MINUTES } from './rules.ts';
import { look, moveBack, traceOf } from './undo/service.ts';
import { type Trace, traceSchema } from './undo/trace.ts';

const MINUTE_MS = 60_000;
const REFUSED = 'link.refused';

/** The code itself is shown and not kept. */
export async function startLink(ctx: AppContext): Promise<IssuedCode> {
  authorize(ctx.actor, 'link.start');
  const id = ctx.newId();
  const code = newCode();
  const expiresAt = new Date(ctx.clock.now().getTime() + VALID_MINUTES * MINUTE_MS);
  await ctx.store.write(ctx, `link.start ${id}`, async (tx) => {
    await tx.linkCode.create({ data: { id, hash: hashCode(code), personId: ctx.actor.id, expiresAt, createdAt: ctx.clock.now() } });
    await audit(ctx, tx, 'link.started', subjectOf(ctx.actor.id));
  });
  return { code, expiresAt };
}

/** What a code has linked with the person who typed it. */
export type With = 'account' | 'address';
type Tried =
  | { readonly type: 'linked'; readonly with: With; readonly persons: readonly string[] }
  | { readonly type: 'refused'; readonly code: string };

/** Makes the actor and the code's owner one person, or an address theirs. @throws UserError `link.wrong`, `link.yourself`, `link.tries` */
export async function useLink(ctx: AppContext, typed: string): Promise<With> {
  authorize(ctx.actor, 'link.use');
  const tried = await ctx.store.write(ctx, 'link.use', (tx) => tryCode(ctx, tx, readCode(typed)));
  // Thrown out here, because the count of wrong tries has to stay.
  if (tried.type === 'refused') throw new UserError(tried.code, { tries: TRIES });
  for (const person of tried.persons) ctx.people.forget(person);
  return tried.with;
}

async function tryCode(ctx: AppContext, tx: Transaction, code: string): Promise<Tried> {
  const now = ctx.clock.now();
  // One try at a time for one person, so that parallel ones are counted too.
  await tx.$queryRaw`select id from "Person" where id = ${ctx.actor.id} for update`;
  const since = new Date(now.getTime() - 60 * MINUTE_MS);
  const wrong = await tx.auditEntry.count({ where: { subject: subjectOf(ctx.actor.id), action: REFUSED, at: { gt: since } } });
  if (wrong >= TRIES) return { type: 'refused', code: 'link.tries' };
  // Taken by the update itself: two who type the same code at once do not both have it.
  const hash = hashCode(code);
  const found = await tx.linkCode.findFirst({ where: { hash, usedAt: null, expiresAt: { gt: now } } });
  // A code that came by mail is typed by whoever asked for it, one that was shown by somebody else.
  if (found && found.email === '' && found.personId === ctx.actor.id) return { type: 'refused', code: 'link.yourself' };
  const theirs = found !== null && (found.email === '' || found.personId === ctx.actor.id);
  if (!theirs) return refuse(ctx, tx);
  const { count } = await tx.linkCode.updateMany({ where: { hash, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
  if (count === 0) return refuse(ctx, tx);
  if (found.email !== '') {
    await keepMail(ctx, tx, found);
    return { type: 'linked', with: 'address', persons: [ctx.actor.id] };
  }
  const told = await toPerson(tx, found.personId);
  await merge(ctx, tx, found.personId, ctx.actor.id);
  for (const recipient of told) {
    await deliver(ctx, tx, { ...recipient, key: `link ${found.id}`, message: linked, params: { platform: ctx.from.platform } });
  }
  return { type: 'linked', with: 'account', persons: [found.personId, ctx.actor.id] };
}

/** Counted by what is written down of it. */
async function refuse(ctx: AppContext, tx: Transaction): Promise<Tried> {
  await audit(ctx, tx, REFUSED, subjectOf(ctx.actor.id));
  return { type: 'refused', code: 'link.wrong' };
}

/** Everything that is `from`'s becomes `to`'s, the elder of the two; the other stays as a sign to it. */
async function merge(ctx: AppContext, tx: Transaction, one: string, other: string): Promise<void> {
  const [to, from] = await tx.person.findMany({ where: { id: { in: [one, other] } }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  if (!to || !from) throw new Error(`one of the persons ${one} and ${other} is not there`);
  await tx.linkCode.deleteMany({ where: { personId: { in: [one, other] }, usedAt: null } });
  const accounts = await tx.identity.findMany({ where: { personId: from.id }, select: { platform: true, name: true } });
  const seen = await look(tx, ctx.personal, from.id, to.id);
  await absorbHeld(ctx, tx, ctx.personal, from.id, to.id);
  const trace: Trace = {
    accounts,
    locale: to.locale === null ? from.locale : null,
    timeZone: to.timeZone === null ? from.timeZone : null,
    tables: await traceOf(tx, seen, to.id),
  };
  const moved = JSON.parse(JSON.stringify(trace));
  const merged = { id: ctx.newId(), fromId: from.id, toId: to.id, platform: ctx.from.platform, moved, at: ctx.clock.now() };
  await tx.personMerge.create({ data: merged });
  await tx.person.update({ where: { id: to.id }, data: { locale: to.locale ?? from.locale, timeZone: to.timeZone ?? from.timeZone } });
  await tx.person.update({ where: { id: from.id }, data: { mergedIntoId: to.id } });
  await audit(ctx, tx, 'link.made', subjectOf(to.id), { from: from.id });
}

export async function whatIsLinked(ctx: AppContext): Promise<Linked> {
  authorize(ctx.actor, 'link.start');
  const { db } = ctx.store;
  const personId = ctx.actor.id;
  const accounts = await db.identity.findMany({ where: { personId }, orderBy: { seenAt: 'desc' }, take: SHOWN });
  const preference = await db.preference.findUnique({ where: { personId } });
  const rows = await db.personMerge.findMany({ where: { toId: personId, undoneAt: null }, orderBy: { at: 'desc' }, take: SHOWN });
  return {
    accounts: accounts.map(({ platform, name }) => ({ platform, name })),
    email: preference?.emailVerifiedAt == null ? undefined : (preference.email ?? undefined),
    merges: rows.flatMap(({ id, at, moved }) => {
      const trace = traceSchema.safeParse(moved).data;
      return trace === undefined ? [] : [{ id, at, accounts: trace.accounts }];
    }),
  };
}

/** The two are two again; what came to be since stays with the one who remains. @throws UserError `link.not-undone` */
export async function undoLink(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'link.undo');
  const persons = await ctx.store.write(ctx, `link.undo ${id}`, async (tx) => {
    await tx.$queryRaw`select id from "PersonMerge" where id = ${id} for update`;
    const found = await tx.personMerge.findFirst({ where: { id, toId: ctx.actor.id, undoneAt: null } });
    const trace = traceSchema.safeParse(found?.moved).data;
    if (!found || trace === undefined) throw new UserError('link.not-undone');
    const { fromId, toId } = found;
    await moveBack(tx, trace.tables, fromId, toId);
    await tx.person.update({ where: { id: fromId }, data: { mergedIntoId: null } });
    // What the other took over goes back, unless something else was chosen since.
    if (trace.locale !== null) await tx.person.updateMany({ where: { id: toId, locale: trace.locale }, data: { locale: null } });
    if (trace.timeZone !== null) await tx.person.updateMany({ where: { id: toId, timeZone: trace.timeZone }, data: { timeZone: null } });
    for (const person of [fromId, toId]) for (const { settle } of ctx.personal) await settle?.(ctx, tx, person);
    await tx.personMerge.update({ where: { id }, data: { undoneAt: ctx.clock.now(), moved: {} } });
    await audit(ctx, tx, 'link.undone', subjectOf(toId), { from: fromId });
    for (const recipient of await toPersons(tx, [fromId, toId])) {
      await deliver(ctx, tx, { ...recipient, key: `link.undone ${id} ${recipient.personId}`, message: unlinked, params: {} });
    }
    return [fromId, toId];
  });
  for (const person of persons) ctx.people.forget(person);
}

/** On one card. */
const SHOWN = 6;

const subjectOf = (person: string): string => `person:${person}`;
