/** Reads of an organisation for those who speak for it: its people, who asks to join them, who is asked. */
import { UserError } from '../../../errors.ts';
import type { Database, Transaction } from '../../../store/store.ts';
import type { AppContext } from '../../context.ts';
import { getOrganisation, type Organisation } from '../find/service.ts';
import { authorize, mayRead } from './policy.ts';

type Reader = Database | Transaction;

/** @throws UserError not-found: what one may not read does not exist for them */
export async function readOwn(ctx: AppContext, id: string): Promise<Organisation> {
  authorize(ctx.actor, 'ownOrganisation.read');
  const organisation = await getOrganisation(ctx.store.db, id);
  if (!mayRead(ctx.actor, organisation)) throw new UserError('organisation.not-found');
  return organisation;
}

export interface Seat {
  readonly personId: string;
  readonly name: string;
  readonly title: string;
  readonly role: string;
}
export interface People {
  readonly active: readonly Seat[];
  readonly asking: readonly Seat[];
  readonly offers: readonly { readonly name: string; readonly kind: 'seat' | 'ownership' }[];
}

/** More than anybody can answer on one card. */
const MOST = 50;

export async function peopleOf(ctx: AppContext, id: string): Promise<People> {
  authorize(ctx.actor, 'ownOrganisation.read');
  const { db } = ctx.store;
  const rows = await db.organisationPerson.findMany({
    where: { organisationId: id, state: { in: ['active', 'asked'] } },
    include: { person: { select: { name: true } } },
    orderBy: [{ since: 'asc' }, { personId: 'asc' }],
    take: MOST,
  });
  const offers = await db.organisationOffer.findMany({
    where: { organisationId: id, state: 'open' },
    include: { person: { select: { name: true } } },
    orderBy: { at: 'asc' },
    take: MOST,
  });
  const seats = rows.map(({ personId, person, title, role, state }) => ({ personId, name: person.name, title, role, state }));
  const active = seats.filter(({ state }) => state === 'active');
  return {
    active: active.toSorted((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner')),
    asking: seats.filter(({ state }) => state === 'asked'),
    offers: offers.map(({ person, kind }) => ({ name: person.name, kind })),
  };
}

export const offerById = (db: Reader, id: string) =>
  db.organisationOffer.findUnique({
    where: { id },
    include: { organisation: true, person: { select: { name: true } }, by: { select: { name: true } } },
  });
export type Offer = NonNullable<Awaited<ReturnType<typeof offerById>>>;

export const isListed = async (db: Reader, id: string): Promise<boolean> =>
  (await db.directoryEntry.count({ where: { organisationId: id } })) > 0;
