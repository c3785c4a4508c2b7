/** What invitations do by themselves as days go by: mails that came back are handed to people, silence is reminded of. */
import { z } from 'zod';
import type { Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import type { JobContext } from '../../job.ts';
import { remindAt } from '../content.ts';
import * as notices from '../notices.ts';
import { getProspect } from '../queries.ts';
import { writeTo } from '../service.ts';

export async function tendInvitations(job: JobContext): Promise<void> {
  const ctx = { ...job, actor: { id: 'system', name: 'system', role: 'admin' as const } };
  const open = await ctx.store.db.prospect.findMany({ where: { state: 'invited', byMail: true }, select: { id: true } });
  if (open.length === 0) return;
  const failed = await failures(ctx);
  for (const { id } of open) {
    await ctx.store.write(ctx, `prospect.tend ${id}`, (tx) => tend(ctx, tx, id, failed));
  }
}

type Tending = JobContext & { readonly actor: { readonly id: string; readonly name: string; readonly role: 'admin' } };

async function tend(ctx: Tending, tx: Transaction, id: string, failed: ReadonlyMap<string, string>): Promise<void> {
  await tx.$queryRaw`select id from "Prospect" where id = ${id} for update`;
  const found = await getProspect(tx, id);
  if (found.state !== 'invited' || !found.byMail || found.invitedAt === null) return;
  const bounceReason = failed.get(found.token);
  if (bounceReason !== undefined) {
    await tx.prospect.update({ where: { id }, data: { bounceReason, byMail: false, version: { increment: 1 } } });
    await audit(ctx, tx, 'prospect.returned', `prospect:${id}`);
    const after = await getProspect(tx, id);
    await notices.changed(ctx, tx, after, ctx.actor.id);
    await notices.heard(ctx, tx, after, 'returned');
    return;
  }
  const { reminded, reminders, contactEmail } = found;
  if (reminded >= reminders || contactEmail === '' || ctx.clock.now() < remindAt(found.invitedAt, reminded)) return;
  await tx.prospect.update({ where: { id }, data: { reminded: { increment: 1 }, version: { increment: 1 } } });
  await writeTo(ctx, tx, found, reminded + 1);
  await audit(ctx, tx, 'prospect.remind', `prospect:${id}`, { round: reminded + 1 });
  await notices.changed(ctx, tx, await getProspect(tx, id), ctx.actor.id);
}

/** Tokens of invitations that came back, with the reason. */
async function failures(ctx: JobContext): Promise<ReadonlyMap<string, string>> {
  const rows = z.array(z.object({ token: z.string(), reason: z.string().nullable() })).parse(
    await ctx.store.db.$queryRaw`
    select p.token, max(d.reason) as reason from "Delivery" d join "Prospect" p on p.token = d.params->>'token'
    where d.message = 'prospect.invitation' and d.state = 'failed' group by 1`,
  );
  return new Map(rows.map(({ token, reason }) => [token, reason || 'failed']));
}
