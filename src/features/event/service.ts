/** Everything that changes an event: written, edited, announced, moved, cancelled. One transaction each. */
import { UserError } from '../../errors.ts';
import type { Transaction } from '../../store/store.ts';
import { audit } from '../audit/service.ts';
import type { AppContext } from '../context.ts';
import type { Announcing, EventContent } from './content.ts';
import * as dates from './dates/service.ts';
import * as notices from './notices.ts';
import { authorize, authorizeEvent } from './policy.ts';
import { type EventRecord, getDate, getEvent, nextDate } from './queries.ts';

export interface Saved {
  readonly id: string;
  /** The date that it is about now. */
  readonly date: string;
  readonly state: EventRecord['state'];
}

/** @throws UserError past */
export async function createEvent(ctx: AppContext, content: EventContent, announcing: Announcing): Promise<Saved> {
  authorize(ctx.actor, 'event.create');
  return ctx.store.write(ctx, 'event.create', async (tx) => {
    mustBeAhead(ctx, content.startsAt);
    const id = ctx.newId();
    await tx.event.create({ data: { ...columns(content), id, organiserId: ctx.actor.id, createdAt: ctx.clock.now() } });
    await dates.arrange(ctx, tx, await getEvent(tx, id));
    await audit(ctx, tx, 'event.create', `event:${id}`);
    return announcingIt(ctx, tx, id, announcing);
  });
}

/**
 * An edit that began at `version`. Dates that are over stay as they were; those to come follow the new date and rule.
 * @throws UserError changed-meanwhile, cancelled, past, not-yours
 */
export async function editEvent(
  ctx: AppContext,
  id: string,
  version: number,
  content: EventContent,
  announcing: Announcing,
): Promise<Saved> {
  return ctx.store.write(ctx, `event.edit ${id}`, async (tx) => {
    const before = await open(ctx, tx, id, 'event.edit');
    if (before.version !== version) throw new UserError('event.changed-meanwhile', { title: titleIn(ctx, before) });
    const next = await nextDate(tx, id, ctx.clock.now());
    const sameDate = content.startsAt.getTime() === next.originalStart.getTime();
    if (!sameDate) mustBeAhead(ctx, content.startsAt);
    await change(ctx, tx, before, { ...columns(content), anchor: next.nth });
    const after = await getEvent(tx, id);
    await dates.arrange(ctx, tx, after);
    if (shows(before) !== shows(after)) await dates.renewed(ctx, tx, after);
    await dates.roomFor(ctx, tx, after);
    await audit(ctx, tx, 'event.edit', `event:${id}`);
    if (before.state !== 'announced') return announcingIt(ctx, tx, id, announcing);
    await standing(ctx, tx, id);
    return saved(ctx, tx, id);
  });
}

/** @throws UserError changed-meanwhile, cancelled, past, not-yours */
export async function announceEvent(ctx: AppContext, id: string): Promise<Saved> {
  return ctx.store.write(ctx, `event.announce ${id}`, async (tx) => {
    const event = await open(ctx, tx, id, 'event.announce');
    if (event.state === 'announced') return saved(ctx, tx, id);
    mustBeAhead(ctx, (await nextDate(tx, id, ctx.clock.now())).startsAt);
    if (event.place === '' && event.url === '') throw new UserError('event.nowhere', { title: titleIn(ctx, event) });
    return announcingIt(ctx, tx, id, { type: 'now' });
  });
}

export interface Move {
  readonly startsAt: Date;
  readonly durationMinutes: number;
  /** Empty: the event's own. */
  readonly place: string;
}

/** One date, and nothing else of its series. @throws UserError cancelled, past, changed-meanwhile, not-yours */
export async function moveDate(ctx: AppContext, occurrenceId: string, sequence: number, move: Move): Promise<Saved> {
  return ctx.store.write(ctx, `event.move ${occurrenceId}`, async (tx) => {
    await dates.lock(tx, occurrenceId);
    const date = await getDate(tx, occurrenceId);
    const event = await open(ctx, tx, date.eventId, 'event.move');
    if (date.state === 'cancelled') throw new UserError('event.cancelled', { title: titleIn(ctx, event) });
    if (date.sequence !== sequence) throw new UserError('event.changed-meanwhile', { title: titleIn(ctx, event) });
    if (date.endsAt <= ctx.clock.now()) throw new UserError('event.over', { title: titleIn(ctx, event) });
    mustBeAhead(ctx, move.startsAt);
    await dates.move(ctx, tx, date, move);
    if (event.rule === '') await change(ctx, tx, event, { startsAt: move.startsAt, durationMinutes: move.durationMinutes });
    await audit(ctx, tx, 'event.move', `event:${date.eventId}`, { occurrence: occurrenceId });
    return { id: date.eventId, date: occurrenceId, state: event.state };
  });
}

/** One date of a series; a single event is cancelled as a whole. */
export async function cancelDate(ctx: AppContext, occurrenceId: string, reason: string): Promise<Saved> {
  const { eventId, event } = await getDate(ctx.store.db, occurrenceId);
  if (event.rule === '') return cancelEvent(ctx, eventId, reason);
  return ctx.store.write(ctx, `event.cancelDate ${occurrenceId}`, async (tx) => {
    await dates.lock(tx, occurrenceId);
    const date = await getDate(tx, occurrenceId);
    await open(ctx, tx, eventId, 'event.cancel');
    if (date.endsAt <= ctx.clock.now()) throw new UserError('event.over', { title: titleIn(ctx, event) });
    if (date.state === 'planned') await dates.cancel(ctx, tx, date, reason);
    await audit(ctx, tx, 'event.cancelDate', `event:${eventId}`, { occurrence: occurrenceId });
    await standing(ctx, tx, eventId);
    return { id: eventId, date: occurrenceId, state: event.state };
  });
}

export async function cancelEvent(ctx: AppContext, id: string, reason: string): Promise<Saved> {
  return ctx.store.write(ctx, `event.cancel ${id}`, async (tx) => {
    const event = await open(ctx, tx, id, 'event.cancel');
    const date = await nextDate(tx, id, ctx.clock.now());
    if (event.state === 'announced' && date.endsAt <= ctx.clock.now()) throw new UserError('event.over', { title: titleIn(ctx, event) });
    await change(ctx, tx, event, { state: 'cancelled', cancelReason: reason });
    await dates.cancelAll(ctx, tx, id, reason);
    await audit(ctx, tx, 'event.cancel', `event:${id}`);
    return { id, date: date.id, state: 'cancelled' };
  });
}

/** Where two persons turn out to be one: what the one organised and answered becomes the other's. */
export async function absorbEvents(ctx: notices.Hands, tx: Transaction, from: string, to: string): Promise<void> {
  await tx.event.updateMany({ where: { organiserId: from }, data: { organiserId: to } });
  await dates.absorbAnswers(ctx, tx, from, to);
}

/** Their places go to those who wait. */
export const eraseAnswers = dates.eraseAnswers;
/** After a link was undone: answers that are there again take their places. */
export const settleAnswers = dates.settleAnswers;

type Change = Parameters<Transaction['event']['updateMany']>[0]['data'];

/** The guard against two at once: whoever comes second finds another version. */
async function change(ctx: AppContext, tx: Transaction, event: EventRecord, data: Change): Promise<void> {
  const { count } = await tx.event.updateMany({
    where: { id: event.id, version: event.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw new UserError('event.changed-meanwhile', { title: titleIn(ctx, event) });
}

/** An event that is not cancelled, if this person may do that with it. */
async function open(
  ctx: AppContext,
  tx: Transaction,
  id: string,
  action: 'event.edit' | 'event.announce' | 'event.move' | 'event.cancel',
): Promise<EventRecord> {
  const event = await getEvent(tx, id);
  authorizeEvent(ctx.actor, action, event);
  if (event.state === 'cancelled') throw new UserError('event.cancelled', { title: titleIn(ctx, event) });
  return event;
}

async function announcingIt(ctx: AppContext, tx: Transaction, id: string, announcing: Announcing): Promise<Saved> {
  if (announcing.type === 'now') await dates.announce(ctx, tx, id);
  else {
    const announceAt = announcing.type === 'at' ? announcing.at : null;
    await tx.event.update({ where: { id }, data: { state: announceAt === null ? 'draft' : 'scheduled', announceAt } });
  }
  if (announcing.type === 'now') await audit(ctx, tx, 'event.announce', `event:${id}`);
  return saved(ctx, tx, id);
}

async function saved(ctx: AppContext, tx: Transaction, id: string): Promise<Saved> {
  const date = await nextDate(tx, id, ctx.clock.now());
  return { id, date: date.id, state: date.event.state };
}

/** The next date has its card; the first one that there was may be cancelled or over by now. */
async function standing(ctx: AppContext, tx: Transaction, id: string): Promise<void> {
  const date = await nextDate(tx, id, ctx.clock.now());
  if (date.event.state === 'announced' && date.state === 'planned') await notices.posted(ctx, tx, date);
}

function mustBeAhead(ctx: AppContext, startsAt: Date): void {
  if (startsAt <= ctx.clock.now()) throw new UserError('event.past');
}

const columns = (content: EventContent) => ({
  ...content,
  titles: { ...content.titles },
  texts: { ...content.texts },
  themes: [...content.themes],
  speakers: [...content.speakers],
});

/** What a calendar or a card shows apart from the date. */
const shows = ({ titles, texts, place, url, speakers, capacity, themes, country }: EventRecord): string =>
  JSON.stringify([titles, texts, place, url, speakers, capacity, themes, country]);

const titleIn = (ctx: AppContext, event: EventRecord): string => event.titles[ctx.locale] ?? event.titles[event.locale] ?? '';
