/** The doctor's record: what was found before, so that the secretariat is told what has changed and nothing else. */
import { deliverEach } from '../../delivery/each.ts';
import { toPurpose } from '../../delivery/readers.ts';
import { clearRefusal, markRefusal } from '../../delivery/troubles.ts';
import type { AppContext } from '../context.ts';
import type { JobContext } from '../job.ts';
import { changes, findingSchema } from './messages.ts';
import { authorize } from './policy.ts';
import { type Finding, keyOf, REFUSES, type Report } from './report.ts';

export async function examined(ctx: AppContext): Promise<Report> {
  authorize(ctx.actor, 'doctor.examine');
  return ctx.doctor.examine();
}

/** Of these delivery tells by itself. */
const toldElsewhere = new Set([REFUSES, 'workspace.refuses']);
/** Whoever could not ask knows nothing of what was found before. */
const unseeing = new Set(['platform.unreachable', 'database.unreachable']);

/** Several replicas may examine at once: they wait for each other here, and the later ones find nothing new. */
export async function tellChanges(ctx: JobContext, { flaws, unchecked }: Report): Promise<void> {
  const now = ctx.clock.now();
  const found = new Map(
    flaws.filter(({ level, code }) => level !== 'notice' && !toldElsewhere.has(code)).map((flaw) => [keyOf(flaw), flaw]),
  );
  const unseen = new Set(flaws.filter(({ code }) => unseeing.has(code)).map(({ platform }) => platform));
  const isPartial = unchecked.some(({ code }) => code === 'failed');
  await ctx.store.write(ctx, 'doctor.changes', async (tx) => {
    await tx.$executeRaw`lock table "Finding" in share row exclusive mode`;
    const before = (await tx.finding.findMany({ orderBy: { id: 'asc' } })).map(({ id, finding }) => ({
      id,
      finding: findingSchema.parse(finding),
    }));
    const known = new Set(before.map(({ id }) => id));
    const gone = isPartial
      ? []
      : before.filter(({ id, finding }) => !found.has(id) && !(unseen.has(finding.platform) && !unseeing.has(finding.code)));
    const news: Finding[] = [];
    for (const [id, flaw] of found) {
      if (known.has(id)) continue;
      await tx.finding.create({ data: { id, finding: findingSchema.parse(flaw), since: now } });
      const { refuses, platform } = flaw;
      if (refuses === undefined || (await markRefusal(tx, { ...refuses, platform }, now))) news.push(flaw);
    }
    for (const { finding } of gone) {
      if (finding.refuses !== undefined) await clearRefusal(tx, { ...finding.refuses, platform: finding.platform });
    }
    await tx.finding.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
    if (news.length + gone.length === 0) return;
    const params = { added: news.map((flaw) => findingSchema.parse(flaw)), gone: gone.map(({ finding }) => finding) };
    await deliverEach(ctx, tx, await toPurpose(tx, 'secretariat'), `doctor:${ctx.envelope}`, changes, params);
  });
}
