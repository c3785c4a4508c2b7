/** Who speaks for an organisation and who looks after it: invited, handed over, left; and whether it stands in the directory. */
import { UserError } from '../../../errors.ts';
import type { Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import { askedOf, giveConsent, withdrawConsent } from '../../consent/service.ts';
import type { AppContext } from '../../context.ts';
import { syncPlaces } from '../../places/service.ts';
import { getOrganisation, type Organisation } from '../find/service.ts';
import { nameFor } from '../names.ts';
import { addPerson } from '../service.ts';
import * as notices from './notices.ts';
import { authorize, authorizeOwner } from './policy.ts';

/** Asks somebody to speak for it. @throws UserError not-yours, person-in-it */
export async function inviteTo(ctx: AppContext, id: string, personId: string): Promise<void> {
  await ctx.store.write(ctx, 'organisation.invite', async (tx) => {
    const organisation = await held(tx, id);
    authorizeOwner(ctx.actor, organisation, 'ownOrganisation.offer');
    const seat = organisation.persons.find((one) => one.personId === personId);
    if (seat) throw new UserError('organisation.person-in-it', { who: seat.person.name, name: nameFor(organisation, ctx.locale) });
    await offer(ctx, tx, organisation, 'seat', personId);
  });
}

/** Asks one of its people to be its owner; until they say yes, nothing changes. @throws UserError not-yours, not-in-it, owner-already */
export async function handOver(ctx: AppContext, id: string, personId: string): Promise<void> {
  await ctx.store.write(ctx, 'organisation.handOver', async (tx) => {
    const organisation = await held(tx, id);
    authorizeOwner(ctx.actor, organisation, 'ownOrganisation.offer');
    const name = nameFor(organisation, ctx.locale);
    const seat = organisation.persons.find((one) => one.personId === personId);
    if (!seat) throw new UserError('organisation.not-in-it', { name });
    if (seat.role === 'owner') throw new UserError('organisation.owner-already', { who: seat.person.name, name });
    await withdraw(ctx, tx, organisation, { kind: 'ownership' });
    await offer(ctx, tx, organisation, 'ownership', personId);
  });
}

/** By whoever was asked. @throws UserError offer-gone: answered, taken back, or overtaken */
export async function answerOffer(ctx: AppContext, id: string, yes: boolean): Promise<void> {
  authorize(ctx.actor, 'ownOrganisation.answer');
  const changed = await ctx.store.write(ctx, 'organisation.answerOffer', async (tx) => {
    const found = await tx.organisationOffer.findUnique({ where: { id } });
    if (found === null || found.personId !== ctx.actor.id) throw new UserError('organisation.offer-gone');
    const organisation = await held(tx, found.organisationId);
    const { count } = await tx.organisationOffer.updateMany({
      where: { id, state: 'open' },
      data: { state: yes ? 'accepted' : 'declined', answeredAt: ctx.clock.now() },
    });
    if (count === 0) throw new UserError('organisation.offer-gone');
    await audit(ctx, tx, 'organisation.answerOffer', `organisation:${organisation.id}`, { kind: found.kind, yes });
    if (yes && found.kind === 'seat') await addPerson(ctx, tx, organisation.id, ctx.actor.id);
    if (yes && found.kind === 'ownership') await makeOwner(ctx, tx, organisation, ctx.actor.id);
    await notices.offerAnswered(ctx, tx, id);
    return organisation.persons.map(({ personId }) => personId);
  });
  for (const person of [...changed, ctx.actor.id]) ctx.people.forget(person);
}

/** An owner hands over first, unless nobody else is there; then the secretariat is told. @throws UserError not-in-it, hand-over-first */
export async function leave(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'ownOrganisation.leave');
  await ctx.store.write(ctx, 'organisation.leave', async (tx) => {
    const organisation = await held(tx, id);
    const name = nameFor(organisation, ctx.locale);
    const seat = organisation.persons.find((one) => one.personId === ctx.actor.id);
    if (!seat) throw new UserError('organisation.not-in-it', { name });
    const alone = organisation.persons.length === 1;
    if (seat.role === 'owner' && !alone) throw new UserError('organisation.hand-over-first', { name });
    await tx.organisationPerson.update({
      where: { organisationId_personId: { organisationId: organisation.id, personId: ctx.actor.id } },
      data: { state: 'left', role: 'member' },
    });
    await withdraw(ctx, tx, organisation, alone ? {} : { personId: ctx.actor.id });
    await audit(ctx, tx, 'organisation.leave', `organisation:${organisation.id}`);
    await syncPlaces(ctx, tx, [ctx.actor.id]);
    if (alone) await notices.nobodyLeft(ctx, tx, organisation.id);
  });
  ctx.people.forget(ctx.actor.id);
}

/** Agrees for an organisation that it stands in the directory, to the words that are asked for now, or takes it back. */
export async function agreeToDirectory(ctx: AppContext, id: string, yes: boolean): Promise<void> {
  await ctx.store.write(ctx, 'organisation.consent', async (tx) => {
    const organisation = await held(tx, id);
    authorizeOwner(ctx.actor, organisation, 'ownOrganisation.consent');
    const whose = { organisationId: organisation.id };
    const asked = (await askedOf(tx, 'organisation')).find(({ purpose }) => purpose === DIRECTORY);
    if (!yes) await withdrawConsent(ctx, tx, whose, DIRECTORY);
    else if (asked) await giveConsent(ctx, tx, whose, { purpose: DIRECTORY, version: asked.version });
  });
}

/** The purpose of the consent to stand in the directory. */
export const DIRECTORY = 'directory';

/** Of two who change who speaks for it, one waits for the other. */
async function held(tx: Transaction, id: string): Promise<Organisation> {
  await tx.$queryRaw`select id from "Organisation" where id = ${id} for update`;
  return getOrganisation(tx, id);
}

/** One open question of a kind to a person at a time: asked again, the older one is void. */
async function offer(ctx: AppContext, tx: Transaction, organisation: Organisation, kind: 'seat' | 'ownership', personId: string) {
  await withdraw(ctx, tx, organisation, { kind, personId });
  const id = ctx.newId();
  await tx.organisationOffer.create({
    data: { id, organisationId: organisation.id, kind, personId, byId: ctx.actor.id, at: ctx.clock.now() },
  });
  await audit(ctx, tx, 'organisation.offer', `organisation:${organisation.id}`, { kind, person: personId });
  await notices.offered(ctx, tx, id, personId);
}

interface Some {
  readonly kind?: 'seat' | 'ownership';
  readonly personId?: string;
}

async function withdraw(ctx: AppContext, tx: Transaction, { id }: Organisation, some: Some): Promise<void> {
  const where = { organisationId: id, state: 'open' as const, ...some };
  const open = await tx.organisationOffer.findMany({ where, select: { id: true, personId: true } });
  await tx.organisationOffer.updateMany({ where, data: { state: 'withdrawn', answeredAt: ctx.clock.now() } });
  for (const one of open) await notices.offerWithdrawn(ctx, tx, one.id, one.personId);
}

/** Whoever was its owner stays one of its people. */
async function makeOwner(ctx: AppContext, tx: Transaction, organisation: Organisation, personId: string): Promise<void> {
  const { id } = organisation;
  const { count } = await tx.organisationPerson.updateMany({
    where: { organisationId: id, personId, state: 'active' },
    data: { role: 'owner' },
  });
  if (count === 0) throw new UserError('organisation.not-in-it', { name: nameFor(organisation, ctx.locale) });
  await tx.organisationPerson.updateMany({
    where: { organisationId: id, role: 'owner', personId: { not: personId } },
    data: { role: 'member' },
  });
  await withdraw(ctx, tx, organisation, { kind: 'ownership' });
}
