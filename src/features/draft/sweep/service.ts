/** What happens to drafts that nobody comes back to: a reminder, the end, and nothing kept of what was typed. */
import { deliver } from '../../../delivery/outbox.ts';
import { toReader } from '../../../delivery/readers.ts';
import type { JobContext } from '../../job.ts';
import { expiring } from '../messages.ts';

/** Days before the end at which the owner is told. */
export const REMINDED_DAYS = 7;
/** Days after the end for which what was typed is still there, should somebody ask for it. */
export const GRACE_DAYS = 30;
/** Opened and put away without a word: of no use to anybody. */
const UNTOUCHED_DAYS = 1;
const BATCH = 200;
const DAY_MS = 86_400_000;

export async function sweepDrafts(ctx: JobContext): Promise<void> {
  const now = ctx.clock.now();
  const inDays = (days: number): Date => new Date(now.getTime() + days * DAY_MS);
  const due = await ctx.store.db.draft.findMany({
    where: { state: 'open', version: { gt: 0 }, remindedAt: null, expiresAt: { gt: now, lte: inDays(REMINDED_DAYS) } },
    select: { id: true, personId: true, version: true },
    orderBy: { expiresAt: 'asc' },
  });
  for (let at = 0; at < due.length; at += BATCH) {
    await ctx.store.write(ctx, `draft.remind ${at}`, async (tx) => {
      for (const draft of due.slice(at, at + BATCH)) {
        await tx.draft.update({ where: { id: draft.id }, data: { remindedAt: now } });
        // Saved again since, it gets a reminder of its own.
        const key = `draft.expiring ${draft.id} ${draft.version}`;
        for (const to of await toReader(tx, draft.personId))
          await deliver(ctx, tx, { ...to, key, message: expiring, params: { draft: draft.id } });
      }
    });
  }
  await ctx.store.write(ctx, 'draft.expire', async (tx) => {
    await tx.draft.deleteMany({ where: { state: 'open', version: 0, createdAt: { lte: inDays(-UNTOUCHED_DAYS) } } });
    await tx.draft.updateMany({ where: { state: 'open', expiresAt: { lte: now } }, data: { state: 'expired' } });
    const old = { state: 'expired' as const, expiresAt: { lte: inDays(-GRACE_DAYS) } };
    await tx.draft.updateMany({ where: old, data: { raw: {}, labels: {}, title: '' } });
  });
}
