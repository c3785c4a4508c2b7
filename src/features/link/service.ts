/** Joins two persons who turn out to be one: a code shown on one platform and typed on the other. The only writer of link codes. */
import { deliver } from '../../delivery/outbox.ts';
import { toPerson } from '../../delivery/readers.ts';
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { absorbHeld } from '../privacy/records/service.ts';
import { linked } from './messages.ts';
import { authorize } from './policy.ts';
import { hashCode, type IssuedCode, newCode, readCode, TRIES, VALID_MINUTES } from './rules.ts';

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

type Tried = { readonly type: 'linked'; readonly persons: readonly string[] } | { readonly type: 'refused'; readonly code: string };

/** Makes the actor and the code's owner one person. @throws UserError `link.wrong`, `link.yourself`, `link.tries` */
export async function useLink(ctx: AppContext, typed: string): Promise<void> {
  authorize(ctx.actor, 'link.use');
  const tried = await ctx.store.write(ctx, 'link.use', (tx) => tryCode(ctx, tx, readCode(typed)));
  // Thrown out here, because the count of wrong tries has to stay.
  if (tried.type === 'refused') throw new UserError(tried.code, { tries: TRIES });
  for (const person of tried.persons) ctx.people.forget(person);
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
  if (found?.personId === ctx.actor.id) return { type: 'refused', code: 'link.yourself' };
  const { count } = await tx.linkCode.updateMany({ where: { hash, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
  if (!found || count === 0) {
    await audit(ctx, tx, REFUSED, subjectOf(ctx.actor.id));
    return { type: 'refused', code: 'link.wrong' };
  }
  const told = await toPerson(tx, found.personId);
  await merge(ctx, tx, found.personId, ctx.actor.id);
  for (const recipient of told) {
    await deliver(ctx, tx, { ...recipient, key: `link ${found.id}`, message: linked, params: { platform: ctx.from.platform } });
  }
  return { type: 'linked', persons: [found.personId, ctx.actor.id] };
}

/** Everything that is `from`'s becomes `to`'s, the elder of the two; the other stays as a sign to it. */
async function merge(ctx: AppContext, tx: Transaction, one: string, other: string): Promise<void> {
  const [to, from] = await tx.person.findMany({ where: { id: { in: [one, other] } }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  if (!to || !from) throw new Error(`one of the persons ${one} and ${other} is not there`);
  await tx.linkCode.deleteMany({ where: { personId: { in: [one, other] }, usedAt: null } });
  await absorbHeld(ctx, tx, ctx.personal, from.id, to.id);
  await tx.person.update({ where: { id: to.id }, data: { locale: to.locale ?? from.locale, timeZone: to.timeZone ?? from.timeZone } });
  await tx.person.update({ where: { id: from.id }, data: { mergedIntoId: to.id } });
  await audit(ctx, tx, 'link.made', subjectOf(to.id), { from: from.id });
}

const subjectOf = (person: string): string => `person:${person}`;
