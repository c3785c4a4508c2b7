/** What is written down of calls: who has read which date. */
import { tell } from '../../delivery/told.ts';
import type { AppContext } from '../context.ts';
import { authorize } from './policy.ts';
import { type Call, dateOf, submissionOf } from './queries.ts';

/** They have just read when submission closes: should it change, they are to hear of it. */
export async function readDates(ctx: AppContext, call: Call): Promise<void> {
  authorize(ctx.actor, 'call.show');
  const submission = submissionOf(call);
  const at = submission?.closesAt;
  if (call.state !== 'open' || !submission || !at || at <= ctx.now) return;
  await ctx.store.write(ctx, 'call.readDates', (tx) =>
    tell(ctx, tx, [{ subject: dateOf(call.id, submission.key), reader: { personId: ctx.actor.id }, at }]),
  );
}
