/** Sheets that may tell the same experience: a title that is nearly the same, or the same city in the same years. */
import type { Database } from '../../store/store.ts';
import type { Content } from './content.ts';
import { years } from './rules.ts';

export interface Near {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly city: string;
  readonly country: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly ongoing: boolean;
  readonly because: 'title' | 'place';
}

/** Share of three-letter groups in common. At .5 "Youth budget of Grenoble" meets "Youth budgets, Grenoble" and not "Youth council of Grenoble". */
const ALIKE = 0.5;
const SHOWN = 4;

/**
 * At most four, the likest title first. Accents, case and language do not matter to the place; a title is compared as
 * letters, so translations meet by place and years. `all`: sheets under review count too, for those who review.
 */
export async function nearDuplicates(db: Database, content: Content, self: string | undefined, all: boolean): Promise<readonly Near[]> {
  const { startYear, endYear } = years(content);
  const until = content.ongoing ? null : (endYear ?? startYear);
  const states = all ? ['published', 'submitted', 'changesRequested'] : ['published'];
  const [, found] = await db.$transaction([
    // The index hands on only titles that are alike enough: a third of the work of its default.
    db.$queryRaw`select set_config('pg_trgm.similarity_threshold', ${String(ALIKE)}, true)`,
    db.$queryRaw<Near[]>`
    with alike as (
      select "experienceId" as id, similarity(title, lower(unaccent(${content.title}))) as score
      from "ExperienceSearch" where title % lower(unaccent(${content.title}))
      union all
      select id, similarity(lower(unaccent(title)), lower(unaccent(${content.title})))
      from "Experience" where ${all} and state in ('submitted', 'changesRequested')
    ), here as (
      select id from "Experience"
      where ${content.city} <> '' and country = ${content.country} and lower(unaccent(city)) = lower(unaccent(${content.city}))
        and "startYear" <= coalesce(${until}::int, 9999) and (ongoing or coalesce("endYear", "startYear") >= ${startYear}::int)
        and state::text = any(${states}::text[])
    ), found as (
      select id, max(score) as score from (select id, score from alike where score >= ${ALIKE} union all select id, 0 from here) both_ways group by id
    )
    select e.id, e.number, e.title, e.state::text as state, e.city, e.country, e."startsOn", e."endsOn", e.ongoing,
      case when f.score > 0 then 'title' else 'place' end as because
    from found f join "Experience" e on e.id = f.id
    where e.id <> ${self ?? ''}
    order by f.score desc, e.number limit ${SHOWN}`,
  ]);
  return found;
}
