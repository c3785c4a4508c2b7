/** Drafts: what somebody has typed into a form so far. The only writer of them. */
import type { RawValues } from '../../chat/platform.ts';
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { authorize } from './policy.ts';
import { type DraftRecord, type Labels, parse } from './record.ts';

export type { DraftRecord, Labels };

export interface NewDraft {
  readonly form: string;
  readonly formVersion: number;
  readonly subject: string | undefined;
  readonly raw: RawValues;
  readonly labels: Labels;
  readonly position: string;
  readonly days?: number;
}
export interface DraftChange {
  /** Fields that were given; others stay as they are. */
  readonly raw: RawValues;
  readonly labels: Labels;
  readonly position: string;
  readonly title: string;
}

/** Days from the last save. */
export const KEPT_DAYS = 60;
/** One more than a card shows, so that it can say that there are more. */
const LISTED = 9;
const DAY_MS = 86_400_000;

/** Forms that are made from a command's options; their drafts are of no interest afterwards. */
export const COMMAND_FORM = 'command/';

export async function beginDraft(ctx: AppContext, draft: NewDraft): Promise<string> {
  authorize(ctx.actor, 'draft.write');
  return ctx.store.write(ctx, 'draft.begin', async (tx) => {
    const { days, ...data } = draft;
    const id = ctx.newId();
    const expiresAt = inDays(ctx.now, days ?? KEPT_DAYS);
    await tx.draft.create({
      data: {
        ...data,
        raw: mutable(data.raw),
        subject: data.subject ?? null,
        id,
        personId: ctx.actor.id,
        expiresAt,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      },
    });
    return id;
  });
}

/** One's own open draft. @throws UserError `draft.gone`, `draft.submitted` */
export async function readDraft(ctx: AppContext, id: string): Promise<DraftRecord> {
  authorize(ctx.actor, 'draft.read');
  const found = await ctx.store.db.draft.findFirst({ where: { id, personId: ctx.actor.id } });
  if (found?.state === 'submitted') throw new UserError('draft.submitted');
  if (found?.state !== 'open' || found.expiresAt <= ctx.now) throw new UserError('draft.gone');
  return parse(found);
}

/** The latest open draft of a form about the same thing into which something has been typed. */
export async function findDraft(ctx: AppContext, form: string, subject: string | undefined): Promise<DraftRecord | undefined> {
  authorize(ctx.actor, 'draft.read');
  const found = await ctx.store.db.draft.findFirst({
    where: { ...underWay(ctx), form, subject: subject ?? null },
    orderBy: { updatedAt: 'desc' },
  });
  return found ? parse(found) : undefined;
}

/** One's own drafts under way, the latest first. */
export async function listDrafts(ctx: AppContext, limit = LISTED): Promise<readonly DraftRecord[]> {
  authorize(ctx.actor, 'draft.read');
  const found = await ctx.store.db.draft.findMany({
    where: { ...underWay(ctx), NOT: { form: { startsWith: COMMAND_FORM } } },
    orderBy: { updatedAt: 'desc' },
    take: limit,
  });
  return found.map(parse);
}

/**
 * Adds what a sheet gave to what is there, field by field, in one statement: two sheets saved at once lose nothing.
 * @throws UserError `draft.gone`
 */
export async function saveDraft(ctx: AppContext, id: string, change: DraftChange): Promise<void> {
  authorize(ctx.actor, 'draft.write');
  await ctx.store.write(ctx, `draft.save ${id}`, async (tx) => {
    const saved = await tx.$executeRaw`
      update "Draft" set
        raw = raw || ${JSON.stringify(change.raw)}::jsonb,
        labels = labels || ${JSON.stringify(change.labels)}::jsonb,
        position = ${change.position},
        title = ${change.title},
        version = version + 1,
        "expiresAt" = greatest("expiresAt", ${inDays(ctx.now, KEPT_DAYS)}),
        "updatedAt" = ${ctx.now}
      where id = ${id} and "personId" = ${ctx.actor.id} and state = 'open'`;
    if (saved === 0) throw new UserError('draft.gone');
  });
}

/** The form has changed since: what still parses takes the place of what was there. */
export async function carryOver(
  ctx: AppContext,
  draft: DraftRecord,
  formVersion: number,
  kept: Pick<DraftChange, 'raw' | 'labels'>,
): Promise<void> {
  authorize(ctx.actor, 'draft.write');
  await ctx.store.write(ctx, `draft.carry ${draft.id}`, async (tx) => {
    await tx.draft.updateMany({
      where: { id: draft.id, personId: ctx.actor.id, formVersion: draft.formVersion },
      data: { formVersion, raw: mutable(kept.raw), labels: kept.labels },
    });
  });
}

/** @throws UserError `draft.gone` when there is nothing to discard. */
export async function discardDraft(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'draft.discard');
  await ctx.store.write(ctx, `draft.discard ${id}`, async (tx) => {
    const { count } = await tx.draft.updateMany({
      where: { id, ...mine(ctx) },
      data: { state: 'discarded', raw: {}, labels: {}, title: '' },
    });
    if (count === 0) throw new UserError('draft.gone');
    await audit(ctx, tx, 'draft.discarded', `draft:${id}`);
  });
}

/**
 * The context in which a form's `submit` runs: its first write closes the draft in the same transaction, so that a
 * draft is submitted exactly once and never without what it was for. A second press finds it closed.
 */
export function submittingContext(ctx: AppContext, id: string): { readonly ctx: AppContext; finish(): Promise<void> } {
  authorize(ctx.actor, 'draft.write');
  let closed = false;
  const close = async (tx: Transaction): Promise<void> => {
    const { count } = await tx.draft.updateMany({ where: { id, ...mine(ctx) }, data: { state: 'submitted', raw: {}, labels: {} } });
    if (count === 0) throw new UserError('draft.submitted');
  };
  const write: AppContext['store']['write'] = async (by, step, work) => {
    if (closed) return ctx.store.write(by, step, work);
    const result = await ctx.store.write(by, step, async (tx) => {
      await close(tx);
      return work(tx);
    });
    closed = true;
    return result;
  };
  return {
    ctx: { ...ctx, store: { ...ctx.store, write } },
    /** For a form that wrote nothing. */
    finish: async () => {
      if (!closed) await ctx.store.write(ctx, `draft.close ${id}`, close);
    },
  };
}

const mine = (ctx: AppContext) => ({ personId: ctx.actor.id, state: 'open' }) as const;
const underWay = (ctx: AppContext) => ({ ...mine(ctx), version: { gt: 0 }, expiresAt: { gt: ctx.now } }) as const;
const inDays = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS);
const mutable = (raw: RawValues): Record<string, string[]> =>
  Object.fromEntries(Object.entries(raw).map(([field, values]) => [field, [...values]]));
