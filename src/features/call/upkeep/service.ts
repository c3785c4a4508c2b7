/** What happens to calls by the clock alone: a phase begins or ends, and the cards in the channels say so. */
import type { JobContext } from '../../job.ts';
import * as notices from '../notices.ts';
import { getCall } from '../queries.ts';

export async function drawTurned(ctx: JobContext): Promise<void> {
  const now = ctx.clock.now();
  const turned = await ctx.store.db.$queryRaw<{ id: string }[]>`
    select distinct c.id from "Call" c join "Phase" p on p."callId" = c.id cross join lateral (values (p."opensAt"), (p."closesAt")) turn(at)
    where c.state = 'open' and turn.at <= ${now} and turn.at > coalesce(c."drawnAt", c."openedAt", c."createdAt")`;
  for (const { id } of turned) {
    await ctx.store.write(ctx, `call.turned ${id}`, async (tx) => {
      await tx.call.update({ where: { id }, data: { drawnAt: now } });
      await notices.redrawn(ctx, tx, await getCall(tx, id));
    });
  }
}
