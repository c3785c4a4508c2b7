/** Who asked to hear of a kind of thing, narrowed by what each of them is interested in. */
import type { Transaction } from '../store/store.ts';

export interface About {
  /** news, events, calls or experiences */
  readonly kind: string;
  /** Keys of themes and ISO codes of countries that it is about; empty: about none in particular. */
  readonly themes: readonly string[];
  readonly countries: readonly string[];
}

/**
 * Ids of persons, in order. Whoever chose themes hears of what is about one of them or about none in particular; whoever
 * chose none hears of all. The same for countries.
 */
export async function subscribersOf(db: Pick<Transaction, '$queryRaw'>, { kind, themes, countries }: About): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select s."personId" as id from "Subscription" s
    where s.facet = 'kind' and s.value = ${kind}
      and (${themes.length === 0} or not exists (select 1 from "Subscription" t where t."personId" = s."personId" and t.facet = 'theme')
        or exists (select 1 from "Subscription" t where t."personId" = s."personId" and t.facet = 'theme' and t.value = any(${[...themes]}::text[])))
      and (${countries.length === 0} or not exists (select 1 from "Subscription" c where c."personId" = s."personId" and c.facet = 'country')
        or exists (select 1 from "Subscription" c where c."personId" = s."personId" and c.facet = 'country' and c.value = any(${[...countries]}::text[])))
    order by s."personId"`;
  return rows.map(({ id }) => id);
}
