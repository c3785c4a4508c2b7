/** What a person reads of themselves: who they are here, their organisations, accounts, language and zone. Reads only. */
import type { AppContext } from '../context.ts';
import { organisationsOf } from '../organisation/find/service.ts';
import { nameFor } from '../organisation/names.ts';
import { authorize } from './policy.ts';

export interface Profile {
  readonly name: string;
  readonly role: string;
  /** Language and zone in force, and whether they chose them. */
  readonly locale: string;
  readonly ownLocale: boolean;
  readonly timeZone: string;
  readonly ownZone: boolean;
  readonly organisations: readonly Seat[];
  readonly accounts: readonly Account[];
}
export interface Seat {
  readonly id: string;
  readonly name: string;
  readonly owner: boolean;
  readonly title: string;
  /** Of its membership; empty where it is no member. */
  readonly category: string;
  /** Whether it stands in the directory. */
  readonly listed: boolean;
}
export interface Account {
  readonly platform: string;
  readonly name: string;
  readonly workspace: string;
}

export async function profileOf(ctx: AppContext): Promise<Profile> {
  authorize(ctx.actor, 'person.profile');
  const { db } = ctx.store;
  const person = await db.person.findUniqueOrThrow({
    where: { id: ctx.actor.id },
    include: { identities: { orderBy: [{ platform: 'asc' }, { seenAt: 'desc' }] } },
  });
  const workspaces = await db.workspace.findMany({ select: { platform: true, externalId: true, name: true } });
  const placeName = new Map(workspaces.map((place) => [`${place.platform}/${place.externalId}`, place.name]));
  const organisations = await organisationsOf(db, ctx.actor.id);
  const listed = await db.directoryEntry.findMany({
    where: { organisationId: { in: organisations.map(({ id }) => id) } },
    select: { organisationId: true },
  });
  const inDirectory = new Set(listed.map(({ organisationId }) => organisationId));
  return {
    name: person.name,
    role: ctx.actor.role,
    locale: ctx.locale,
    ownLocale: person.locale !== null,
    timeZone: ctx.timeZone,
    ownZone: person.timeZone !== null,
    organisations: organisations.map((organisation) => ({
      id: organisation.id,
      name: nameFor(organisation, ctx.locale),
      owner: organisation.persons.some(({ role }) => role === 'owner'),
      title: organisation.persons[0]?.title ?? '',
      category: organisation.membership?.state === 'active' ? organisation.membership.category : '',
      listed: inDirectory.has(organisation.id),
    })),
    accounts: person.identities.map(({ platform, workspace, name }) => ({
      platform,
      name,
      workspace: placeName.get(`${platform}/${workspace}`) ?? '',
    })),
  };
}
