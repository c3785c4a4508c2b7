/** Who is told what when an event changes. Called inside the change's own transaction; what is said stands in messages.ts. */

import { z } from 'zod';
import { type Destination, placeOf } from '../../delivery/address.ts';
import type { Message } from '../../delivery/message.ts';
import { deliver, redraw } from '../../delivery/outbox.ts';
import { type Recipient, toPurpose, toReaders } from '../../delivery/readers.ts';
import { subscribersOf } from '../../delivery/subscribers.ts';
import { announceChange, misinformed, type Told } from '../../delivery/told.ts';
import { defineJob } from '../../queue/queue.ts';
import type { Transaction } from '../../store/store.ts';
import type { Parts } from '../context.ts';
import * as messages from './messages.ts';
import { mirrorDate } from './mirror/service.ts';
import type { DateRecord } from './queries.ts';
import { CARDS, causeOf, subjectOf } from './subject.ts';

export type Hands = Pick<Parts, 'queue' | 'newId' | 'clock'>;

/** Many who answer within this time are shown by one new drawing. */
const TOGETHER_MS = 3000;
/** What goes to many waits for what answers somebody. */
const TO_MANY = -1;

export const drawJob = defineJob({
  name: 'event.draw',
  retries: 3,
  parse: (data) => z.object({ occurrence: z.string() }).parse(data),
});

/** The card in every channel for events; where it stands already nothing happens. */
export async function posted(ctx: Hands, tx: Transaction, date: DateRecord): Promise<void> {
  for (const channel of await toPurpose(tx, CARDS)) {
    const key = cardKey(date.id, channel.to);
    await deliver(ctx, tx, { ...channel, key, message: messages.card, params: { id: date.id }, ...about(date) });
  }
}

/** To everybody who asked to hear of events like this one, and into the calendars that platforms keep. */
export async function announced(ctx: Hands, tx: Transaction, date: DateRecord, coming: readonly string[]): Promise<void> {
  for (const id of coming) await mirrorDate(ctx, tx, id);
  const { themes, country } = date.event;
  const subscribers = await subscribersOf(tx, { kind: 'events', themes, countries: country === '' ? [] : [country] });
  await toEach(
    ctx,
    tx,
    await toReaders(tx, subscribers, ctx.clock.now()),
    'event.announced',
    date,
    messages.announced,
    { id: date.id },
    TO_MANY,
  );
}

/** At once, for what everybody should see: another date, another title, cancelled. */
export async function redrawn(ctx: Hands, tx: Transaction, occurrenceId: string): Promise<void> {
  for (const { to } of await toPurpose(tx, CARDS)) await redraw(ctx, tx, cardKey(occurrenceId, to));
}

/** The same, and in the calendars that platforms keep. */
export async function changed(ctx: Hands, tx: Transaction, occurrenceId: string): Promise<void> {
  await redrawn(ctx, tx, occurrenceId);
  await mirrorDate(ctx, tx, occurrenceId);
}

/** For what changes often: the first change shows at once, those that follow closely together. */
export async function redrawnSoon(ctx: Hands, tx: Transaction, date: Pick<DateRecord, 'id' | 'drawnAt'>): Promise<void> {
  const since = date.drawnAt === null ? 0 : date.drawnAt.getTime() + TOGETHER_MS;
  const startAfter = new Date(Math.max(ctx.clock.now().getTime(), since));
  await ctx.queue.enqueue(tx, drawJob, { occurrence: date.id }, { singletonKey: date.id, startAfter });
}

/** Everybody who was told another date is told this one, and nobody else. */
export async function moved(ctx: Hands, tx: Transaction, date: DateRecord): Promise<void> {
  await announceChange(ctx, tx, {
    subject: subjectOf(date.id),
    at: date.startsAt,
    keyPrefix: `event.moved:${date.id}/${date.sequence}`,
    message: messages.moved,
    params: (known) => ({ id: date.id, from: known.toISOString(), to: date.startsAt.toISOString() }),
    cause: causeOf(date.eventId),
  });
}

/** Everybody who knows of a date, whichever, is told that it does not take place. */
export async function cancelled(ctx: Hands, tx: Transaction, date: DateRecord): Promise<void> {
  const told = await misinformed(tx, subjectOf(date.id), NEVER);
  const known = new Set(told.flatMap(({ reader }) => ('personId' in reader ? [reader.personId] : [])));
  const more = await tx.rsvp.findMany({ where: { occurrenceId: date.id }, select: { personId: true } });
  const others = more.filter(({ personId }) => !known.has(personId)).map(({ personId }) => ({ reader: { personId }, at: date.startsAt }));
  for (const { recipient } of await readersOf(tx, [...told, ...others])) {
    const key = `event.cancelled:${date.id}/${date.sequence}:${readerKey(recipient)}`;
    await deliver(ctx, tx, { ...recipient, key, message: messages.cancelled, params: { id: date.id }, cause: causeOf(date.eventId) });
  }
}

/** They had been waiting and have a place now. */
export async function promoted(ctx: Hands, tx: Transaction, date: DateRecord, persons: readonly string[]): Promise<void> {
  // Somebody may wait and be given a place more than once.
  await toEach(ctx, tx, await toReaders(tx, persons), `event.place:${ctx.newId()}`, date, messages.placeFreed, { id: date.id });
}

/** It is over: those who said yes are thanked and asked what they thought of it. */
export async function closed(ctx: Hands, tx: Transaction, date: DateRecord): Promise<void> {
  const came = await tx.rsvp.findMany({ where: { occurrenceId: date.id, answer: 'yes' }, select: { personId: true } });
  const persons = came.map(({ personId }) => personId);
  await toEach(ctx, tx, await toReaders(tx, persons, ctx.clock.now()), 'event.thanks', date, messages.thanks, { id: date.id }, TO_MANY);
}

/** How many it would reach, for the card that asks before anything leaves. */
export async function reach(
  tx: Pick<Transaction, '$queryRaw' | 'person' | 'workspace' | 'channel'>,
  { themes, country }: { readonly themes: readonly string[]; readonly country: string },
): Promise<{ readonly channels: number; readonly people: number }> {
  const channels = await toPurpose(tx, CARDS);
  const people = await subscribersOf(tx, { kind: 'events', themes, countries: country === '' ? [] : [country] });
  return { channels: channels.length, people: people.length };
}

const NEVER = new Date(0);
const cardKey = (occurrenceId: string, to: Destination): string => `event.card:${occurrenceId}:${placeOf(to)}`;
const about = (date: DateRecord) => ({ cause: causeOf(date.eventId), tells: { subject: subjectOf(date.id), at: date.startsAt } }) as const;
const readerKey = ({ to, personId }: Recipient): string => personId ?? placeOf(to);

interface Reached {
  readonly recipient: Recipient;
  readonly from: Date;
}

/** Persons wherever they read, and the channels for events that are still bound. */
async function readersOf(tx: Transaction, told: readonly Pick<Told, 'reader' | 'at'>[]): Promise<readonly Reached[]> {
  const keyed = new Map(told.map(({ reader, at }) => ['personId' in reader ? reader.personId : reader.place, at]));
  const persons = told.flatMap(({ reader }) => ('personId' in reader ? [reader.personId] : []));
  const recipients = [...(await toReaders(tx, persons)), ...(await toPurpose(tx, CARDS))];
  return recipients.flatMap((recipient) => {
    const from = keyed.get(readerKey(recipient));
    return from === undefined ? [] : [{ recipient, from }];
  });
}

async function toEach<P>(
  ctx: Hands,
  tx: Transaction,
  recipients: readonly Recipient[],
  what: string,
  date: DateRecord,
  message: Message<P>,
  params: P,
  priority = 0,
): Promise<void> {
  for (const recipient of recipients) {
    const key = `${what}:${date.id}/${readerKey(recipient)}`;
    await deliver(ctx, tx, { ...recipient, key, message, params, priority, ...about(date) });
  }
}
