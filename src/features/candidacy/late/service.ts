/** Late codes: made by an organiser, typed once by one person, good for one candidacy until they end. The only writer of them. */
import { UserError } from '../../../errors.ts';
import type { Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import { getIntake } from '../../call/intake/service.ts';
import type { AppContext } from '../../context.ts';
import { authorize } from '../policy.ts';
import { hashCode, newCode, readCode, TRIES } from './code.ts';
import { lateCodeOf } from './queries.ts';

const HOUR_MS = 3_600_000;
const REFUSED = 'candidacy.lateCodeRefused';

/** The code itself is shown and not kept. @throws UserError late-past */
export async function makeLateCode(ctx: AppContext, callId: string, note: string, endsAt: Date): Promise<string> {
  authorize(ctx.actor, 'candidacy.lateCodes');
  if (endsAt <= ctx.clock.now()) throw new UserError('candidacy.late-past');
  const code = newCode();
  // An id of its own: a platform's retry is never shown a code that is not the one that was kept.
  const id = ctx.newId();
  await ctx.store.write(ctx, `candidacy.makeLateCode ${id}`, async (tx) => {
    await getIntake(ctx, callId, tx);
    await tx.lateCode.create({ data: { id, hash: hashCode(code), callId, note, endsAt, createdAt: ctx.clock.now() } });
    await audit(ctx, tx, 'candidacy.makeLateCode', `lateCode:${id}`, { call: callId });
  });
  return code;
}

/** What was sent in with it stays. */
export async function revokeLateCode(ctx: AppContext, id: string): Promise<string> {
  authorize(ctx.actor, 'candidacy.lateCodes');
  return ctx.store.write(ctx, 'candidacy.revokeLateCode', async (tx) => {
    const code = await tx.lateCode.findUnique({ where: { id }, select: { callId: true } });
    if (!code) throw new UserError('candidacy.late-wrong');
    await tx.lateCode.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: ctx.clock.now() } });
    await audit(ctx, tx, 'candidacy.revokeLateCode', `lateCode:${id}`);
    return code.callId;
  });
}

export interface Taken {
  readonly callId: string;
  /** ISO 8601: the result of a write is kept as JSON. */
  readonly endsAt: string;
}

/** From then on it is this person's. Typing it again says the same again. @throws UserError late-wrong, late-tries */
export async function useLateCode(ctx: AppContext, typed: string): Promise<Taken> {
  authorize(ctx.actor, 'candidacy.useLateCode');
  const tried = await ctx.store.write(ctx, 'candidacy.useLateCode', (tx) => tryCode(ctx, tx, readCode(typed)));
  // Thrown out here, because the count of wrong tries has to stay.
  if ('refused' in tried) throw new UserError(tried.refused, { tries: TRIES });
  return tried;
}

async function tryCode(ctx: AppContext, tx: Transaction, code: string): Promise<Taken | { readonly refused: string }> {
  const now = ctx.clock.now();
  const subject = `person:${ctx.actor.id}`;
  // One try at a time for one person, so that parallel ones are counted too.
  await tx.$queryRaw`select id from "Person" where id = ${ctx.actor.id} for update`;
  const since = new Date(now.getTime() - HOUR_MS);
  const wrong = await tx.auditEntry.count({ where: { subject, action: REFUSED, at: { gt: since } } });
  if (wrong >= TRIES) return { refused: 'candidacy.late-tries' };
  const good = { hash: hashCode(code), revokedAt: null, endsAt: { gt: now } };
  // Taken by the update itself: two who type the same code at once do not both have it.
  await tx.lateCode.updateMany({ where: { ...good, personId: null }, data: { personId: ctx.actor.id, usedAt: now } });
  const found = await tx.lateCode.findFirst({ where: { ...good, personId: ctx.actor.id } });
  if (!found) {
    await audit(ctx, tx, REFUSED, subject);
    return { refused: 'candidacy.late-wrong' };
  }
  await audit(ctx, tx, 'candidacy.useLateCode', `lateCode:${found.id}`);
  return { callId: found.callId, endsAt: found.endsAt.toISOString() };
}

/** The code with which the actor may send in now, held until the end of this write: one code, one candidacy. */
export async function takeLateCode(
  ctx: AppContext,
  tx: Transaction,
  callId: string,
  candidacyId: string | undefined,
): Promise<string | undefined> {
  authorize(ctx.actor, 'candidacy.submit');
  await tx.$queryRaw`select id from "LateCode" where "callId" = ${callId} and "personId" = ${ctx.actor.id} for update`;
  return (await lateCodeOf(tx, callId, ctx.actor.id, ctx.clock.now(), candidacyId))?.id;
}
