/** Everything that changes an organisation and who speaks for it. What runs inside somebody else's transaction takes it as `tx`. */
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { syncPlaces } from '../places/service.ts';
import { type Content, changedFields, contentOf } from './content.ts';
import { getOrganisation, type Organisation } from './find/service.ts';
import { domainOf, nameFor } from './names.ts';
import * as notices from './notices.ts';
import { authorize, authorizeChange, speaksFor } from './policy.ts';

/** A new record, without a membership and without anybody who speaks for it. Whether it is there already is the caller's to ask. */
export async function createOrganisation(ctx: AppContext, tx: Transaction, content: Content): Promise<string> {
  authorize(ctx.actor, 'organisation.create');
  const id = ctx.newId();
  await tx.organisation.create({ data: { ...columns(content), id, createdAt: ctx.clock.now() } });
  await audit(ctx, tx, 'organisation.create', `organisation:${id}`);
  return id;
}

/** What an application or a campaign says of it; the caller has checked who says so. Changes nothing where nothing is new. */
export async function keepContent(ctx: AppContext, tx: Transaction, organisation: Organisation, content: Content): Promise<void> {
  authorize(ctx.actor, 'organisation.create');
  const changed = changedFields(contentOf(organisation), content);
  if (changed.length === 0) return;
  const { count } = await tx.organisation.updateMany({
    where: { id: organisation.id, version: organisation.version },
    data: { ...columns(content), version: { increment: 1 } },
  });
  if (count === 0) throw new UserError('organisation.changed', { name: nameFor(organisation, ctx.locale) });
  await audit(ctx, tx, 'organisation.change', `organisation:${organisation.id}`, { fields: changed.join(' ') });
}

/** By its owner or the secretariat. `version`: what was looked at. @throws UserError not-yours, changed */
export async function changeOrganisation(ctx: AppContext, id: string, version: number, content: Content): Promise<void> {
  await ctx.store.write(ctx, 'organisation.change', async (tx) => {
    const organisation = await getOrganisation(tx, id);
    authorizeChange(ctx.actor, organisation, 'organisation.change');
    if (organisation.version !== version) throw new UserError('organisation.changed', { name: nameFor(organisation, ctx.locale) });
    await keepContent(ctx, tx, organisation, content);
  });
}

/** Somebody belongs to it from now on; the first becomes its owner. Who says so is the caller's to check. */
export async function addPerson(ctx: AppContext, tx: Transaction, id: string, personId: string, title = ''): Promise<void> {
  authorize(ctx.actor, 'organisation.create');
  await hold(tx, id);
  const owner = await tx.organisationPerson.findFirst({ where: { organisationId: id, role: 'owner', state: 'active' } });
  const role = owner === null || owner.personId === personId ? 'owner' : 'member';
  const data = { role, state: 'active', decidedBy: ctx.actor.id, ...(title === '' ? {} : { title }) } as const;
  await tx.organisationPerson.upsert({
    where: { organisationId_personId: { organisationId: id, personId } },
    create: { ...data, organisationId: id, personId, since: ctx.clock.now() },
    update: data,
  });
  await audit(ctx, tx, 'organisation.join', `organisation:${id}`, { person: personId, role });
  await syncPlaces(ctx, tx, [personId]);
}

/** Asks to belong to an organisation that is there; its owner, or the secretariat, says yes or no. @throws UserError in-it */
export async function askToBelong(ctx: AppContext, id: string, title: string): Promise<void> {
  authorize(ctx.actor, 'organisation.ask');
  await ctx.store.write(ctx, 'organisation.ask', (tx) => askWithin(ctx, tx, id, title));
}

/** The same within somebody else's write. */
export async function askWithin(ctx: AppContext, tx: Transaction, id: string, title: string): Promise<void> {
  authorize(ctx.actor, 'organisation.ask');
  const organisation = await getOrganisation(tx, id);
  if (speaksFor(ctx.actor, organisation)) throw new UserError('organisation.in-it', { name: nameFor(organisation, ctx.locale) });
  const data = { state: 'asked', role: 'member', title, decidedBy: '', since: ctx.clock.now() } as const;
  await tx.organisationPerson.upsert({
    where: { organisationId_personId: { organisationId: organisation.id, personId: ctx.actor.id } },
    create: { ...data, organisationId: organisation.id, personId: ctx.actor.id },
    update: data,
  });
  await audit(ctx, tx, 'organisation.ask', `organisation:${organisation.id}`);
  await notices.asked(ctx, tx, organisation, ctx.actor.id);
}

/** @throws UserError not-yours, answered: somebody else was quicker */
export async function answerRequest(ctx: AppContext, id: string, personId: string, yes: boolean): Promise<void> {
  await ctx.store.write(ctx, 'organisation.answer', async (tx) => {
    await hold(tx, id);
    const organisation = await getOrganisation(tx, id);
    authorizeChange(ctx.actor, organisation, 'organisation.answer');
    if (personId === ctx.actor.id) throw new UserError('organisation.own-request');
    const state = yes ? 'active' : 'declined';
    // Whoever comes first where nobody speaks for it yet is its owner, as in `addPerson`.
    const role = organisation.persons.some((one) => one.role === 'owner') ? 'member' : 'owner';
    const { count } = await tx.organisationPerson.updateMany({
      where: { organisationId: id, personId, state: 'asked' },
      data: { state, decidedBy: ctx.actor.id, ...(yes ? { role, since: ctx.clock.now() } : {}) },
    });
    if (count === 0) throw new UserError('organisation.answered');
    await audit(ctx, tx, 'organisation.answer', `organisation:${id}`, { person: personId, yes });
    await notices.answered(ctx, tx, organisation, personId, yes);
    if (yes) await syncPlaces(ctx, tx, [personId]);
  });
  ctx.people.forget(personId);
}

/** Of two who change who speaks for it, one waits for the other. */
async function hold(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`select id from "Organisation" where id = ${id} for update`;
}

const columns = (content: Content) => ({ ...content, domain: domainOf(content.website) });
