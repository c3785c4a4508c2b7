/** What a merge writes down to be taken back: what the record said before and after, and which rows came from where. Pure. */
import { z } from 'zod';

const list = z.array(z.string());
const columns = z.object({
  names: z.record(z.string(), z.string()),
  locale: z.string(),
  kind: z.string(),
  country: z.string(),
  city: z.string(),
  sizeBand: z.string(),
  languages: list,
  themes: list,
  website: z.string(),
  domain: z.string(),
  needs: z.string(),
  offers: z.string(),
});
export type Columns = z.infer<typeof columns>;

const state = z.enum(['active', 'inactive', 'archived']);
const instant = z.coerce.date().nullable();
const membership = z
  .object({ category: z.string(), state, since: instant, confirmedAt: instant, stateSince: z.coerce.date(), reason: z.string() })
  .nullable();
export type MembershipSnapshot = z.infer<typeof membership>;

export const snapshotSchema = z.object({
  before: columns,
  after: columns,
  membership: z.object({ kept: membership, gone: membership, after: membership }),
  /** Ids of what went over. */
  contacts: list,
  consents: list,
  applications: list,
  inquiries: list.default([]),
  offers: list.default([]),
  persons: list,
  /** Owners of the record that went, who are members now. */
  demoted: list,
  /** Records that had been merged into the one that went. */
  repointed: list,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** The values that the merge changed and nobody has changed since, as they were. */
export function undone({ before, after }: Pick<Snapshot, 'before' | 'after'>, now: Columns): Partial<Columns> {
  const keys = Object.keys(before).filter((key): key is keyof Columns => key in now);
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
  const back = keys.filter((key) => !same(before[key], after[key]) && same(now[key], after[key])).map((key) => [key, before[key]]);
  return Object.fromEntries(back);
}

/** The store keeps an object's keys in an order of its own. */
function sorted(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).sort() : value;
}
