/** Welcome and first steps: who was greeted, who began, what they answered. The only writer of them. */
import { placeOf } from '../../delivery/address.ts';
import { deliver } from '../../delivery/outbox.ts';
import { toPerson, toPurpose } from '../../delivery/readers.ts';
import { replan } from '../../delivery/reminder.ts';
import type { Transaction } from '../../store/store.ts';
import { within } from '../../store/write.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import type { JobContext } from '../job.ts';
import { findOrganisation } from '../organisation/find/service.ts';
import { askWithin } from '../organisation/service.ts';
import { chooseLanguage } from '../person/service.ts';
import { keepNotices, noticeChoice } from '../subscription/newcomer/service.ts';
import type { Answers } from './answers.ts';
import { door, welcome } from './messages.ts';
import { authorize } from './policy.ts';
import { onboardingUnfinished, subjectOf } from './reminder.ts';

/** Somebody has joined a workspace: greeted once, whichever they join later and under whichever account. */
export async function greetNewcomer(ctx: AppContext): Promise<void> {
  authorize(ctx.actor, 'onboarding.start');
  if (!ctx.network.welcome) return;
  const { id } = ctx.actor;
  await ctx.store.write(ctx, 'onboarding.greet', async (tx) => {
    const { count } = await tx.onboarding.createMany({ data: [{ personId: id, welcomedAt: ctx.now }], skipDuplicates: true });
    if (count === 0) return;
    for (const recipient of await toPerson(tx, id))
      await deliver(ctx, tx, { ...recipient, key: `welcome:${id}`, message: welcome, params: {} });
  });
}

/** They asked for the greeting themselves; a later one is not needed. */
export async function greeted(ctx: AppContext): Promise<void> {
  authorize(ctx.actor, 'onboarding.start');
  await ctx.store.write(ctx, 'onboarding.greeted', async (tx) => {
    await tx.onboarding.createMany({ data: [{ personId: ctx.actor.id, welcomedAt: ctx.now }], skipDuplicates: true });
  });
}

/** The form is opened. Reminders count from the first time. */
export async function begin(ctx: AppContext): Promise<void> {
  authorize(ctx.actor, 'onboarding.start');
  const personId = ctx.actor.id;
  await ctx.store.write(ctx, 'onboarding.begin', async (tx) => {
    await tx.onboarding.createMany({ data: [{ personId, welcomedAt: ctx.now }], skipDuplicates: true });
    const { count } = await tx.onboarding.updateMany({ where: { personId, startedAt: null }, data: { startedAt: ctx.now } });
    if (count > 0) await replan(ctx, tx, onboardingUnfinished, subjectOf(personId));
  });
}

/**
 * Each answer goes to the service that it belongs to, all in one transaction. `confirmation`: a mail to confirm an
 * address is on its way. @throws UserError `mail.off`, `mail.too-many`
 */
export async function finish(ctx: AppContext, answers: Answers): Promise<{ readonly confirmation: boolean }> {
  authorize(ctx.actor, 'onboarding.finish');
  const personId = ctx.actor.id;
  const notices = await noticeChoice(ctx, answers);
  const done = await ctx.store.write(ctx, 'onboarding.finish', async (tx) => {
    const inside: AppContext = { ...ctx, store: within(ctx.store, tx) };
    if (answers.language !== undefined && answers.language !== ctx.locale) await chooseLanguage(inside, answers.language);
    const { confirmation } = await keepNotices(inside, notices);
    await tx.onboarding.createMany({ data: [{ personId, welcomedAt: ctx.now, startedAt: ctx.now }], skipDuplicates: true });
    await belong(inside, tx, answers);
    const organisationName = answers.organisation === undefined ? (answers.organisationName ?? '') : '';
    await tx.onboarding.update({ where: { personId }, data: { reasons: [...(answers.reasons ?? [])], organisationName } });
    await tx.onboarding.updateMany({ where: { personId, finishedAt: null }, data: { finishedAt: ctx.now } });
    await replan(ctx, tx, onboardingUnfinished, subjectOf(personId));
    await audit(ctx, tx, 'onboarding.finished', `person:${personId}`);
    return { confirmation };
  });
  ctx.people.forget(personId);
  return done;
}

/** Where they belong, or have asked to. */
export async function seatOf(db: Pick<Transaction, 'organisationPerson'>, personId: string) {
  const seats = await db.organisationPerson.findMany({
    where: { personId, state: { in: ['active', 'asked'] } },
    orderBy: { since: 'asc' },
  });
  return seats.find(({ state }) => state === 'active') ?? seats[0];
}

/** An organisation that is there is asked; where they belong already, or have asked, nobody is asked twice. */
async function belong(ctx: AppContext, tx: Transaction, { organisation, position = '' }: Answers): Promise<void> {
  if (organisation === undefined) return;
  const there = await findOrganisation(tx, organisation);
  if (!there) return;
  const seats = await tx.organisationPerson.count({
    where: { organisationId: there.id, personId: ctx.actor.id, state: { in: ['active', 'asked'] } },
  });
  if (seats > 0) return;
  await askWithin(ctx, tx, there.id, position);
}

/** "Don't ask again." */
export async function stopAsking(ctx: AppContext): Promise<void> {
  authorize(ctx.actor, 'onboarding.stop');
  const personId = ctx.actor.id;
  await ctx.store.write(ctx, 'onboarding.stop', async (tx) => {
    await tx.onboarding.updateMany({ where: { personId, stoppedAt: null }, data: { stoppedAt: ctx.now } });
    await replan(ctx, tx, onboardingUnfinished, subjectOf(personId));
    await audit(ctx, tx, 'onboarding.stopped', `person:${personId}`);
  });
}

/** A card with a Start button stands in each channel that is bound to welcome: posted once, and left there. */
export async function keepDoors(ctx: JobContext): Promise<void> {
  if (!ctx.network.welcome) return;
  await ctx.store.write(ctx, 'onboarding.doors', async (tx) => {
    for (const place of await toPurpose(tx, 'welcome'))
      await deliver(ctx, tx, { ...place, key: `onboarding.door:${placeOf(place.to)}`, message: door, params: {} });
  });
}

/** Two persons are one: greeted when either was, done when either was, left alone when either asked for it. */
export async function absorbOnboarding(tx: Transaction, from: string, to: string): Promise<void> {
  const [theirs, mine] = await Promise.all([from, to].map((personId) => tx.onboarding.findUnique({ where: { personId } })));
  if (!theirs) return;
  if (!mine) {
    await tx.onboarding.update({ where: { personId: from }, data: { personId: to } });
    return;
  }
  const first = (one: Date | null, other: Date | null): Date | null => (one && other ? (one < other ? one : other) : (one ?? other));
  await tx.onboarding.update({
    where: { personId: to },
    data: {
      welcomedAt: first(theirs.welcomedAt, mine.welcomedAt) ?? mine.welcomedAt,
      startedAt: first(theirs.startedAt, mine.startedAt),
      finishedAt: first(theirs.finishedAt, mine.finishedAt),
      stoppedAt: first(theirs.stoppedAt, mine.stoppedAt),
      reasons: [...new Set([...mine.reasons, ...theirs.reasons])],
      organisationName: mine.organisationName || theirs.organisationName,
    },
  });
  await tx.onboarding.delete({ where: { personId: from } });
}
