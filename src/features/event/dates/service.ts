/** The dates of an event within a change of it: written down ahead, moved, cancelled, with the places of each. Callers have authorised it. */
import { replan } from '../../../delivery/reminder.ts';
import type { Transaction } from '../../../store/store.ts';
import * as notices from '../notices.ts';
import { comingDates, type DateRecord, dateIfAny, type EventRecord, getDate, nextDate } from '../queries.ts';
import { filled, type Place } from '../rules.ts';
import { ahead, startsOf } from '../series.ts';
import { START, subjectOf } from '../subject.ts';

type Hands = notices.Hands;
const MINUTE_MS = 60_000;
/** Of a long series; the later ones follow when they are nearer. */
const MIRRORED = 50;

/** One at a time for one date: answers, moves and edits wait for each other here. */
export async function lock(tx: Transaction, occurrenceId: string): Promise<void> {
  await tx.$queryRaw`select id from "Occurrence" where id = ${occurrenceId} for update`;
}

/** Compares what the rule says from the event's anchor on with what is written down, and changes the difference. */
export async function arrange(ctx: Hands, tx: Transaction, event: EventRecord): Promise<void> {
  const starts = startsOf(event, ahead(ctx.clock.now()));
  const there = await datesFrom(tx, event);
  for (const [at, start] of starts.entries()) {
    const known = there.find(({ nth }) => nth === event.anchor + at);
    if (known) await follow(ctx, tx, event, known, start);
  }
  await add(ctx, tx, event, starts, there);
  for (const one of there.filter(({ nth }) => nth >= event.anchor + starts.length)) await drop(ctx, tx, one.id);
}

/** Only what is not written down yet. */
export async function extend(ctx: Hands, tx: Transaction, event: EventRecord): Promise<void> {
  await add(ctx, tx, event, startsOf(event, ahead(ctx.clock.now())), await datesFrom(tx, event));
}

const datesFrom = (tx: Transaction, event: EventRecord) =>
  tx.occurrence.findMany({ where: { eventId: event.id, nth: { gte: event.anchor } }, orderBy: { nth: 'asc' } });
type Written = Awaited<ReturnType<typeof datesFrom>>[number];

async function add(ctx: Hands, tx: Transaction, event: EventRecord, starts: readonly Date[], there: readonly Written[]): Promise<void> {
  const known = new Set(there.map(({ nth }) => nth));
  const changedAt = ctx.clock.now();
  const rows = starts.map((start, at) => ({
    id: ctx.newId(),
    eventId: event.id,
    nth: event.anchor + at,
    originalStart: start,
    startsAt: start,
    endsAt: endOf(start, event.durationMinutes),
    changedAt,
  }));
  await tx.occurrence.createMany({ data: rows.filter(({ nth }) => !known.has(nth)), skipDuplicates: true });
}

/** One that was moved by itself stays where it was put. */
async function follow(ctx: Hands, tx: Transaction, event: EventRecord, date: Written, start: Date): Promise<void> {
  const byItself = date.startsAt.getTime() !== date.originalStart.getTime();
  const startsAt = byItself ? date.startsAt : start;
  const endsAt = byItself ? date.endsAt : endOf(start, event.durationMinutes);
  if (date.originalStart.getTime() !== start.getTime()) {
    await tx.occurrence.update({ where: { id: date.id }, data: { originalStart: start } });
  }
  if (date.startsAt.getTime() === startsAt.getTime() && date.endsAt.getTime() === endsAt.getTime()) return;
  await lock(tx, date.id);
  await shift(ctx, tx, date.id, { startsAt, endsAt });
}

/** Announces by one transaction what stands: the state, the card, those who asked to hear of it. */
export async function announce(ctx: Hands, tx: Transaction, eventId: string): Promise<void> {
  const now = ctx.clock.now();
  await tx.event.update({ where: { id: eventId }, data: { state: 'announced', announceAt: null, announcedAt: now } });
  const date = await nextDate(tx, eventId, now);
  await notices.posted(ctx, tx, date);
  const coming = await comingDates(tx, eventId, now, MIRRORED);
  await notices.announced(
    ctx,
    tx,
    date,
    coming.map(({ id }) => id),
  );
}

export async function move(
  ctx: Hands,
  tx: Transaction,
  date: DateRecord,
  to: { readonly startsAt: Date; readonly durationMinutes: number; readonly place: string },
): Promise<void> {
  const original = date.event.rule === '' ? { originalStart: to.startsAt } : {};
  const place = to.place === '' || to.place === date.event.place ? null : to.place;
  await tx.occurrence.update({ where: { id: date.id }, data: { ...original, place } });
  await shift(ctx, tx, date.id, { startsAt: to.startsAt, endsAt: endOf(to.startsAt, to.durationMinutes) });
}

export async function cancel(ctx: Hands, tx: Transaction, date: DateRecord, reason: string): Promise<void> {
  const now = ctx.clock.now();
  await tx.occurrence.update({
    where: { id: date.id },
    data: { state: 'cancelled', cancelReason: reason, sequence: { increment: 1 }, changedAt: now },
  });
  await replan(ctx, tx, { name: START }, subjectOf(date.id));
  if (date.event.announcedAt === null) return;
  await notices.changed(ctx, tx, date.id);
  await notices.cancelled(ctx, tx, await getDate(tx, date.id));
}

/** Everything that is still to come; what took place stays. */
export async function cancelAll(ctx: Hands, tx: Transaction, eventId: string, reason: string): Promise<void> {
  const coming = await tx.occurrence.findMany({
    where: { eventId, state: 'planned', endsAt: { gt: ctx.clock.now() } },
    orderBy: { startsAt: 'asc' },
    select: { id: true },
  });
  for (const { id } of coming) {
    await lock(tx, id);
    await cancel(ctx, tx, await getDate(tx, id), reason);
  }
}

/** Something that cards and calendars show is another one: in every date to come. */
export async function renewed(ctx: Hands, tx: Transaction, event: EventRecord): Promise<void> {
  const now = ctx.clock.now();
  const coming = await tx.occurrence.findMany({ where: { eventId: event.id, endsAt: { gt: now } }, select: { id: true } });
  const where = { id: { in: coming.map(({ id }) => id) } };
  await tx.occurrence.updateMany({ where, data: { sequence: { increment: 1 }, changedAt: now } });
  for (const { id } of coming) await notices.changed(ctx, tx, id);
}

/** There may be more places than before: they go to those who wait, in every date to come. */
export async function roomFor(ctx: Hands, tx: Transaction, event: EventRecord): Promise<void> {
  const coming = await tx.occurrence.findMany({
    where: { eventId: event.id, state: 'planned', startsAt: { gt: ctx.clock.now() }, rsvps: { some: { answer: 'waiting' } } },
    orderBy: { nth: 'asc' },
    select: { id: true },
  });
  for (const { id } of coming) {
    await lock(tx, id);
    await fill(ctx, tx, id);
  }
}

/** Gives the free places of a locked date to those who wait, and tells them. */
export async function fill(ctx: Hands, tx: Transaction, occurrenceId: string): Promise<void> {
  const date = await getDate(tx, occurrenceId);
  const { promoted } = filled(await placesOf(tx, occurrenceId), date.event.capacity);
  await promote(ctx, tx, date, promoted);
}

export async function promote(ctx: Hands, tx: Transaction, date: DateRecord, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return;
  await tx.rsvp.updateMany({ where: { occurrenceId: date.id, personId: { in: [...persons] } }, data: { answer: 'yes' } });
  await notices.promoted(ctx, tx, date, persons);
  for (const person of persons) await replan(ctx, tx, { name: START }, subjectOf(date.id), person);
}

/** Who comes and who waits, to be read under the date's lock. */
export async function placesOf(tx: Transaction, occurrenceId: string): Promise<readonly Place[]> {
  const rows = await tx.rsvp.findMany({ where: { occurrenceId, answer: { in: ['yes', 'waiting'] } }, orderBy: { turn: 'asc' } });
  return rows.map(({ personId, answer, turn }) => ({ personId, turn, answer: answer === 'yes' ? 'yes' : 'waiting' }));
}

/** Of two answers of one person to the same date the firmer stays; a place that becomes free goes on. */
export async function absorbAnswers(ctx: Hands, tx: Transaction, from: string, to: string): Promise<void> {
  const theirs = await tx.rsvp.findMany({ where: { personId: from }, orderBy: { occurrenceId: 'asc' } });
  for (const { occurrenceId, answer, turn, remind, answeredAt } of theirs) {
    await lock(tx, occurrenceId);
    const mine = await tx.rsvp.findUnique({ where: { occurrenceId_personId: { occurrenceId, personId: to } } });
    const where = { occurrenceId_personId: { occurrenceId, personId: mine ? to : from } };
    if (!mine) await tx.rsvp.update({ where, data: { personId: to } });
    else if (firmness.indexOf(answer) > firmness.indexOf(mine.answer)) {
      await tx.rsvp.update({ where, data: { answer, turn, answeredAt, remind: remind || mine.remind } });
    }
    await tx.rsvp.deleteMany({ where: { occurrenceId, personId: from } });
    await fill(ctx, tx, occurrenceId);
    await replan(ctx, tx, { name: START }, subjectOf(occurrenceId), to);
  }
  const said = await tx.eventFeedback.findMany({ where: { personId: to }, select: { occurrenceId: true } });
  await tx.eventFeedback.deleteMany({ where: { personId: from, occurrenceId: { in: said.map((one) => one.occurrenceId) } } });
  await tx.eventFeedback.updateMany({ where: { personId: from }, data: { personId: to } });
}

/** Whoever is forgotten comes nowhere any more. */
export async function eraseAnswers(ctx: Hands, tx: Transaction, persons: readonly string[]): Promise<void> {
  for (const occurrenceId of await answeredBy(tx, persons)) {
    await lock(tx, occurrenceId);
    await tx.rsvp.deleteMany({ where: { occurrenceId, personId: { in: [...persons] } } });
    await fill(ctx, tx, occurrenceId);
    await notices.redrawnSoon(ctx, tx, await getDate(tx, occurrenceId));
  }
}

/** Answers were put there or taken away other than by answering: places and reminders follow. */
export async function settleAnswers(ctx: Hands, tx: Transaction, person: string): Promise<void> {
  for (const occurrenceId of await answeredBy(tx, [person])) {
    await lock(tx, occurrenceId);
    await fill(ctx, tx, occurrenceId);
    await replan(ctx, tx, { name: START }, subjectOf(occurrenceId), person);
    await notices.redrawnSoon(ctx, tx, await getDate(tx, occurrenceId));
  }
}

/** In one order, so that two at once do not wait for each other. */
async function answeredBy(tx: Transaction, persons: readonly string[]): Promise<readonly string[]> {
  const where = { personId: { in: [...persons] } };
  const rows = await tx.rsvp.findMany({
    where,
    select: { occurrenceId: true },
    distinct: ['occurrenceId'],
    orderBy: { occurrenceId: 'asc' },
  });
  return rows.map((row) => row.occurrenceId);
}

const firmness: readonly string[] = ['no', 'maybe', 'waiting', 'yes'];

async function shift(ctx: Hands, tx: Transaction, id: string, times: { readonly startsAt: Date; readonly endsAt: Date }): Promise<void> {
  // Ended by its old date, it may be thanked for only after the new one.
  await tx.occurrence.update({
    where: { id },
    data: { ...times, closedAt: null, sequence: { increment: 1 }, changedAt: ctx.clock.now() },
  });
  await replan(ctx, tx, { name: START }, subjectOf(id));
  const date = await dateIfAny(tx, id);
  if (!date || date.event.announcedAt === null || date.state === 'cancelled') return;
  await notices.changed(ctx, tx, id);
  await notices.moved(ctx, tx, date);
}

/** The series has no such date any more: gone without a trace where it was not announced. */
async function drop(ctx: Hands, tx: Transaction, id: string): Promise<void> {
  await lock(tx, id);
  const date = await getDate(tx, id);
  if (date.event.announcedAt === null) await tx.occurrence.delete({ where: { id } });
  else if (date.state === 'planned' && date.endsAt > ctx.clock.now()) await cancel(ctx, tx, date, '');
}

const endOf = (start: Date, minutes: number): Date => new Date(start.getTime() + minutes * MINUTE_MS);
