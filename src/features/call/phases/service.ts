/** The phases of a call: written, put in order, taken out; and a closing that is extended. */
import { UserError } from '../../../errors.ts';
import type { Transaction } from '../../../store/store.ts';
import type { AppContext } from '../../context.ts';
import { changeCall, type Saved, titleIn } from '../change/service.ts';
import { most, type PhaseContent } from '../content.ts';
import { freshKey } from '../options.ts';
import type { Call, Phase } from '../queries.ts';
import type { CallRef } from '../ref.ts';

/** A new one where the reference names none. `position` is counted from 1. @throws UserError changed-meanwhile, contradiction, too-many */
export function savePhase(ctx: AppContext, ref: CallRef, content: PhaseContent, position: number): Promise<Saved> {
  return changeCall(ctx, { ...ref, action: 'call.edit' }, async (tx, before) => {
    if (ref.part === '' && before.phases.length >= most.phases)
      throw new UserError('call.too-many', { call: titleIn(ctx, before), max: most.phases });
    const key = ref.part === '' ? freshKey(content.kind, new Set(before.phases.map((phase) => phase.key))) : ref.part;
    await writePhase(tx, before, key, content, ctx.clock.now());
    await putAt(tx, before, key, position);
    return { detail: { phase: key, ...dates(content) } };
  });
}

/** @throws UserError changed-meanwhile, contradiction */
export function removePhase(ctx: AppContext, ref: CallRef): Promise<Saved> {
  return changeCall(ctx, { ...ref, action: 'call.edit' }, async (tx, before) => {
    await tx.phase.deleteMany({ where: { callId: before.id, key: ref.part } });
    return { detail: { phase: ref.part, removed: true } };
  });
}

/** Later than it was, and told to everybody who knew. @throws UserError changed-meanwhile, contradiction, not-open, not-later */
export function extendPhase(ctx: AppContext, ref: CallRef, closesAt: Date, reason: string): Promise<Saved> {
  return changeCall(ctx, { ...ref, action: 'call.extend', reason }, async (tx, before) => {
    const phase = phaseIn(before, ref.part);
    if (before.state !== 'open') throw new UserError('call.not-open', { call: titleIn(ctx, before) });
    if (closesAt <= ctx.clock.now() || (phase.closesAt !== null && closesAt <= phase.closesAt))
      throw new UserError('call.not-later', { call: titleIn(ctx, before) });
    await tx.phase.update({
      where: { callId_key: { callId: before.id, key: phase.key } },
      data: { closesAt, sequence: { increment: 1 }, changedAt: ctx.clock.now() },
    });
    return { detail: { phase: phase.key, from: phase.closesAt?.toISOString() ?? null, to: closesAt.toISOString() } };
  });
}

/** @throws UserError not-found */
export function phaseIn(call: Call, key: string): Phase {
  const phase = call.phases.find((one) => one.key === key);
  if (!phase) throw new UserError('call.not-found', { given: key });
  return phase;
}

/** Within a change: as it is now, with another sequence number where calendars show something else. */
export async function writePhase(tx: Transaction, call: Call, key: string, content: PhaseContent, now: Date): Promise<void> {
  const { kind, audience, place, opensAt, closesAt } = content;
  const row = { kind, audience, place, opensAt, closesAt, titles: { ...content.titles }, rules: { ...content.rules } };
  const before = call.phases.find((phase) => phase.key === key);
  if (before === undefined) {
    await tx.phase.create({ data: { ...row, callId: call.id, key, position: call.phases.length, changedAt: now } });
    return;
  }
  const isSame = shows(before) === shows(content);
  await tx.phase.update({
    where: { callId_key: { callId: call.id, key } },
    data: { ...row, ...(isSame ? {} : { sequence: { increment: 1 }, changedAt: now }) },
  });
}

/** Within a change: the others keep their order around it. */
export async function putAt(tx: Transaction, call: Call, key: string, position: number): Promise<void> {
  const others = call.phases.map((phase) => phase.key).filter((one) => one !== key);
  const order = others.toSpliced(Math.max(0, position - 1), 0, key);
  for (const [at, one] of order.entries()) {
    await tx.phase.update({ where: { callId_key: { callId: call.id, key: one } }, data: { position: at } });
  }
}

const shows = ({ titles, place, opensAt, closesAt }: Pick<PhaseContent, 'titles' | 'place' | 'opensAt' | 'closesAt'>): string =>
  JSON.stringify([Object.entries(titles).toSorted(), place, opensAt, closesAt]);

const dates = ({ opensAt, closesAt }: PhaseContent) => ({
  opens: opensAt?.toISOString() ?? null,
  closes: closesAt?.toISOString() ?? null,
});
