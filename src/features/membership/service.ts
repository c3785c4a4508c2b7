/** Everything that changes an application: sent in, sent back, declined, withdrawn, admitted. One transaction each, one door for each change of state. */
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { noteAddressesRead } from '../organisation/contacts/service.ts';
import { getOrganisation } from '../organisation/find/service.ts';
import { askWithin } from '../organisation/service.ts';
import { followApplication } from '../prospect/follow/service.ts';
import { admitWithin } from './admission/service.ts';
import { type Content, isOpen, mayBecome, type State } from './content.ts';
import * as notices from './notices.ts';
import { authorize, authorizeDecide, authorizeOwn, authorizeRead } from './policy.ts';
import { type Application, getApplication, underWay } from './queries.ts';
import { titleOf } from './words.ts';

export type Sent =
  | { readonly type: 'application'; readonly id: string }
  /** The organisation is a member: its owner, or the secretariat, is asked to let them in. */
  | { readonly type: 'asked'; readonly organisation: string };

/**
 * Sends it in, for the first time or again (`before`: what was sent in already). For an organisation that is a member, and
 * which the applicant does not speak for, it becomes a request to belong to it: there is no second membership.
 * @throws UserError under-way, changed: nothing is lost, the draft stays
 */
export async function submitApplication(ctx: AppContext, content: Content, before?: string): Promise<Sent> {
  authorize(ctx.actor, 'application.submit');
  return ctx.store.write(ctx, 'application.submit', async (tx) => {
    const there = before === undefined ? undefined : await getApplication(tx, before);
    if (there) authorizeOwn(ctx.actor, 'application.submit', there);
    let said = content;
    if (content.organisationId !== undefined) {
      await tx.$queryRaw`select id from "Organisation" where id = ${content.organisationId} for update`;
      const organisation = await getOrganisation(tx, content.organisationId);
      // Two records that turned out to be one: it is for the one that stands for them.
      said = { ...content, organisationId: organisation.id };
      const member = organisation.membership?.state === 'active';
      const theirs = organisation.persons.some(({ personId }) => personId === ctx.actor.id);
      if (member && !theirs) {
        if (there) {
          await change(tx, there, 'withdrawn', 'withdrawn', {});
          await follow(ctx, tx, there.id);
        }
        await askWithin(ctx, tx, organisation.id, content.answers.title);
        return { type: 'asked', organisation: organisation.id };
      }
      if (content.kind === 'promoter' && !(member && theirs)) throw new UserError('application.members-only');
      if (content.kind === 'membership' && member) throw new UserError('application.member-already');
    }
    await mustBeTheOnlyOne(ctx, tx, said, there);
    const id = there === undefined ? await write(ctx, tx, said) : await writeAgain(ctx, tx, there, said);
    const application = await getApplication(tx, id);
    await audit(ctx, tx, 'application.submit', `application:${id}`, { kind: content.kind, revision: application.revision });
    await follow(ctx, tx, id);
    await notices.submitted(ctx, tx, application);
    return { type: 'application', id };
  });
}

/** Sent back with a word, or declined with a reason. `version`: what was looked at. @throws UserError own, changed */
export async function decideApplication(
  ctx: AppContext,
  id: string,
  version: number,
  verdict: 'more' | 'declined',
  why: { readonly reason: string; readonly page: string },
): Promise<void> {
  await ctx.store.write(ctx, `application.${verdict}`, async (tx) => {
    const before = await toDecide(ctx, tx, id, version);
    await change(tx, before, verdict, verdict, { ...why, decidedById: ctx.actor.id, decidedAt: ctx.clock.now() });
    await audit(ctx, tx, `application.${verdict}`, `application:${id}`);
    await follow(ctx, tx, id);
    await notices.decided(ctx, tx, await getApplication(tx, id));
  });
}

/** Into the network: the record, who speaks for it, contacts, consents, membership. @throws UserError own, changed */
export async function admitApplication(ctx: AppContext, id: string, version: number): Promise<void> {
  const persons = await ctx.store.write(ctx, 'application.admitted', async (tx) => {
    const before = await toDecide(ctx, tx, id, version);
    await change(tx, before, 'admitted', 'admitted', { reason: '', page: '', decidedById: ctx.actor.id, decidedAt: ctx.clock.now() });
    const admitted = await admitWithin(ctx, tx, before);
    await audit(ctx, tx, 'application.admitted', `application:${id}`, { organisation: admitted.organisationId, category: before.category });
    await follow(ctx, tx, id);
    await notices.decided(ctx, tx, await getApplication(tx, id));
    return [...admitted.persons];
  });
  // What they may do has changed.
  for (const person of persons) ctx.people.forget(person);
}

/** The secretariat sees that it is for a record that is there; `undefined`: for a new one after all. @throws UserError own, changed */
export async function setRecord(ctx: AppContext, id: string, version: number, organisationId: string | undefined): Promise<void> {
  await ctx.store.write(ctx, 'application.record', async (tx) => {
    const before = await toDecide(ctx, tx, id, version);
    if (before.kind === 'promoter') throw new UserError('application.changed', { name: titleOf(before, ctx.locale) });
    const organisation = organisationId === undefined ? undefined : await getOrganisation(tx, organisationId);
    await change(tx, before, 'record', before.state, { organisationId: organisation?.id ?? null });
    await audit(ctx, tx, 'application.record', `application:${id}`, { organisation: organisation?.id ?? null });
    await notices.redrawQueue(ctx, tx, await getApplication(tx, id));
  });
}

export async function withdrawApplication(ctx: AppContext, id: string): Promise<void> {
  await ctx.store.write(ctx, 'application.withdraw', async (tx) => {
    const before = await getApplication(tx, id);
    authorizeOwn(ctx.actor, 'application.withdraw', before);
    await change(tx, before, 'withdrawn', 'withdrawn', {});
    await audit(ctx, tx, 'application.withdraw', `application:${id}`);
    await follow(ctx, tx, id);
    await notices.redrawQueue(ctx, tx, await getApplication(tx, id));
  });
}

/** Contacts stand in it: that one of the secretariat reads them is written down. */
export async function noteReading(ctx: AppContext, application: Application): Promise<void> {
  authorizeRead(ctx.actor, application);
  if (application.applicantId === ctx.actor.id) return;
  const applicant = application.applicantId === null ? [] : [{ personId: application.applicantId }];
  const addresses = application.contacts.map(({ email }) => email);
  await noteAddressesRead(ctx, addresses, applicant, 'application');
  await ctx.store.write(ctx, 'application.readContacts', (tx) =>
    audit(ctx, tx, 'application.readContacts', `application:${application.id}`),
  );
}

/** Suggestions of this organisation go on with its application. */
async function follow(ctx: AppContext, tx: Transaction, id: string): Promise<void> {
  const { state, kind, answers } = await getApplication(tx, id);
  const { names, kind: organisationKind, country, city, website } = answers.organisation;
  const applied = { id, state, kind, names: Object.values(names), organisationKind, country, city, website };
  await followApplication(ctx, tx, applied, ctx.actor.id);
}

type Change = Parameters<Transaction['application']['updateMany']>[0]['data'];

async function toDecide(ctx: AppContext, tx: Transaction, id: string, version: number): Promise<Application> {
  const found = await getApplication(tx, id);
  authorizeDecide(ctx.actor, found);
  if (found.version !== version) throw new UserError('application.changed', { name: titleOf(found, ctx.locale) });
  return found;
}

/** The one door: from a state that leads there, and only if nobody was quicker. @throws UserError changed */
async function change(
  tx: Transaction,
  before: Application,
  way: Parameters<typeof mayBecome>[1] | 'record',
  state: State,
  data: Change,
): Promise<void> {
  const tooLate = new UserError('application.changed', { name: titleOf(before, before.locale) });
  if (!(way === 'record' ? isOpen(before.state) : mayBecome(before.state, way))) throw tooLate;
  const { count } = await tx.application.updateMany({
    where: { id: before.id, version: before.version },
    data: { ...data, state, version: { increment: 1 } },
  });
  if (count === 0) throw tooLate;
}

/** One at a time for an organisation; for one that is not there yet, one at a time of a person and a name. */
async function mustBeTheOnlyOne(ctx: AppContext, tx: Transaction, content: Content, there: Application | undefined): Promise<void> {
  if (content.organisationId === undefined) {
    await tx.$queryRaw`select id from "Person" where id = ${ctx.actor.id} for update`;
    const own = await underWay(tx, { applicantId: ctx.actor.id, organisationId: null });
    const names = Object.values(content.answers.organisation.names);
    for (const { id } of own) {
      if (id === there?.id) continue;
      const { answers } = await getApplication(tx, id);
      if (Object.values(answers.organisation.names).some((name) => names.includes(name)))
        throw new UserError('application.under-way', { name: names[0] ?? '' });
    }
    return;
  }
  const others = (await underWay(tx, { organisationId: content.organisationId })).filter(({ id }) => id !== there?.id);
  if (others.length > 0) throw new UserError('application.under-way', { name: Object.values(content.answers.organisation.names)[0] ?? '' });
}

const columns = ({ organisationId, contacts, notThese, consents, ...content }: Content) => ({
  ...content,
  organisationId: organisationId ?? null,
  contacts: contacts.map((contact) => ({ ...contact })),
  consents: { ...consents },
  notThese: [...notThese],
});

async function write(ctx: AppContext, tx: Transaction, content: Content): Promise<string> {
  const [id, now] = [ctx.newId(), ctx.clock.now()];
  await tx.application.create({ data: { ...columns(content), id, applicantId: ctx.actor.id, submittedAt: now, sentAt: now } });
  return id;
}

async function writeAgain(ctx: AppContext, tx: Transaction, there: Application, content: Content): Promise<string> {
  const data = { ...columns(content), sentAt: ctx.clock.now(), revision: { increment: 1 }, reason: '', page: '' };
  await change(tx, there, 'sent', 'submitted', data);
  return there.id;
}
