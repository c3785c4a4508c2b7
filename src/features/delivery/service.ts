/** Messages that were not delivered: seen to by the secretariat, one by one or all at once. What they say is nobody's business here. */
import type { Card } from '../../chat/card.ts';
import { type Destination, destinationSchema, placeOf } from '../../delivery/address.ts';
import { daily } from '../../delivery/messages.ts';
import { deliver, readable, wake } from '../../delivery/outbox.ts';
import { toPurpose } from '../../delivery/readers.ts';
import { UserError } from '../../errors.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import type { JobContext } from '../job.ts';
import { authorize } from './policy.ts';

export const ROWS = 5;

export interface Failed {
  readonly id: string;
  readonly to: Destination;
  /** Of the person; empty for a channel. */
  readonly name: string;
  /** Purpose of the channel and name of the workspace, where it is bound to one. */
  readonly purpose: string;
  readonly workspace: string;
  readonly reason: string;
  readonly attempts: number;
  readonly attemptedAt: Date;
}

export interface FailedPage {
  readonly rows: readonly Failed[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** The latest first. */
export async function failedDeliveries(ctx: AppContext, page: number): Promise<FailedPage> {
  authorize(ctx.actor, 'delivery.list');
  const { db } = ctx.store;
  const where = { state: 'failed' } as const;
  const total = await db.delivery.count({ where });
  const pages = Math.max(1, Math.ceil(total / ROWS));
  const at = Math.min(Math.max(0, page), pages - 1);
  const rows = await db.delivery.findMany({
    where,
    include: { person: { select: { name: true } } },
    orderBy: [{ attemptedAt: 'desc' }, { id: 'asc' }],
    skip: at * ROWS,
    take: ROWS,
  });
  const channels = await db.channel.findMany({ include: { workspace: true } });
  const failed = rows.map((row): Failed => {
    const to = destinationSchema.parse(row.address);
    const bound = channels.find(
      ({ externalId, workspace }) => to.kind === 'channel' && externalId === to.channel && workspace.externalId === to.workspace,
    );
    return {
      id: row.id,
      to,
      name: row.person?.name ?? '',
      purpose: bound?.purpose ?? '',
      workspace: bound?.workspace.name ?? '',
      reason: row.reason,
      attempts: row.attempts,
      attemptedAt: row.attemptedAt ?? row.createdAt,
    };
  });
  return { rows: failed, total, page: at, pages };
}

/** @throws UserError `delivery.gone` when it is not failed any more */
export async function retryDelivery(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'delivery.retry');
  await ctx.store.write(ctx, `delivery.retry ${id}`, async (tx) => {
    const [row] = await tx.delivery.updateManyAndReturn({ where: { id, state: 'failed' }, data: again(ctx), select: { lane: true } });
    if (!row) throw new UserError('delivery.gone');
    await wake(ctx, tx, row.lane);
    await audit(ctx, tx, 'delivery.retry', `delivery:${id}`);
  });
}

export async function retryAll(ctx: AppContext): Promise<void> {
  authorize(ctx.actor, 'delivery.retry');
  await ctx.store.write(ctx, 'delivery.retryAll', async (tx) => {
    const rows = await tx.delivery.updateManyAndReturn({ where: { state: 'failed' }, data: again(ctx), select: { lane: true } });
    for (const lane of new Set(rows.map((row) => row.lane))) await wake(ctx, tx, lane);
    await audit(ctx, tx, 'delivery.retry', 'delivery:all', { count: rows.length });
  });
}

/** @throws UserError `delivery.gone` */
export async function skipDelivery(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'delivery.skip');
  await ctx.store.write(ctx, `delivery.skip ${id}`, async (tx) => {
    const { count } = await tx.delivery.updateMany({ where: { id, state: 'failed' }, data: { state: 'skipped' } });
    if (count === 0) throw new UserError('delivery.gone');
    await audit(ctx, tx, 'delivery.skip', `delivery:${id}`);
  });
}

/** Shown to the one whom it is for, who was called in a channel. @throws UserError `delivery.gone` for everybody else */
export async function waitingMessage(ctx: AppContext, id: string): Promise<Card> {
  authorize(ctx.actor, 'delivery.read');
  const row = await ctx.store.db.delivery.findFirst({ where: { id, personId: ctx.actor.id } });
  const message = ctx.messages.find(({ name }) => name === row?.message);
  if (!row || !message) throw new UserError('delivery.gone');
  const t = ctx.translator(readable(ctx.locale, ctx.locales));
  const { clock, vocabulary, links, dated, timeZone } = ctx;
  const reader = { t, locale: t.locale, timeZone, personId: ctx.actor.id };
  const card = await message.render({ ...reader, db: ctx.store.db, clock, vocabulary, links, dated }, message.parse(row.params));
  return card ?? { blocks: [{ type: 'text', text: t('delivery.waiting.gone') }] };
}

/** A line to the secretariat on days on which something failed. */
export async function reportFailures(ctx: JobContext): Promise<void> {
  const now = ctx.clock.now();
  await ctx.store.write(ctx, 'delivery.report', async (tx) => {
    const { count } = await tx.delivery.updateMany({ where: { state: 'failed', reportedAt: null }, data: { reportedAt: now } });
    if (count === 0) return;
    const params = { from: now.toISOString(), until: now.toISOString(), count };
    for (const recipient of await toPurpose(tx, 'secretariat')) {
      await deliver(ctx, tx, { ...recipient, key: `delivery.daily:${now.toISOString()}:${placeOf(recipient.to)}`, message: daily, params });
    }
  });
}

/** As if it had never been tried; what may have arrived is looked for first. */
const again = (ctx: AppContext) =>
  ({ state: 'queued', attempts: 0, failure: null, reportedAt: null, notBefore: ctx.now, reason: '' }) as const;
