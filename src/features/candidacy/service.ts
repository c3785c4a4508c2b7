/** Everything that changes a candidacy: sent in, checked, withdrawn. One transaction each, and one door for each change of state. */
import { replan } from '../../delivery/reminder.ts';
import { UserError } from '../../errors.ts';
import { formatMoment } from '../../i18n/format.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import { CLOSING, getIntake, type Intake, intakeNamed, noteClosing } from '../call/intake/service.ts';
import type { AppContext } from '../context.ts';
import { type Content, mayBecome, type State, type Verdict } from './content.ts';
import { takeLateCode } from './late/service.ts';
import { actionNames } from './names.ts';
import * as notices from './notices.ts';
import { authorize, authorizeDecide, authorizeWithdraw, may } from './policy.ts';
import { askedFor, type Candidacy, candidacyOf, getCandidacy, ownExperience } from './queries.ts';
import { isTaking } from './rules.ts';

/**
 * Sends it in, for the first time or again. Whether it is in time is decided here, by the clock, while the call's dates are held:
 * of a submission and a change of the closing that come together, one sees the other.
 * @throws UserError closed, not-yet, experience, taken, decided: nothing is lost, the draft stays
 */
export async function submitCandidacy(ctx: AppContext, callId: string, experienceId: string, content: Content): Promise<string> {
  authorize(ctx.actor, 'candidacy.submit');
  return ctx.store.write(ctx, 'candidacy.submit', async (tx) => {
    await tx.$queryRaw`select id from "Call" where id = ${callId} for share`;
    const call = await getIntake(ctx, callId, tx);
    const now = ctx.clock.now();
    const experience = await ownExperience(tx, ctx.actor.id, experienceId);
    const before = await candidacyOf(tx, callId, experienceId);
    mustBeSendable(ctx, before);
    const lateCodeId = before?.state === 'changesRequested' ? undefined : await mustBeInTime(ctx, tx, call, before);
    const data = {
      ...content,
      answers: { ...content.answers },
      country: experience.country,
      sentAt: now,
      ...(lateCodeId === undefined ? {} : { lateCodeId }),
    };
    const id = before?.id ?? ctx.newId();
    if (before) {
      const again = before.state === 'withdrawn' ? { submittedAt: now } : {};
      await change(tx, before, 'sent', 'submitted', { ...data, ...again, revision: { increment: 1 }, reason: '', page: '' });
    } else {
      const row = { ...data, id, callId, experienceId, ownerId: ctx.actor.id, submittedAt: now };
      const { count } = await tx.candidacy.createMany({ data: [row], skipDuplicates: true });
      if (count === 0) throw new UserError('candidacy.taken', { title: experience.title });
    }
    const candidacy = await getCandidacy(tx, id);
    await noteClosing(ctx, tx, call);
    await replan(ctx, tx, { name: CLOSING }, call.subject, ctx.actor.id);
    await audit(ctx, tx, 'candidacy.submit', `candidacy:${id}`, { revision: candidacy.revision, late: candidacy.late });
    await notices.submitted(ctx, tx, candidacy);
    return id;
  });
}

/** Whether the award takes a candidacy of this person's at this moment. */
export async function mayApplyNow(ctx: AppContext): Promise<boolean> {
  if (!may(ctx.actor, 'candidacy.apply')) return false;
  const call = await intakeNamed(ctx, undefined);
  return call !== undefined && isTaking(call);
}

/** Name of the action that opens what `toBeCompleted` lists. */
export const COMPLETE = actionNames.edit;

/** What the secretariat asked this person to complete. */
export async function toBeCompleted(ctx: AppContext, limit: number) {
  return may(ctx.actor, 'candidacy.mine') ? askedFor(ctx.store.db, ctx.actor.id, limit) : [];
}

/** The secretariat's formal check. `version`: what was looked at. @throws UserError own, changed */
export async function decideCandidacy(
  ctx: AppContext,
  id: string,
  version: number,
  verdict: Verdict,
  why: { readonly reason: string; readonly page: string } = { reason: '', page: '' },
): Promise<void> {
  await ctx.store.write(ctx, `candidacy.${verdict}`, async (tx) => {
    const before = await getCandidacy(tx, id);
    authorizeDecide(ctx.actor, before);
    if (before.version !== version) throw new UserError('candidacy.changed', { title: before.experience.title });
    await change(tx, before, verdict, verdict, { ...why, decidedBy: ctx.actor.id, decidedAt: ctx.clock.now() });
    await audit(ctx, tx, `candidacy.${verdict}`, `candidacy:${id}`);
    await notices.decided(ctx, tx, await getCandidacy(tx, id));
  });
}

export async function withdrawCandidacy(ctx: AppContext, id: string): Promise<void> {
  await ctx.store.write(ctx, 'candidacy.withdraw', async (tx) => {
    const before = await getCandidacy(tx, id);
    authorizeWithdraw(ctx.actor, before);
    if (!mayBecome(before.state, 'withdrawn')) throw new UserError('candidacy.decided', { title: before.experience.title });
    await change(tx, before, 'withdrawn', 'withdrawn', {});
    await audit(ctx, tx, 'candidacy.withdraw', `candidacy:${id}`);
    await notices.withdrawn(ctx, tx, await getCandidacy(tx, id));
  });
}

/** A draft for this call has been begun: whoever writes it is reminded before the closing. */
export async function remindUnfinished(ctx: AppContext, call: Intake): Promise<void> {
  authorize(ctx.actor, 'candidacy.remind');
  await ctx.store.write(ctx, 'candidacy.remind', async (tx) => {
    await noteClosing(ctx, tx, call);
    await replan(ctx, tx, { name: CLOSING }, call.subject, ctx.actor.id);
  });
}

type Change = Parameters<Transaction['candidacy']['updateMany']>[0]['data'];

/** The one door: from a state that leads there, and only if nobody was quicker. @throws UserError changed */
async function change(tx: Transaction, before: Candidacy, way: Parameters<typeof mayBecome>[1], state: State, data: Change): Promise<void> {
  const tooLate = new UserError('candidacy.changed', { title: before.experience.title });
  if (!mayBecome(before.state, way)) throw tooLate;
  const { count } = await tx.candidacy.updateMany({
    where: { id: before.id, version: before.version },
    data: { ...data, state, version: { increment: 1 } },
  });
  if (count === 0) throw tooLate;
}

function mustBeSendable(ctx: AppContext, before: Candidacy | undefined): void {
  if (before === undefined) return;
  const { title } = before.experience;
  if (before.ownerId !== ctx.actor.id) throw new UserError('candidacy.taken', { title });
  if (!mayBecome(before.state, 'sent')) throw new UserError('candidacy.decided', { title });
}

/** The late code that lets it in, where it is past the closing. @throws UserError closed, not-yet, not-open */
async function mustBeInTime(ctx: AppContext, tx: Transaction, call: Intake, before: Candidacy | undefined): Promise<string | undefined> {
  if (isTaking(call)) return undefined;
  const { state, opensAt, closesAt } = call;
  const written = (at: Date): string => formatMoment(at, ctx.locale, ctx.timeZone);
  if (state === 'later' && opensAt !== undefined) throw new UserError('candidacy.not-yet', { at: written(opensAt) });
  if (state !== 'past' || closesAt === undefined) throw new UserError('candidacy.not-open');
  const code = await takeLateCode(ctx, tx, call.id, before?.id);
  if (code === undefined) throw new UserError('candidacy.closed', { at: written(closesAt) });
  return code;
}
