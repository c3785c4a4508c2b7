/** Keeps a search whose results go over several pages, so that its buttons work after a restart. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { UserError } from '../../errors.ts';
import type { AppContext } from '../context.ts';
import { authorize } from './policy.ts';
import { type SearchQuery, searchQuery } from './search.ts';

const DAYS = 30;
/** Lately kept ones, per store, need not be written again. */
const lately = new WeakMap<object, LRUCache<string, true>>();

/** The same search has the same id, whoever looks: nothing of a person is in it. */
export async function keepSearch(ctx: AppContext, query: SearchQuery): Promise<string> {
  authorize(ctx.actor, 'experience.search');
  const id = createHash('sha256')
    .update(JSON.stringify(Object.entries(query).sort()))
    .digest('base64url')
    .slice(0, 16);
  const kept = lately.get(ctx.store.db) ?? new LRUCache<string, true>({ max: 5000, ttl: 60 * 60 * 1000 });
  if (kept.has(id)) return id;
  await ctx.store.write(ctx, `search.keep.${id}`, async (tx) => {
    const now = ctx.clock.now();
    const expiresAt = new Date(now.getTime() + DAYS * 24 * 60 * 60 * 1000);
    await tx.savedSearch.deleteMany({ where: { expiresAt: { lt: now } } });
    await tx.savedSearch.upsert({ where: { id }, create: { id, query, expiresAt }, update: { expiresAt } });
  });
  lately.set(ctx.store.db, kept.set(id, true));
  return id;
}

/** @throws UserError search.expired */
export async function keptSearch(ctx: AppContext, id: string): Promise<SearchQuery> {
  authorize(ctx.actor, 'experience.search');
  const row = await ctx.store.db.savedSearch.findUnique({ where: { id } });
  if (!row) throw new UserError('search.expired');
  return searchQuery.parse(row.query);
}
