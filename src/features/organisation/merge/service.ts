/** Makes two records of one organisation one, field by field, with nothing lost; takes it back; and says that two are not the same. */
import { UserError } from '../../../errors.ts';
import { localizedSchema } from '../../../i18n/localized.ts';
import type { Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import { syncPlaces } from '../../places/service.ts';
import { type Choices, differencesOf, proposed, together } from './fields.ts';
import { pairKey } from './pairs.ts';
import { authorize } from './policy.ts';
import { type Columns, type MembershipSnapshot, type Snapshot, snapshotSchema, undone } from './snapshot.ts';

/**
 * `keptId` stays; persons, contacts, consents, applications and the membership of `goneId` go over to it. Fields that are in
 * no choice become what `proposed` says.
 * @returns the merge's id. @throws UserError organisation.not-two when one of them is not there any more
 */
export async function mergeOrganisations(ctx: AppContext, keptId: string, goneId: string, choices: Choices): Promise<string> {
  authorize(ctx.actor, 'organisation.merge');
  return ctx.store.write(ctx, `organisation.merge ${keptId} ${goneId}`, async (tx) => {
    const [kept, gone] = await lockBoth(tx, keptId, goneId);
    const all = { ...Object.fromEntries(differencesOf(kept, gone).map((one) => [one.field, proposed(one)])), ...choices };
    const after = together(kept, gone, all);
    const membership = await mergeMemberships(tx, kept, gone, all);
    const snapshot: Snapshot = {
      before: columnsOf(kept),
      after,
      membership,
      ...(await moveRows(tx, keptId, goneId)),
      repointed: (
        await tx.organisation.updateManyAndReturn({ where: { mergedIntoId: goneId }, data: { mergedIntoId: keptId }, select: { id: true } })
      ).map(({ id }) => id),
    };
    const raised = { version: { increment: 1 } };
    await tx.organisation.update({ where: { id: keptId }, data: { ...after, ...raised } });
    await tx.organisation.update({ where: { id: goneId }, data: { state: 'merged', mergedIntoId: keptId, ...raised } });
    const id = ctx.newId();
    await tx.organisationMerge.create({
      data: { id, keptId, goneId, snapshot: JSON.parse(JSON.stringify(snapshot)), at: ctx.clock.now() },
    });
    await syncPlaces(ctx, tx, await speakersOf(tx, keptId, goneId));
    await audit(ctx, tx, 'organisation.merge', `organisation:${keptId}`, { from: goneId, merge: id });
    await audit(ctx, tx, 'organisation.mergedInto', `organisation:${goneId}`, { into: keptId, merge: id });
    return id;
  });
}

/** What has been changed since stays as it was changed. @throws UserError organisation.merge-gone when there is nothing to take back */
export async function undoMerge(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'organisation.undoMerge');
  await ctx.store.write(ctx, `organisation.undoMerge ${id}`, async (tx) => {
    const merge = await tx.organisationMerge.findUnique({ where: { id } });
    if (!merge || merge.undoneAt !== null) throw new UserError('organisation.merge-gone');
    const { keptId, goneId } = merge;
    await tx.$queryRaw`select id from "Organisation" where id in (${keptId}, ${goneId}) order by id for update`;
    const kept = await tx.organisation.findUniqueOrThrow({ where: { id: keptId }, include: { membership: true } });
    const gone = await tx.organisation.findUniqueOrThrow({ where: { id: goneId } });
    // A later merge of the one that stayed has to be taken back first.
    if (kept.state !== 'present' || gone.mergedIntoId !== keptId) throw new UserError('organisation.merge-gone');
    const snapshot = snapshotSchema.parse(merge.snapshot);
    await tx.organisation.update({ where: { id: keptId }, data: { ...undone(snapshot, columnsOf(kept)), version: { increment: 1 } } });
    await tx.organisation.update({ where: { id: goneId }, data: { state: 'present', mergedIntoId: null, version: { increment: 1 } } });
    const mine = (ids: readonly string[]) => ({
      where: { id: { in: [...ids] }, organisationId: keptId },
      data: { organisationId: goneId },
    });
    await tx.contact.updateMany(mine(snapshot.contacts));
    await tx.consent.updateMany(mine(snapshot.consents));
    await tx.application.updateMany(mine(snapshot.applications));
    await tx.campaignInquiry.updateMany(mine(snapshot.inquiries));
    await tx.organisationOffer.updateMany(mine(snapshot.offers));
    await tx.organisationPerson.updateMany({
      where: { organisationId: keptId, personId: { in: snapshot.demoted }, role: 'member' },
      data: { role: 'owner' },
    });
    await tx.organisationPerson.updateMany({
      where: { organisationId: keptId, personId: { in: snapshot.persons } },
      data: { organisationId: goneId },
    });
    await tx.organisation.updateMany({ where: { id: { in: snapshot.repointed }, mergedIntoId: keptId }, data: { mergedIntoId: goneId } });
    await splitMemberships(tx, keptId, goneId, snapshot.membership);
    await syncPlaces(ctx, tx, await speakersOf(tx, keptId, goneId));
    await tx.organisationMerge.update({ where: { id }, data: { undoneAt: ctx.clock.now() } });
    await audit(ctx, tx, 'organisation.undoMerge', `organisation:${keptId}`, { from: goneId, merge: id });
    await audit(ctx, tx, 'organisation.undoMerge', `organisation:${goneId}`, { into: keptId, merge: id });
  });
}

/** They look alike and are not the same: not shown as a pair again. */
export async function keepApart(ctx: AppContext, a: string, b: string): Promise<void> {
  authorize(ctx.actor, 'organisation.keepApart');
  const [oneId, otherId] = pairKey(a, b);
  await ctx.store.write(ctx, `organisation.keepApart ${oneId} ${otherId}`, async (tx) => {
    await lockBoth(tx, oneId, otherId);
    await tx.distinctOrganisations.createMany({ data: [{ oneId, otherId, at: ctx.clock.now() }], skipDuplicates: true });
    await audit(ctx, tx, 'organisation.keepApart', `organisation:${oneId}`, { other: otherId });
  });
}

async function lockBoth(tx: Transaction, keptId: string, goneId: string) {
  await tx.$queryRaw`select id from "Organisation" where id in (${keptId}, ${goneId}) order by id for update`;
  const rows = await tx.organisation.findMany({ where: { id: { in: [keptId, goneId] }, state: 'present' }, include: { membership: true } });
  const [kept, gone] = [rows.find(({ id }) => id === keptId), rows.find(({ id }) => id === goneId)];
  if (!kept || !gone || keptId === goneId) throw new UserError('organisation.not-two');
  return [kept, gone] as const;
}
type Locked = Awaited<ReturnType<typeof lockBoth>>[number];

function columnsOf(row: Omit<Locked, 'membership'>): Columns {
  const { locale, kind, country, city, sizeBand, languages, themes, website, domain, needs, offers } = row;
  return {
    names: { ...localizedSchema.parse(row.names) },
    locale,
    kind,
    country,
    city,
    sizeBand,
    languages,
    themes,
    website,
    domain,
    needs,
    offers,
  };
}

/** Somebody who speaks for both speaks for one; of two owners the one of the record that stays owns it. */
async function moveRows(tx: Transaction, keptId: string, goneId: string) {
  const over = { where: { organisationId: goneId }, data: { organisationId: keptId }, select: { id: true } } as const;
  const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
  const [theirs, ours] = [
    await tx.organisationPerson.findMany({ where: { organisationId: goneId } }),
    await tx.organisationPerson.findMany({ where: { organisationId: keptId } }),
  ];
  const persons = theirs.filter(({ personId }) => !ours.some((one) => one.personId === personId)).map(({ personId }) => personId);
  const owned = ours.some(({ role, state }) => role === 'owner' && state === 'active');
  const demoted = owned
    ? theirs.filter(({ role, personId }) => role === 'owner' && persons.includes(personId)).map(({ personId }) => personId)
    : [];
  await tx.organisationPerson.updateMany({ where: { organisationId: goneId, personId: { in: demoted } }, data: { role: 'member' } });
  await tx.organisationPerson.updateMany({
    where: { organisationId: goneId, personId: { in: persons } },
    data: { organisationId: keptId },
  });
  return {
    contacts: ids(await tx.contact.updateManyAndReturn(over)),
    consents: ids(await tx.consent.updateManyAndReturn(over)),
    applications: ids(await tx.application.updateManyAndReturn(over)),
    inquiries: await moveInquiries(tx, keptId, goneId),
    offers: ids(await tx.organisationOffer.updateManyAndReturn(over)),
    persons,
    demoted,
  };
}

/** Their places on the platforms follow from which membership they have now. */
async function speakersOf(tx: Transaction, keptId: string, goneId: string): Promise<readonly string[]> {
  const where = { organisationId: { in: [keptId, goneId] }, state: 'active' as const };
  return (await tx.organisationPerson.findMany({ where, select: { personId: true } })).map(({ personId }) => personId);
}

/** Both may have been asked in one campaign: then each keeps its own. */
async function moveInquiries(tx: Transaction, keptId: string, goneId: string): Promise<string[]> {
  const ours = await tx.campaignInquiry.findMany({ where: { organisationId: keptId }, select: { campaignId: true } });
  const moved = await tx.campaignInquiry.updateManyAndReturn({
    where: { organisationId: goneId, campaignId: { notIn: ours.map(({ campaignId }) => campaignId) } },
    data: { organisationId: keptId },
    select: { id: true },
  });
  return moved.map(({ id }) => id);
}

/** One membership for one organisation: since the earlier, confirmed the later of the two. */
async function mergeMemberships(tx: Transaction, kept: Locked, gone: Locked, choices: Choices): Promise<Snapshot['membership']> {
  const before = { kept: membershipOf(kept), gone: membershipOf(gone) };
  const { kept: ours, gone: theirs } = before;
  if (theirs === null) return { ...before, after: ours };
  await tx.membership.delete({ where: { organisationId: gone.id } });
  const after: NonNullable<MembershipSnapshot> =
    ours === null
      ? theirs
      : {
          ...ours,
          category: choices.category === 'other' ? theirs.category : ours.category,
          ...(choices.state === 'other' ? { state: theirs.state, stateSince: theirs.stateSince, reason: theirs.reason } : {}),
          since: earlier(ours.since, theirs.since),
          confirmedAt: later(ours.confirmedAt, theirs.confirmedAt),
        };
  await tx.membership.upsert({
    where: { organisationId: kept.id },
    create: { ...after, organisationId: kept.id },
    update: { ...after, version: { increment: 1 } },
  });
  return { ...before, after };
}

/** Each has what it had; what happened to the common one since stays with the one that stays. */
async function splitMemberships(
  tx: Transaction,
  keptId: string,
  goneId: string,
  { kept, gone, after }: Snapshot['membership'],
): Promise<void> {
  if (gone !== null) {
    await tx.membership.upsert({ where: { organisationId: goneId }, create: { ...gone, organisationId: goneId }, update: {} });
  }
  const now = await tx.membership.findUnique({ where: { organisationId: keptId } });
  const untouched = now !== null && after !== null && now.state === after.state && now.category === after.category;
  if (!untouched) return;
  if (kept === null) await tx.membership.delete({ where: { organisationId: keptId } });
  else await tx.membership.update({ where: { organisationId: keptId }, data: { ...kept, version: { increment: 1 } } });
}

function membershipOf({ membership }: Locked): MembershipSnapshot {
  if (membership === null) return null;
  const { category, state, since, confirmedAt, stateSince, reason } = membership;
  return { category, state, since, confirmedAt, stateSince, reason };
}

const earlier = (a: Date | null, b: Date | null): Date | null => (a === null || b === null ? (a ?? b) : a < b ? a : b);
const later = (a: Date | null, b: Date | null): Date | null => (a === null || b === null ? (a ?? b) : a > b ? a : b);
