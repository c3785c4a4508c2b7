/** What the secretariat sets of where the network should grow, and the address of the page that shows it. */
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { authorize } from './policy.ts';
import type { Dimension } from './rules.ts';

/** Of countries, an empty key stands for each that has a member. 0: it does not count. */
export async function setMinimum(ctx: AppContext, dimension: Dimension, keys: readonly string[], minimum: number): Promise<void> {
  authorize(ctx.actor, 'coverage.change');
  await ctx.store.write(ctx, `coverage.change ${dimension}`, async (tx) => {
    const data = { minimum, changedAt: ctx.clock.now() };
    for (const key of keys) {
      const where = { dimension_key: { dimension, key } };
      await tx.coverageTarget.upsert({ where, create: { dimension, key, ...data }, update: data });
    }
    await audit(ctx, tx, 'coverage.change', `coverage:${dimension}`, { keys: keys.join(' '), minimum });
  });
}

/** In the address of the page with the pictures, which shows numbers and names nobody. */
export async function reportToken(ctx: AppContext): Promise<string> {
  authorize(ctx.actor, 'coverage.read');
  const known = await ctx.store.db.coverageReport.findUnique({ where: { id: ONLY } });
  return known?.token ?? ctx.store.write(ctx, 'coverage.report', (tx) => makeToken(ctx, tx));
}

const ONLY = 'network';

async function makeToken(ctx: AppContext, tx: Transaction): Promise<string> {
  await tx.coverageReport.createMany({ data: [{ id: ONLY, token: ctx.newId() }], skipDuplicates: true });
  return (await tx.coverageReport.findUniqueOrThrow({ where: { id: ONLY } })).token;
}
