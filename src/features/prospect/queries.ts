/** Reads of suggestions: one, a page of them, and those that may be the same organisation. */
import { UserError } from '../../errors.ts';
import type { Database, Transaction } from '../../store/store.ts';
import { type Group, groups, type State } from './content.ts';

type Reader = Database | Transaction;

const whole = {
  suggestedBy: { select: { id: true, name: true } },
  decidedBy: { select: { name: true } },
  application: { select: { id: true, number: true } },
} as const;

export const prospectIfAny = (db: Reader, id: string) => db.prospect.findUnique({ where: { id }, include: whole });
export type Prospect = NonNullable<Awaited<ReturnType<typeof prospectIfAny>>>;

/** @throws UserError not-found */
export async function getProspect(db: Reader, id: string): Promise<Prospect> {
  const found = await prospectIfAny(db, id);
  if (!found) throw new UserError('prospect.not-found');
  return found;
}

/** What a link leads to; null for none of ours. */
export const prospectBehind = (db: Reader, token: string) => db.prospect.findUnique({ where: { token }, include: whole });

const PER_PAGE = 8;

export interface Listed {
  readonly rows: readonly Prospect[];
  readonly group: Group;
  readonly counts: Readonly<Record<Group, number>>;
  readonly page: number;
  readonly pages: number;
}

/** Whoever has waited longest first; what is over, the latest first. */
export async function listProspects(db: Database, group: Group, page: number): Promise<Listed> {
  const byState = await db.prospect.groupBy({ by: ['state'], _count: true });
  const count = (states: readonly State[]): number =>
    byState.filter(({ state }) => states.includes(state)).reduce((sum, { _count }) => sum + _count, 0);
  const counts = { waiting: count(groups.waiting), underWay: count(groups.underWay), over: count(groups.over) };
  const pages = Math.max(1, Math.ceil(counts[group] / PER_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const rows = await db.prospect.findMany({
    where: { state: { in: [...groups[group]] } },
    include: whole,
    orderBy: group === 'over' ? [{ updatedAt: 'desc' }, { number: 'desc' }] : [{ createdAt: 'asc' }, { number: 'asc' }],
    skip: at * PER_PAGE,
    take: PER_PAGE,
  });
  return { rows, group, counts, page: at, pages };
}

/** What is known of an organisation, for telling whether a suggestion meant it. */
export interface Described {
  readonly names: readonly string[];
  readonly kind: string;
  readonly country: string;
  readonly city: string;
  readonly domain: string;
}

export interface Alike {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly state: State;
  readonly because: 'domain' | 'name' | 'place';
}

const ALIKE = 0.5;

/** The same measure as for organisations: the same host, nearly the same name in a country that fits, one government of a city. */
export const alikeProspects = (
  db: Reader,
  given: Described,
  states: readonly State[],
  self = '',
): Promise<readonly Alike[]> => db.$queryRaw<Alike[]>`
  with given as (select distinct agora_bare_name(lower(unaccent(btrim(name)))) as bare from unnest(${[...given.names]}::text[]) name where btrim(name) <> ''),
  measured as (
    select p.*, (select coalesce(max(similarity(agora_bare_name(lower(unaccent(p.name))), g.bare)), 0) from given g) as likeness,
      (${given.domain} <> '' and p.domain = ${given.domain}) as hosted,
      (${given.city.trim()} <> '' and p.kind = ${given.kind} and p.kind in ('local-government', 'regional-government')
        and lower(unaccent(btrim(p.city))) = lower(unaccent(${given.city.trim()}))) as placed
    from "Prospect" p
    where p.id <> ${self} and p.state::text = any(${[...states]}::text[]) and (p.country = ${given.country} or ${given.country} = '' or p.domain = ${given.domain})
  )
  select id, number, name, state::text as state, case when hosted then 'domain' when likeness >= ${ALIKE} then 'name' else 'place' end as because
  from measured where hosted or likeness >= ${ALIKE} or placed
  order by hosted desc, likeness desc, number limit 4`;

export const causeOf = (token: string): string => `prospect:${token}`;
