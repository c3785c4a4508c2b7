/** Which members look inactive, and why: read from everything that is a sign of life. */
import { z } from 'zod';
import type { Database, Transaction } from '../../store/store.ts';
import { type Criteria, defaultCriteria, type Facts, type Reason, reasonsOf } from './criteria.ts';

export const CRITERIA = 'members';

export async function criteriaOf(db: Database | Transaction): Promise<Criteria> {
  return (await db.reviewCriteria.findUnique({ where: { id: CRITERIA } })) ?? defaultCriteria;
}

export interface Suspect {
  readonly id: string;
  readonly number: number;
  readonly names: unknown;
  readonly locale: string;
  readonly country: string;
  readonly city: string;
  readonly because: readonly Reason[];
  /** Of somebody here. */
  readonly byChat: boolean;
  readonly byMail: boolean;
}

const row = z.object({
  id: z.string(),
  number: z.number(),
  names: z.unknown(),
  locale: z.string(),
  country: z.string(),
  city: z.string(),
  persons: z.number(),
  contacts: z.number(),
  bounces: z.array(z.number()),
  lastSign: z.coerce.date().nullable(),
  answered: z.boolean(),
});

/** Members that are in no campaign just now; by their numbers. */
export async function suspectsOf(db: Database | Transaction, criteria: Criteria, now: Date): Promise<readonly Suspect[]> {
  const rows = z.array(row).parse(
    await db.$queryRaw`
    with people as (
      select op."organisationId" as id, count(distinct p.id)::int as persons, max(i."seenAt") as seen
      from "OrganisationPerson" op join "Person" p on p.id = op."personId" left join "Identity" i on i."personId" = p.id
      where op.state = 'active' group by 1
    ), sheets as (
      select op."organisationId" as id, max(greatest(e."submittedAt", e."publishedAt")) as at
      from "OrganisationPerson" op join "Experience" e on e."ownerId" = op."personId" where op.state = 'active' group by 1
    ), reach as (
      select "organisationId" as id, count(*) filter (where email <> '')::int as contacts,
        coalesce(array_agg(bounces) filter (where email <> ''), '{}') as bounces, max("answeredAt") as answered
      from "Contact" group by 1
    ), applied as (
      select "organisationId" as id, max("sentAt") as at from "Application" where "organisationId" is not null group by 1
    )
    select o.id, o.number, o.names, o.locale, o.country, o.city, coalesce(p.persons, 0) as persons, coalesce(r.contacts, 0) as contacts,
      coalesce(r.bounces, '{}') as bounces, greatest(m."confirmedAt", m.since, p.seen, s.at, r.answered, a.at) as "lastSign",
      (m."confirmedAt" is not null or r.answered is not null or a.at is not null) as answered
    from "Organisation" o join "Membership" m on m."organisationId" = o.id
    left join people p on p.id = o.id left join sheets s on s.id = o.id left join reach r on r.id = o.id left join applied a on a.id = o.id
    where o.state = 'present' and m.state <> 'archived' and not exists (
      select 1 from "CampaignInquiry" q join "Campaign" c on c.id = q."campaignId" where q."organisationId" = o.id and c.state = 'running')
    order by o.number`,
  );
  return rows.flatMap((found) => {
    const { persons, contacts, bounces, lastSign, answered, ...organisation } = found;
    const facts: Facts = { persons, contacts, bounces, lastSign: lastSign ?? undefined, answered };
    const because = reasonsOf(facts, criteria, now);
    return because.length === 0 ? [] : [{ ...organisation, because, byChat: persons > 0, byMail: contacts > 0 }];
  });
}
