/** Keeps a search of the directory whose results go over several pages, so that its buttons work after a restart. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { UserError } from '../../../errors.ts';
import type { AppContext } from '../../context.ts';
import { authorize } from './policy.ts';
import { type DirectoryQuery, directoryQuery } from './query.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;
/** Lately kept ones, per store, need not be written again. */
const lately = new WeakMap<object, LRUCache<string, true>>();

/** The same search has the same id, whoever looks: nothing of a person is in it. */
export async function keepDirectorySearch(ctx: AppContext, query: DirectoryQuery): Promise<string> {
  authorize(ctx.actor, 'directory.search');
  const hash = createHash('sha256')
    .update(JSON.stringify(Object.entries(query).sort()))
    .digest('base64url');
  const id = `d-${hash.slice(0, 16)}`;
  const kept = lately.get(ctx.store.db) ?? new LRUCache<string, true>({ max: 5000, ttl: 60 * 60 * 1000 });
  if (kept.has(id)) return id;
  await ctx.store.write(ctx, `directory.keep.${id}`, async (tx) => {
    const now = ctx.clock.now();
    const expiresAt = new Date(now.getTime() + DAYS * DAY_MS);
    await tx.savedSearch.deleteMany({ where: { expiresAt: { lt: now } } });
    await tx.savedSearch.upsert({ where: { id }, create: { id, query, expiresAt }, update: { expiresAt } });
  });
  lately.set(ctx.store.db, kept.set(id, true));
  return id;
}

/** @throws UserError search.expired */
export async function keptDirectorySearch(ctx: AppContext, id: string): Promise<DirectoryQuery> {
  authorize(ctx.actor, 'directory.search');
  const row = await ctx.store.db.savedSearch.findUnique({ where: { id } });
  if (!row) throw new UserError('search.expired');
  return directoryQuery.parse(row.query);
}
