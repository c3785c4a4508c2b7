/** What happens to drafts that nobody comes back to: the end, and nothing kept of what was typed. Reminders before it are in reminder.ts. */
import type { JobContext } from '../../job.ts';

/** Days after the end for which what was typed is still there, should somebody ask for it. */
export const GRACE_DAYS = 30;
/** Opened and put away without a word: of no use to anybody. */
const UNTOUCHED_DAYS = 1;
const DAY_MS = 86_400_000;

export async function sweepDrafts(ctx: JobContext): Promise<void> {
  const now = ctx.clock.now();
  const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  await ctx.store.write(ctx, 'draft.expire', async (tx) => {
    await tx.draft.deleteMany({ where: { state: 'open', version: 0, createdAt: { lte: daysAgo(UNTOUCHED_DAYS) } } });
    await tx.draft.updateMany({ where: { state: 'open', expiresAt: { lte: now } }, data: { state: 'expired' } });
    const old = { state: 'expired' as const, expiresAt: { lte: daysAgo(GRACE_DAYS) } };
    await tx.draft.updateMany({ where: old, data: { raw: {}, labels: {}, title: '' } });
  });
}
