/** One change of a call, whichever it is: who may, one at a time, what has to agree afterwards, and who hears of it. */
import { tell } from '../../../delivery/told.ts';
import { UserError } from '../../../errors.ts';
import type { Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import { findingLine, sayIn } from '../card.ts';
import * as notices from '../notices.ts';
import { authorize } from '../policy.ts';
import { type Call, dateOf, getCall } from '../queries.ts';
import { checkCall, checkOpening, newFindings, refusals } from '../rules.ts';

export interface Saved {
  readonly id: string;
  readonly state: Call['state'];
}

export interface ChangeOf {
  readonly id: string;
  /** What the person was looking at. */
  readonly version: number;
  readonly action: 'call.edit' | 'call.open' | 'call.extend';
  /** Why its dates change, for those who are told; empty for none. */
  readonly reason?: string;
}

type Columns = Parameters<Transaction['call']['updateMany']>[0]['data'];
type Detail = Parameters<typeof audit>[4];

/**
 * `work` changes what belongs to the call and returns what changes of the call itself, and what the log keeps of it.
 * @throws UserError changed-meanwhile, contradiction
 */
export async function changeCall(
  ctx: AppContext,
  { id, version, action, reason = '' }: ChangeOf,
  work: (tx: Transaction, before: Call) => Promise<{ readonly data?: Columns; readonly detail?: Detail }>,
): Promise<Saved> {
  authorize(ctx.actor, action);
  return ctx.store.write(ctx, `${action} ${id}`, async (tx) => {
    await tx.$queryRaw`select id from "Call" where id = ${id} for update`;
    const before = await getCall(tx, id);
    if (before.version !== version) throw new UserError('call.changed-meanwhile', { call: titleIn(ctx, before) });
    const { data, detail } = await work(tx, before);
    await tx.call.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
    const after = await getCall(tx, id);
    mustAgree(ctx, before, after);
    await audit(ctx, tx, action, `call:${id}`, detail);
    await tellOf(ctx, tx, before, after, reason);
    return { id, state: after.state };
  });
}

export const titleIn = (ctx: AppContext, call: Call): string => sayIn(ctx.t, call)(call.titles);

/** What contradicts itself may stand in a draft while it is being written; what is open has been told to people. */
function mustAgree(ctx: AppContext, before: Call, after: Call): void {
  if (after.state !== 'open') return;
  const opening = before.state === 'open' ? withoutClosing(after) : checkOpening(after, ctx.clock.now());
  const found = before.state === 'open' ? newFindings(before, after) : checkCall(after);
  const wrong = [...refusals(found), ...opening];
  if (wrong.length === 0) return;
  const what = wrong.map((finding) => findingLine(ctx.t, after, finding)).join(' ');
  throw new UserError('call.contradiction', { call: titleIn(ctx, after), what });
}

/** Once it is open it keeps a phase for candidacies with a closing, even one that is over. */
const withoutClosing = (call: Call) => checkOpening(call, new Date(0));

async function tellOf(ctx: AppContext, tx: Transaction, before: Call, after: Call, reason: string): Promise<void> {
  if (after.state !== 'open') return;
  if (before.state !== 'open') {
    await notices.opened(ctx, tx, after);
    return;
  }
  for (const phase of after.phases) {
    const was = before.phases.find(({ key }) => key === phase.key);
    if (was?.closesAt?.getTime() === phase.closesAt?.getTime()) continue;
    // Whoever sets a date has just read it.
    if (phase.closesAt !== null)
      await tell(ctx, tx, [{ subject: dateOf(after.id, phase.key), reader: { personId: ctx.actor.id }, at: phase.closesAt }]);
    await notices.moved(ctx, tx, after, phase, reason);
  }
  await notices.redrawn(ctx, tx, after);
}
