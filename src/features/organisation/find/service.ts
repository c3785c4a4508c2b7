/** Reads of organisations: one by id, somebody's, by typing in any language, and those that may be the same. */
import type { Choice } from '../../../chat/card.ts';
import { short } from '../../../chat/compose.ts';
import { UserError } from '../../../errors.ts';
import { countryName } from '../../../i18n/countries.ts';
import { fold } from '../../../i18n/fold.ts';
import type { Database, Transaction } from '../../../store/store.ts';
import { nameFor, namesOf } from '../names.ts';

type Reader = Database | Transaction;

export type Organisation = Awaited<ReturnType<typeof findOrganisation>> & {};

/** With its membership and those who speak for it; follows a merge to the record that stands for it now. */
export async function findOrganisation(db: Reader, id: string) {
  const include = {
    membership: true,
    persons: { where: { state: 'active' }, include: { person: { select: { id: true, name: true } } }, orderBy: { since: 'asc' } },
  } as const;
  const found = await db.organisation.findUnique({ where: { id }, include });
  if (!found?.mergedIntoId) return found;
  // Whoever merges points everything at the last record, so one step is enough.
  return db.organisation.findUnique({ where: { id: found.mergedIntoId }, include });
}

/** @throws UserError organisation.not-found */
export async function getOrganisation(db: Reader, id: string): Promise<Organisation> {
  const found = await findOrganisation(db, id);
  if (!found) throw new UserError('organisation.not-found');
  return found;
}

/** Those that somebody speaks for, the one that they own first. */
export const organisationsOf = (db: Reader, personId: string) =>
  db.organisation.findMany({
    where: { state: 'present', persons: { some: { personId, state: 'active' } } },
    include: { membership: true, persons: { where: { personId } } },
    orderBy: { number: 'asc' },
  });

export interface Found {
  readonly id: string;
  readonly number: number;
  readonly names: unknown;
  readonly locale: string;
  readonly kind: string;
  readonly country: string;
  readonly city: string;
}

const SUGGESTED = 10;

/** By typing: names in any language that begin so or contain it; only where there is none, those that are nearly it. */
export async function searchOrganisations(db: Database, typed: string, limit = SUGGESTED): Promise<readonly Found[]> {
  const wanted = fold(typed);
  if (wanted === '') return [];
  const found = await containing(db, wanted, limit);
  return found.length > 0 ? found : nearly(db, wanted, limit);
}

function containing(db: Database, wanted: string, limit: number): Promise<readonly Found[]> {
  const pattern = `%${wanted.replaceAll(' ', '%')}%`;
  return db.$queryRaw<Found[]>`
    with found as (
      select "organisationId" as id, min(case when name like ${`${wanted}%`} then 0 else 1 end) as rank
      from "OrganisationName" where name like ${pattern} group by "organisationId"
    )
    select o.id, o.number, o.names, o.locale, o.kind, o.country, o.city
    from found f join "Organisation" o on o.id = f.id
    where o.state = 'present'
    order by f.rank, o.number limit ${limit}`;
}

/** A letter missing or wrong, in what distinguishes it from others. */
function nearly(db: Database, wanted: string, limit: number): Promise<readonly Found[]> {
  return db.$queryRaw<Found[]>`
    with given as (select agora_bare_name(lower(unaccent(${wanted}))) as bare),
    found as (
      select n."organisationId" as id, max(word_similarity(g.bare, n.bare)) as likeness
      from given g join "OrganisationName" n on g.bare <% n.bare group by 1
    )
    select o.id, o.number, o.names, o.locale, o.kind, o.country, o.city
    from found f join "Organisation" o on o.id = f.id
    where o.state = 'present'
    order by f.likeness desc, o.number limit ${limit}`;
}

/** Names are offered from this many letters on: nobody is to leaf through the network. */
const LETTERS = 3;

/** The same as choices, each with its place, since names come twice. */
export async function suggest(db: Database, locale: string, typed: string, limit = SUGGESTED): Promise<readonly Choice[]> {
  if (fold(typed).length < LETTERS) return [];
  return (await searchOrganisations(db, typed, limit)).map((found) => choiceOf(found, locale));
}

/** An id, or the one organisation that has this name in some language; undefined where none or several have. */
export async function findByName(db: Database, locale: string, given: string): Promise<Choice | undefined> {
  const byId = await db.organisation.findFirst({ where: { id: given.trim(), state: 'present' } });
  if (byId) return choiceOf(byId, locale);
  const wanted = fold(given);
  const found = await searchOrganisations(db, given, SUGGESTED);
  const exact = found.filter((one) => Object.values(namesOf(one)).some((name) => fold(name) === wanted));
  const labelled = found.filter((one) => fold(choiceOf(one, locale).label) === wanted);
  for (const meant of [labelled, exact, found]) if (meant.length === 1 && meant[0]) return choiceOf(meant[0], locale);
  return undefined;
}

const LABEL = 100;

function choiceOf(organisation: Pick<Found, 'id' | 'names' | 'locale' | 'country' | 'city'>, locale: string): Choice {
  const place = [organisation.city, organisation.country === '' ? '' : countryName(organisation.country, locale)].filter(
    (part) => part !== '',
  );
  return { value: organisation.id, label: short([nameFor(organisation, locale), ...place].join(', '), LABEL) };
}

/** What is known of an organisation that may be in our records already. */
export interface Described {
  /** Its names, in whatever languages. */
  readonly names: readonly string[];
  readonly kind: string;
  readonly country: string;
  readonly city: string;
  /** See `domainOf`; empty for none. */
  readonly domain: string;
}

export interface Likely extends Found {
  readonly because: 'domain' | 'name' | 'place';
  /** Of the likest two names: share of three-letter groups in common. */
  readonly likeness: number;
  /** State of its membership; null where it has none. */
  readonly membership: string | null;
}

/** "Ville de Grenoble" meets "City of Grenoble" and "Grenoble-Alpes", since what most names of cities have is left aside; it does not meet Lyon. */
const ALIKE = 0.5;
const SHOWN = 5;

/**
 * The surest first: the same host, then a name that is nearly the same, then the same kind in the same city, which is how
 * "City of Munich" and "Landeshauptstadt München" meet. Names count only where the countries do not contradict each other.
 */
export async function likelyDuplicates(db: Database, given: Described, self = '', limit = SHOWN): Promise<readonly Likely[]> {
  const names = given.names.map((name) => name.trim()).filter((name) => name !== '');
  const [, found] = await db.$transaction([
    db.$queryRaw`select set_config('pg_trgm.similarity_threshold', ${String(ALIKE)}, true)`,
    db.$queryRaw<Likely[]>`
    with given as (select distinct agora_bare_name(lower(unaccent(name))) as bare from unnest(${names}::text[]) name),
    named as (
      select n."organisationId" as id, max(similarity(n.bare, g.bare)) as score
      from given g join "OrganisationName" n on n.bare % g.bare group by 1
    ), hosted as (
      select id from "Organisation" where ${given.domain} <> '' and domain = ${given.domain}
    ), placed as (
      select id from "Organisation"
      where ${given.city.trim()} <> '' and country = ${given.country} and "cityKey" = lower(unaccent(${given.city.trim()})) and kind = ${given.kind}
    ), found as (
      select id from named union select id from hosted union select id from placed
    )
    select o.id, o.number, o.names, o.locale, o.kind, o.country, o.city, coalesce(n.score, 0)::float8 as likeness, m.state::text as membership,
      case when h.id is not null then 'domain' when n.id is not null then 'name' else 'place' end as because
    from found f join "Organisation" o on o.id = f.id
    left join named n on n.id = f.id left join hosted h on h.id = f.id left join placed p on p.id = f.id
    left join "Membership" m on m."organisationId" = f.id
    where o.state = 'present' and o.id <> ${self}
      and (h.id is not null or p.id is not null or o.country = ${given.country} or o.country = '' or ${given.country} = '')
    order by (h.id is not null) desc, coalesce(n.score, 0) desc, o.number limit ${limit}`,
  ]);
  return found;
}
