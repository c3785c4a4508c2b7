/** Keeps nothing longer than its rule says: a bounded number of rows at a time, and a record of what was done. */
import { z } from 'zod';
import { defineSeed } from '../../../store/seed.ts';
import type { Transaction } from '../../../store/store.ts';
import type { AppContext } from '../../context.ts';
import type { JobContext } from '../../job.ts';
import { authorize } from '../policy.ts';
import { id } from '../records/service.ts';
import { type Retained, retention } from './rules.ts';

/** Rows in one transaction, and transactions for one rule in one run: what is left over is for the next day. */
const BATCH = 500;
const BATCHES = 200;
const DAY_MS = 86_400_000;

export const retentionSeed = defineSeed({
  kind: 'retention',
  content: z.strictObject({ days: z.record(z.string(), z.number().int().positive()) }),
  async load(tx, { days }) {
    const unknown = Object.keys(days).filter((name) => !retention.some((rule) => rule.name === name));
    const missing = retention.filter(({ name }) => days[name] === undefined).map(({ name }) => name);
    if (unknown.length + missing.length > 0) throw new Error(`rules without a meaning: ${unknown}; rules without days: ${missing}`);
    for (const [name, kept] of Object.entries(days)) {
      await tx.retentionRule.upsert({ where: { name }, create: { name, days: kept }, update: { days: kept } });
    }
    await tx.retentionRule.deleteMany({ where: { name: { notIn: Object.keys(days) } } });
  },
});

export interface RetentionRow {
  readonly name: string;
  readonly days: number;
  readonly appliedAt: Date | null;
  readonly last: number;
  readonly total: number;
}

/** In the order of the rules. */
export async function retentionReport(ctx: AppContext): Promise<readonly RetentionRow[]> {
  authorize(ctx.actor, 'privacy.read');
  const rows = await ctx.store.db.retentionRule.findMany();
  return retention.flatMap(({ name }) => rows.find((row) => row.name === name) ?? []);
}

export async function applyRetention(ctx: JobContext, batch = BATCH): Promise<Readonly<Record<string, number>>> {
  const now = ctx.clock.now();
  const days = new Map((await ctx.store.db.retentionRule.findMany()).map((row) => [row.name, row.days]));
  const forgotten: Record<string, number> = {};
  for (const rule of retention) {
    const kept = days.get(rule.name);
    if (kept === undefined) continue;
    forgotten[rule.name] = await applyRule(ctx, rule, new Date(now.getTime() - kept * DAY_MS), batch);
  }
  ctx.log.info({ forgotten }, 'what was kept long enough is forgotten');
  return forgotten;
}

async function applyRule(ctx: JobContext, rule: Retained, before: Date, batch: number): Promise<number> {
  const { name } = rule;
  let sum = 0;
  for (let n = 0; n < BATCHES; n += 1) {
    const count = await ctx.store.write(ctx, `retention ${name} ${n}`, async (tx) => {
      const gone = await forgetSome(tx, rule, before, batch);
      // A run that was broken off goes on where it was: what it did counts once.
      const last = n === 0 ? { last: gone } : { last: { increment: gone } };
      await tx.retentionRule.updateMany({ where: { name }, data: { appliedAt: ctx.clock.now(), ...last, total: { increment: gone } } });
      return gone;
    });
    sum += count;
    if (count < batch) break;
  }
  return sum;
}

function forgetSome(tx: Transaction, { model, since, where = 'true', empties }: Retained, before: Date, batch: number): Promise<number> {
  const from = since.startsWith('(') ? since : id(since);
  const some = `ctid in (select ctid from ${id(model)} where ${from} < $1::timestamptz and (${where}) limit ${batch})`;
  if (empties === undefined) return tx.$executeRawUnsafe(`delete from ${id(model)} where ${some}`, before.toISOString());
  const sets = Object.keys(empties).map(
    (name) => `${id(name)} = (select ${id(name)} from jsonb_populate_record(null::${id(model)}, $2::jsonb))`,
  );
  return tx.$executeRawUnsafe(`update ${id(model)} set ${sets.join(', ')} where ${some}`, before.toISOString(), JSON.stringify(empties));
}
