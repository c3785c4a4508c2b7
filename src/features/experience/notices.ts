/** Who is told what when a sheet changes. Called inside the change's own transaction; what is said stands in messages.ts. */
import { deliverEach, redrawEach } from '../../delivery/each.ts';
import type { Message } from '../../delivery/message.ts';
import { deliverAll, type Hands } from '../../delivery/outbox.ts';
import { toPerson, toPurpose, toReaders } from '../../delivery/readers.ts';
import { subscribersOf } from '../../delivery/subscribers.ts';
import type { Transaction } from '../../store/store.ts';
import type { AppContext } from '../context.ts';
import * as messages from './messages.ts';
import { authorsOf } from './policy.ts';
import { latest, type Sheet } from './queries.ts';
import { sheetRef } from './ref.ts';

/** Answers to somebody go before what goes to many. */
const TO_MANY = -10;

/** To the secretariat's queue, and a receipt to everyone who wrote it. Older cards in the queue say that a newer one came. */
export async function submitted(ctx: AppContext, tx: Transaction, sheet: Sheet, revision: number): Promise<void> {
  const params = { id: sheet.id, revision };
  await redrawQueue(ctx, tx, sheet);
  await deliverEach(ctx, tx, await toPurpose(tx, 'secretariat'), queueKey(sheet.id, revision), messages.queued, params);
  await toAuthors(ctx, tx, sheet, `experience.received:${sheetRef(sheet.id, revision)}`, messages.received, params);
}

/** `first`: a card to every experiences channel; later the cards that stand there are brought up to date. */
export async function published(ctx: AppContext, tx: Transaction, sheet: Sheet, first: boolean): Promise<void> {
  const params = { id: sheet.id, revision: sheet.revision };
  await redrawQueue(ctx, tx, sheet);
  if (first) {
    await deliverEach(ctx, tx, await toPurpose(tx, 'experiences'), cardKey(sheet.id), messages.published, { id: sheet.id });
    await tellSubscribers(ctx, tx, sheet);
  } else await redrawCards(ctx, tx, sheet);
  await toAuthors(ctx, tx, sheet, `experience.yours:${sheetRef(sheet.id, sheet.revision)}`, messages.yoursPublished, params);
}

export async function changedWhilePublished(ctx: Hands, tx: Transaction, sheet: Sheet): Promise<void> {
  await redrawCards(ctx, tx, sheet);
}

export async function changesRequested(ctx: AppContext, tx: Transaction, sheet: Sheet, revision: number, decision: string): Promise<void> {
  await redrawQueue(ctx, tx, sheet);
  await toAuthors(ctx, tx, sheet, `experience.changes:${sheetRef(sheet.id, revision)}`, messages.changesRequested, { decision });
}

export async function declined(ctx: AppContext, tx: Transaction, sheet: Sheet, revision: number, decision: string): Promise<void> {
  await redrawQueue(ctx, tx, sheet);
  await toAuthors(ctx, tx, sheet, `experience.declined:${sheetRef(sheet.id, revision)}`, messages.declined, { decision });
}

/** It is about to be deleted: what stands in the queue says so. */
export async function erased(ctx: Hands, tx: Transaction, sheet: Sheet): Promise<void> {
  await redrawQueue(ctx, tx, sheet);
}

export async function withdrawn(ctx: AppContext, tx: Transaction, sheet: Sheet): Promise<void> {
  await redrawQueue(ctx, tx, sheet);
  await redrawCards(ctx, tx, sheet);
}

export async function invited(ctx: AppContext, tx: Transaction, sheet: Sheet, personId: string, at: Date): Promise<void> {
  const params = { id: sheet.id, by: ctx.actor.name };
  const key = `experience.invited:${sheet.id}/${personId}/${at.getTime()}`;
  await deliverEach(ctx, tx, await toPerson(tx, personId), key, messages.invited, params);
}

export async function invitationAnswered(ctx: AppContext, tx: Transaction, sheet: Sheet, yes: boolean): Promise<void> {
  if (sheet.ownerId === null) return;
  const params = { id: sheet.id, who: ctx.actor.name, yes };
  const key = `experience.answered:${sheet.id}/${ctx.actor.id}/${ctx.clock.now().getTime()}`;
  await deliverEach(ctx, tx, await toPerson(tx, sheet.ownerId), key, messages.invitationAnswered, params);
}

const queueKey = (id: string, revision: number): string => `experience.queue:${sheetRef(id, revision)}`;
const cardKey = (id: string): string => `experience.card:${id}`;

async function toAuthors<P>(ctx: AppContext, tx: Transaction, sheet: Sheet, cause: string, message: Message<P>, params: P): Promise<void> {
  for (const person of authorsOf(sheet)) await deliverEach(ctx, tx, await toPerson(tx, person), `${cause}/${person}`, message, params);
}

/** Whoever asked to hear of new experiences on these themes or from there; its authors hear of it anyway. */
export async function tellSubscribers(ctx: Pick<AppContext, 'queue' | 'newId' | 'clock'>, tx: Transaction, sheet: Sheet): Promise<void> {
  const about = { kind: 'experiences', themes: sheet.themes, countries: sheet.country === '' ? [] : [sheet.country] };
  const authors = new Set(authorsOf(sheet));
  const readers = await toReaders(
    tx,
    (await subscribersOf(tx, about)).filter((person) => !authors.has(person)),
    ctx.clock.now(),
  );
  await deliverAll(
    ctx,
    tx,
    readers.map((reader) => ({
      ...reader,
      key: `experience.news:${sheet.id}/${reader.personId}`,
      message: messages.published,
      params: { id: sheet.id },
      priority: TO_MANY,
    })),
  );
}

/** Every revision has a card in the queue; each says what became of it. */
async function redrawQueue(ctx: Hands, tx: Transaction, sheet: Sheet): Promise<void> {
  const places = await toPurpose(tx, 'secretariat');
  const last = (await latest(tx, sheet)).number;
  for (let revision = 1; revision <= last; revision++) await redrawEach(ctx, tx, places, queueKey(sheet.id, revision));
}

async function redrawCards(ctx: Hands, tx: Transaction, sheet: Sheet): Promise<void> {
  await redrawEach(ctx, tx, await toPurpose(tx, 'experiences'), cardKey(sheet.id));
}
