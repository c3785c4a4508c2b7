/** Everything that changes an announcement: written, approved, sent, held, cancelled. One transaction each. */

import { placeOf } from '../../delivery/address.ts';
import { cancelCause, holdCause, releaseCause } from '../../delivery/causes.ts';
import { deliver, deliverAll, redraw } from '../../delivery/outbox.ts';
import { toPerson, toPurpose } from '../../delivery/readers.ts';
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import type { JobContext } from '../job.ts';
import type { Content } from './content.ts';
import * as messages from './messages.ts';
import { authorize, authorizeApproval } from './policy.ts';
import { type Announcement, causeOf, getAnnouncement, progressOf } from './record.ts';
import { type Move, mayMove } from './rules.ts';
import { sendJob } from './send-job.ts';
import { personsOf, placesOf } from './targets.ts';

/** Below what answers somebody: a long announcement holds nobody's receipt back. */
const PRIORITY = -10;

export async function writeAnnouncement(ctx: AppContext, content: Content, scheduledAt: Date | undefined): Promise<string> {
  authorize(ctx.actor, 'announcement.write');
  return ctx.store.write(ctx, 'announcement.write', async (tx) => {
    const id = ctx.newId();
    await tx.announcement.create({
      data: { ...columns(content), id, scheduledAt: scheduledAt ?? null, authorId: ctx.actor.id, createdAt: ctx.now },
    });
    await audit(ctx, tx, 'announcement.write', `announcement:${id}`);
    return id;
  });
}

/** What was approved is another text now: it has to be approved again. */
export async function reviseAnnouncement(ctx: AppContext, ref: Ref, content: Content, scheduledAt: Date | undefined): Promise<void> {
  authorize(ctx.actor, 'announcement.write');
  await move(ctx, ref, 'edit', async (tx, about) => {
    await change(tx, about, { ...columns(content), scheduledAt: scheduledAt ?? null, state: 'draft', approvedById: null });
    await redrawApproval(ctx, tx, about);
  });
}

export async function askApproval(ctx: AppContext, ref: Ref): Promise<void> {
  authorize(ctx.actor, 'announcement.send');
  await move(ctx, ref, 'ask', async (tx, about) => {
    await change(tx, about, { state: 'waiting' });
    for (const recipient of await toPurpose(tx, 'secretariat')) {
      const key = `${approvalKey(about.id)}:${placeOf(recipient.to)}`;
      await deliver(ctx, tx, { ...recipient, key, message: messages.approval, params: { id: about.id } });
      await redraw(ctx, tx, key);
    }
  });
}

/** @throws UserError `announcement.own` for who wrote it */
export async function approveAnnouncement(ctx: AppContext, ref: Ref): Promise<void> {
  authorize(ctx.actor, 'announcement.approve');
  await move(ctx, ref, 'approve', async (tx, about) => {
    authorizeApproval(ctx.actor, about);
    await change(tx, about, { approvedById: ctx.actor.id });
    await begin(ctx, tx, await getAnnouncement(tx, about.id));
    await redrawApproval(ctx, tx, about);
  });
}

/** Now, or at the time that it is meant for. */
export async function sendAnnouncement(ctx: AppContext, ref: Ref): Promise<void> {
  authorize(ctx.actor, 'announcement.send');
  await move(ctx, ref, 'send', (tx, about) => begin(ctx, tx, about));
}

export async function pauseAnnouncement(ctx: AppContext, ref: Ref): Promise<void> {
  authorize(ctx.actor, 'announcement.stop');
  await move(ctx, ref, 'pause', async (tx, about) => {
    await change(tx, about, { state: 'paused' });
    await holdCause(tx, causeOf(about.id));
    await redrawProgress(ctx, tx, about.id);
  });
}

export async function resumeAnnouncement(ctx: AppContext, ref: Ref): Promise<void> {
  authorize(ctx.actor, 'announcement.stop');
  await move(ctx, ref, 'resume', async (tx, about) => {
    await change(tx, about, { state: 'sending' });
    await releaseCause(ctx, tx, causeOf(about.id));
    await redrawProgress(ctx, tx, about.id);
  });
}

/** What has been sent stays where it is. */
export async function cancelAnnouncement(ctx: AppContext, ref: Ref): Promise<void> {
  authorize(ctx.actor, 'announcement.stop');
  await move(ctx, ref, 'cancel', async (tx, about) => {
    await change(tx, about, { state: 'cancelled', endedAt: ctx.now });
    await cancelCause(tx, causeOf(about.id));
    await redrawProgress(ctx, tx, about.id);
    await redrawApproval(ctx, tx, about);
  });
}

/** To whoever asks, as its readers will get it; as often as they like. */
export async function testAnnouncement(ctx: AppContext, id: string): Promise<void> {
  authorize(ctx.actor, 'announcement.send');
  await ctx.store.write(ctx, `announcement.test ${id}`, async (tx) => {
    const about = await getAnnouncement(tx, id);
    for (const recipient of await toPerson(tx, ctx.actor.id)) {
      const key = `announcement.test:${id}:${about.version}:${ctx.envelope}`;
      await deliver(ctx, tx, { ...recipient, locale: ctx.locale, key, message: messages.test, params: { id } });
    }
  });
}

/** One job for all: every recipient gets a delivery of their own, in one transaction. */
export async function dispatchAnnouncement(ctx: JobContext, id: string): Promise<void> {
  await ctx.store.write(ctx, `announcement.dispatch ${id}`, async (tx) => {
    await lock(tx, id);
    const about = await getAnnouncement(tx, id);
    if (about.state !== 'sending') return;
    const places = await placesOf(tx, about.targets);
    const persons = await personsOf(tx, about.targets, ctx.clock.now());
    const shared = { message: messages.news, params: { id }, cause: causeOf(id), priority: PRIORITY };
    await deliverAll(ctx, tx, [
      ...places.map(({ to, locale }) => ({ ...shared, to, locale, key: `announcement:${id}:${placeOf(to)}` })),
      ...persons.map((person) => ({ ...shared, ...person, key: `announcement:${id}:${person.personId}` })),
    ]);
    for (const recipient of await toPurpose(tx, 'secretariat')) {
      const key = `${progressKey(id)}:${placeOf(recipient.to)}`;
      await deliver(ctx, tx, { ...recipient, key, message: messages.progress, params: { id } });
    }
  });
}

/** Starts what is due, draws the progress of what is under way, and ends what has arrived. */
export async function tendAnnouncements(ctx: JobContext): Promise<void> {
  const now = ctx.clock.now();
  const under = await ctx.store.db.announcement.findMany({
    where: { OR: [{ state: 'scheduled', scheduledAt: { lte: now } }, { state: { in: ['sending', 'paused'] } }] },
    select: { id: true },
    orderBy: { number: 'asc' },
  });
  for (const { id } of under) await ctx.store.write(ctx, `announcement.tend ${id}`, (tx) => tend(ctx, tx, id));
}

async function tend(ctx: JobContext, tx: Transaction, id: string): Promise<void> {
  await lock(tx, id);
  const about = await getAnnouncement(tx, id);
  const now = ctx.clock.now();
  if (about.state === 'scheduled' && about.scheduledAt !== null && about.scheduledAt <= now) {
    await change(tx, about, { state: 'sending', startedAt: now });
    await ctx.queue.enqueue(tx, sendJob, { id });
    return;
  }
  if (about.state !== 'sending' && about.state !== 'paused') return;
  const progress = await progressOf(tx, id);
  const told = Object.values(progress).reduce((sum, count) => sum + count, 0);
  const seen = JSON.stringify(progress);
  if (told > 0 && progress.waiting === 0) await change(tx, about, { state: 'sent', endedAt: now, progress: seen });
  else if (seen !== about.progress) await tx.announcement.update({ where: { id }, data: { progress: seen } });
  else return;
  await redrawProgress(ctx, tx, id);
}

/** Which announcement, and the version that somebody saw when they pressed; undefined: whatever it is now. */
export interface Ref {
  readonly id: string;
  readonly version: number | undefined;
}

/** @throws UserError `announcement.changed` when it is no longer as it was seen, or has gone on meanwhile */
async function move(ctx: AppContext, { id, version }: Ref, what: Move, work: (tx: Transaction, about: Announcement) => Promise<void>) {
  await ctx.store.write(ctx, `announcement.${what} ${id}`, async (tx) => {
    await lock(tx, id);
    const about = await getAnnouncement(tx, id);
    const seen = version === undefined || version === about.version;
    if (!seen || !mayMove(about, what, ctx.network.secondEditor)) throw new UserError('announcement.changed');
    await work(tx, about);
    await audit(ctx, tx, `announcement.${what}`, `announcement:${id}`);
  });
}

async function begin(ctx: AppContext, tx: Transaction, about: Announcement): Promise<void> {
  const later = about.scheduledAt !== null && about.scheduledAt > ctx.now;
  await change(tx, about, later ? { state: 'scheduled' } : { state: 'sending', startedAt: ctx.now });
  if (!later) await ctx.queue.enqueue(tx, sendJob, { id: about.id });
}

/** One at a time: a press and the clock do not both start it. */
const lock = (tx: Transaction, id: string) => tx.$queryRaw`select id from "Announcement" where id = ${id} for update`;

type Change = Parameters<Transaction['announcement']['update']>[0]['data'];

async function change(tx: Transaction, { id }: Announcement, data: Change): Promise<void> {
  await tx.announcement.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
}

const columns = ({ targets, titles, texts, ...content }: Content) => ({
  ...content,
  titles: { ...titles },
  texts: { ...texts },
  targets: JSON.parse(JSON.stringify(targets)),
});

const approvalKey = (id: string): string => `announcement.approval:${id}`;
const progressKey = (id: string): string => `announcement.progress:${id}`;

async function redrawApproval(ctx: AppContext, tx: Transaction, { id }: Announcement): Promise<void> {
  for (const { to } of await toPurpose(tx, 'secretariat')) await redraw(ctx, tx, `${approvalKey(id)}:${placeOf(to)}`);
}

async function redrawProgress(ctx: AppContext | JobContext, tx: Transaction, id: string): Promise<void> {
  for (const { to } of await toPurpose(tx, 'secretariat')) await redraw(ctx, tx, `${progressKey(id)}:${placeOf(to)}`);
}
