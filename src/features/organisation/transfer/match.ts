/** Which organisations the rows of a list are already here: by where they came from, a name in any language, their host. Reads only. */
import { z } from 'zod';
import type { Store } from '../../../store/store.ts';
import { domainOf } from '../names.ts';
import type { MemberRecord } from './content.ts';

/** Hosts where anybody has a mailbox: they say nothing of the organisation. */
const ANYBODY =
  /^(gmail|googlemail|hotmail|outlook|live|yahoo|ymail|icloud|me|aol|gmx|proton|protonmail|msn|web|orange|wanadoo|free|laposte|uol|bol|terra|telefonica)\./;

export interface Matches {
  /** The one that it is. */
  readonly id: string | undefined;
  /** Several that it could be: nobody can decide that but a person. */
  readonly several: readonly number[];
  /** Another local government in the same city: perhaps the same. */
  readonly near: readonly number[];
}

const foundRow = z.object({ at: z.number(), id: z.string(), number: z.number(), because: z.enum(['source', 'name', 'domain', 'place']) });

/**
 * A record that came from this very source is found by its id there; another of that source is somebody else, whatever it is
 * called. A name that went with a merge leads to the record that stands now. The rest is found by name (countries and cities may be missing, and may not contradict), else by host and kind.
 */
export async function matchesOf(db: Store['db'], records: readonly MemberRecord[]): Promise<readonly Matches[]> {
  const given = records.map(({ source, sourceId, content }, at) => ({
    at,
    source,
    id: sourceId,
    names: Object.values(content.names),
    country: content.country,
    city: content.city,
    kind: content.kind,
    hosts: hostsOf(content),
  }));
  const rows = z.array(foundRow).parse(
    await db.$queryRaw`
    with g as materialized (select * from json_to_recordset(${JSON.stringify(given)}::json)
      as r(at int, source text, id text, names text[], country text, city text, kind text, hosts text[])),
    named as (select at, lower(unaccent(btrim(name))) as name from g cross join lateral unnest(names) name),
    hosted as (select at, host from g cross join lateral unnest(hosts) host),
    found as (
      select g.at, coalesce(o."mergedIntoId", o.id) as id, 'source' as because
      from g join "Organisation" o on (o.source = g.source and o."sourceId" = g.id)
      union select g.at, coalesce(o."mergedIntoId", o.id), 'source'
      from g join "Organisation" o on o.id = g.id where g.source = 'agora' and o.source is null
      union select g.at, coalesce(o."mergedIntoId", o.id), 'name'
      from g join named n on n.at = g.at join "OrganisationName" k on k.name = n.name join "Organisation" o on o.id = k."organisationId"
      where o.state <> 'dissolved' and o.source is distinct from g.source
        and (o.country = g.country or o.country = '' or g.country = '')
        and (o."cityKey" = lower(unaccent(btrim(g.city))) or o.city = '' or g.city = '')
      union select g.at, coalesce(o."mergedIntoId", o.id), 'domain'
      from g join hosted h on h.at = g.at join "Organisation" o on o.domain = h.host
      where o.state <> 'dissolved' and o.source is distinct from g.source
        and (o.country = g.country or o.country = '' or g.country = '') and (o.kind = g.kind or g.kind = '')
      union select g.at, o.id, 'place'
      from g join "Organisation" o on o.country = g.country and o."cityKey" = lower(unaccent(btrim(g.city)))
      where g.kind = 'local-government' and g.city <> '' and o.kind = g.kind and o.state = 'present' and o.source is distinct from g.source
    )
    select f.at, f.id, o.number, f.because from found f join "Organisation" o on o.id = f.id order by f.at, o.number`,
  );
  const byRecord = Map.groupBy(rows, ({ at }) => at);
  return records.map((_, at) => decided(byRecord.get(at) ?? []));
}

function decided(found: readonly z.infer<typeof foundRow>[]): Matches {
  for (const sure of ['source', 'name', 'domain'] as const) {
    const these = found.filter(({ because }) => because === sure);
    const [one, ...others] = these;
    if (one && others.length === 0) return { id: one.id, several: [], near: [] };
    if (one) return { id: undefined, several: these.map(({ number }) => number), near: [] };
  }
  return { id: undefined, several: [], near: found.map(({ number }) => number) };
}

function hostsOf({ domain, contacts }: MemberRecord['content']): readonly string[] {
  const mail = contacts.map(({ email }) => domainOf(email.slice(email.lastIndexOf('@') + 1))).filter((host) => !ANYBODY.test(host));
  return [...new Set([domain, ...mail])].filter((host) => host !== '');
}
