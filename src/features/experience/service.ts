/** Everything that changes a sheet: submitted, edited, decided on, withdrawn, written together. One transaction each. */
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import { type Content, contentOf } from './content.ts';
import * as notices from './notices.ts';
import { authorize, authorizeEdit, authorizeOwn, authorizeReview, isAuthor, mayReview } from './policy.ts';
import { contentAt, getSheet, latest, type Sheet, tooLate, waiting } from './queries.ts';
import { completeness, merge, years } from './rules.ts';

export interface Submitted {
  readonly id: string;
  readonly revision: number;
  /** `review`: an editor looks at it now. `proposed`: so too, and what was published stays until then. `live`: published at once. */
  readonly fate: 'review' | 'proposed' | 'live' | 'unchanged';
}

export async function submitExperience(ctx: AppContext, content: Content): Promise<Submitted> {
  authorize(ctx.actor, 'experience.submit');
  return ctx.store.write(ctx, 'experience.submit', async (tx) => {
    const now = ctx.clock.now();
    const id = ctx.newId();
    await tx.experience.create({ data: { ...columns(content), id, state: 'submitted', ownerId: ctx.actor.id, submittedAt: now } });
    await keepRevision(ctx, tx, id, 1, content);
    await audit(ctx, tx, 'experience.submit', `experience:${id}`);
    await notices.submitted(ctx, tx, await getSheet(tx, id), 1);
    return { id, revision: 1, fate: 'review' };
  });
}

/**
 * An edit that began at revision `from`. What others changed meanwhile stays where this edit did not touch it.
 * An author's edit goes to review; on a published sheet, what is published stays until then. A reviewer's edit is live.
 */
export async function reviseExperience(ctx: AppContext, id: string, from: number, edited: Content): Promise<Submitted> {
  return ctx.store.write(ctx, 'experience.revise', async (tx) => {
    const sheet = await getSheet(tx, id);
    authorizeEdit(ctx.actor, sheet);
    if (sheet.state === 'withdrawn' || sheet.state === 'declined') throw new UserError('experience.closed', { title: sheet.title });
    const newest = await latest(tx, sheet);
    const { content } = merge(await contentAt(tx, sheet, from), newest.content, edited);
    const published = sheet.state === 'published';
    const live = published && mayReview(ctx.actor, sheet);
    if (live && sheet.proposed !== null) throw new UserError('experience.proposal-waiting', { title: sheet.title });
    if (sheet.state !== 'changesRequested' && JSON.stringify(content) === JSON.stringify(newest.content)) {
      return { id, revision: newest.number, fate: 'unchanged' };
    }
    // An imported sheet comes without revisions: what it said is kept before it changes.
    await keepRevision(ctx, tx, id, sheet.revision, contentOf(sheet), null);
    const revision = newest.number + 1;
    await keepRevision(ctx, tx, id, revision, content);
    const now = ctx.clock.now();
    await change(
      tx,
      sheet,
      published && !live
        ? { proposed: revision, submittedAt: now }
        : { ...columns(content), revision, ...(published ? {} : { state: 'submitted' as const, submittedAt: now }) },
    );
    await audit(ctx, tx, 'experience.revise', `experience:${id}`, { revision });
    const after = await getSheet(tx, id);
    if (live) await notices.changedWhilePublished(ctx, tx, after);
    else await notices.submitted(ctx, tx, after, revision);
    return { id, revision, fate: live ? 'live' : published ? 'proposed' : 'review' };
  });
}

export async function publishExperience(ctx: AppContext, id: string, revision: number): Promise<void> {
  await ctx.store.write(ctx, 'experience.publish', async (tx) => {
    const sheet = await underReview(ctx, tx, id, revision, 'experience.publish');
    const now = ctx.clock.now();
    const first = sheet.publishedAt === null;
    await change(tx, sheet, {
      ...columns(await contentAt(tx, sheet, revision)),
      state: 'published',
      revision,
      proposed: null,
      ...(first ? { publishedAt: now } : {}),
    });
    await decide(ctx, tx, sheet, revision, 'published');
    await notices.published(ctx, tx, await getSheet(tx, id), first);
  });
}

export interface WhatToChange {
  /** In the editor's words. */
  readonly comment: string;
  /** The form's page that it is about; empty for none. */
  readonly page: string;
}

export async function requestChanges(ctx: AppContext, id: string, revision: number, what: WhatToChange): Promise<void> {
  await ctx.store.write(ctx, 'experience.requestChanges', async (tx) => {
    const sheet = await underReview(ctx, tx, id, revision, 'experience.requestChanges');
    await change(tx, sheet, sheet.state === 'published' ? { proposed: null } : { state: 'changesRequested' });
    const decision = await decide(ctx, tx, sheet, revision, 'changesRequested', what);
    await notices.changesRequested(ctx, tx, await getSheet(tx, id), revision, decision);
  });
}

/** A declined revision of a published sheet leaves the sheet published as it was. */
export async function declineExperience(ctx: AppContext, id: string, revision: number, reason: string): Promise<void> {
  await ctx.store.write(ctx, 'experience.decline', async (tx) => {
    const sheet = await underReview(ctx, tx, id, revision, 'experience.decline');
    await change(tx, sheet, sheet.state === 'published' ? { proposed: null } : { state: 'declined' });
    const decision = await decide(ctx, tx, sheet, revision, 'declined', { comment: reason, page: '' });
    await notices.declined(ctx, tx, await getSheet(tx, id), revision, decision);
  });
}

export async function withdrawExperience(ctx: AppContext, id: string): Promise<void> {
  await ctx.store.write(ctx, 'experience.withdraw', async (tx) => {
    const sheet = await getSheet(tx, id);
    authorizeOwn(ctx.actor, 'experience.withdraw', sheet);
    if (sheet.state === 'withdrawn') throw new UserError('experience.closed', { title: sheet.title });
    await change(tx, sheet, { state: 'withdrawn', proposed: null });
    await audit(ctx, tx, 'experience.withdraw', `experience:${id}`);
    await notices.withdrawn(ctx, tx, await getSheet(tx, id));
  });
}

export async function inviteCoAuthor(ctx: AppContext, id: string, personId: string): Promise<void> {
  await ctx.store.write(ctx, 'experience.invite', async (tx) => {
    const sheet = await getSheet(tx, id);
    authorizeOwn(ctx.actor, 'experience.invite', sheet);
    if (sheet.state === 'withdrawn' || sheet.state === 'declined') throw new UserError('experience.closed', { title: sheet.title });
    if (isAuthor({ id: personId }, sheet)) throw new UserError('experience.already-author');
    const now = ctx.clock.now();
    await tx.coAuthor.upsert({
      where: { experienceId_personId: { experienceId: id, personId } },
      create: { experienceId: id, personId, invitedAt: now },
      update: { state: 'invited', invitedAt: now, answeredAt: null },
    });
    await audit(ctx, tx, 'experience.invite', `experience:${id}`, { person: personId });
    await notices.invited(ctx, tx, sheet, personId, now);
  });
}

export async function answerInvitation(ctx: AppContext, id: string, yes: boolean): Promise<void> {
  authorize(ctx.actor, 'experience.answerInvitation');
  await ctx.store.write(ctx, 'experience.answerInvitation', async (tx) => {
    const sheet = await getSheet(tx, id);
    const { count } = await tx.coAuthor.updateMany({
      where: { experienceId: id, personId: ctx.actor.id, state: 'invited' },
      data: { state: yes ? 'confirmed' : 'declined', answeredAt: ctx.clock.now() },
    });
    if (count === 0) throw new UserError('experience.no-invitation');
    await audit(ctx, tx, 'experience.answerInvitation', `experience:${id}`, { yes });
    await notices.invitationAnswered(ctx, tx, sheet, yes);
  });
}

type Change = Parameters<Transaction['experience']['updateMany']>[0]['data'];

/** A sheet names nobody twice, and its owner not as a co-author. A confirmed authorship counts before an open invitation. */
export async function absorbExperiences(tx: Transaction, from: string, to: string): Promise<void> {
  const theirs = await tx.coAuthor.findMany({ where: { personId: from } });
  for (const { experienceId, state, answeredAt } of theirs) {
    const mine = await tx.coAuthor.findUnique({ where: { experienceId_personId: { experienceId, personId: to } } });
    const where = { experienceId_personId: { experienceId, personId: mine ? to : from } };
    if (!mine) await tx.coAuthor.update({ where, data: { personId: to } });
    else if (state === 'confirmed') await tx.coAuthor.update({ where, data: { state, answeredAt } });
  }
  await tx.coAuthor.deleteMany({ where: { OR: [{ personId: from }, { personId: to, experience: { ownerId: { in: [from, to] } } }] } });
}

/** What nobody but them has to do with goes with them; what was published, put to a call or written with others stays without them. */
export async function eraseExperiences(
  ctx: Pick<AppContext, 'queue' | 'newId' | 'clock'>,
  tx: Transaction,
  persons: readonly string[],
): Promise<void> {
  const theirs = { in: [...persons] };
  const alone = await tx.experience.findMany({
    where: {
      ownerId: theirs,
      state: { not: 'published' },
      candidacies: { none: {} },
      coAuthors: { none: { state: 'confirmed', personId: { notIn: [...persons] } } },
    },
    select: { id: true },
  });
  for (const { id } of alone) await notices.erased(ctx, tx, await getSheet(tx, id));
  await tx.experience.deleteMany({ where: { id: { in: alone.map(({ id }) => id) } } });
  const others = await tx.experience.findMany({ where: { ownerId: theirs, state: 'published' }, select: { id: true } });
  await tx.experience.updateMany({ where: { ownerId: theirs }, data: { ownerId: null } });
  for (const { id } of others) await notices.changedWhilePublished(ctx, tx, await getSheet(tx, id));
}

/** The guard against two at once: whoever comes second finds another version and reads who was first. */
async function change(tx: Transaction, sheet: Sheet, data: Change): Promise<void> {
  const { count } = await tx.experience.updateMany({
    where: { id: sheet.id, version: sheet.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw await tooLate(tx, sheet.id, undefined);
}

/** The sheet, if this very revision waits for a decision and this person may take it. */
async function underReview(
  ctx: AppContext,
  tx: Transaction,
  id: string,
  revision: number,
  action: 'experience.publish' | 'experience.requestChanges' | 'experience.decline',
): Promise<Sheet> {
  const sheet = await getSheet(tx, id);
  authorizeReview(ctx.actor, action, sheet);
  if (waiting(sheet) !== revision) throw await tooLate(tx, id, revision);
  return sheet;
}

async function decide(
  ctx: AppContext,
  tx: Transaction,
  sheet: Sheet,
  revision: number,
  decision: 'published' | 'changesRequested' | 'declined',
  what: WhatToChange = { comment: '', page: '' },
): Promise<string> {
  const id = ctx.newId();
  await tx.reviewDecision.create({
    data: { id, experienceId: sheet.id, revision, decision, ...what, byId: ctx.actor.id, at: ctx.clock.now() },
  });
  await audit(ctx, tx, `experience.${decision}`, `experience:${sheet.id}`, { revision });
  return id;
}

/** A revision is written once and never changed. */
async function keepRevision(
  ctx: AppContext,
  tx: Transaction,
  experienceId: string,
  number: number,
  content: Content,
  byId: string | null = ctx.actor.id,
) {
  await tx.experienceRevision.createMany({
    data: [{ experienceId, number, content, byId, at: ctx.clock.now() }],
    skipDuplicates: true,
  });
}

const columns = (content: Content) => ({ ...content, ...years(content), completeness: completeness(content).level });
