/** Who is told what when a call opens or its dates change. Called inside the change's own transaction; what is said stands in messages.ts. */
import { type Destination, placeOf } from '../../delivery/address.ts';
import { deliver, deliverAll, redraw } from '../../delivery/outbox.ts';
import { toPurpose, toReaders } from '../../delivery/readers.ts';
import { replan } from '../../delivery/reminder.ts';
import { subscribersOf } from '../../delivery/subscribers.ts';
import { announceChange, misinformed } from '../../delivery/told.ts';
import type { Transaction } from '../../store/store.ts';
import type { AppContext, Parts } from '../context.ts';
import { CLOSING } from './intake/service.ts';
import * as messages from './messages.ts';
import { type Call, dateOf, type Phase, submissionOf } from './queries.ts';
import { AWARDS, CALLS } from './reminder.ts';

export type Hands = Pick<Parts, 'queue' | 'newId' | 'clock'>;

/** What goes to many waits for what answers somebody. */
const TO_MANY = -1;

/** A card in every channel for awards, a message to everybody who asked to hear of calls, and reminders from now on. */
export async function opened(ctx: Hands, tx: Transaction, call: Call): Promise<void> {
  const params = { id: call.id };
  for (const channel of await toPurpose(tx, AWARDS)) {
    await deliver(ctx, tx, { ...channel, key: cardKey(call.id, channel.to), message: messages.card, params, ...about(call) });
  }
  const readers = await toReaders(tx, await subscribersOf(tx, CALLS), ctx.clock.now());
  await deliverAll(
    ctx,
    tx,
    readers.map((reader) => ({
      ...reader,
      key: `call.opened:${call.id}:${reader.personId ?? placeOf(reader.to)}`,
      message: messages.opened,
      params,
      priority: TO_MANY,
      ...about(call),
    })),
  );
  await planned(ctx, tx, call);
}

/** What stands in the channels shows what is true now. */
export async function redrawn(ctx: Hands, tx: Transaction, call: Call): Promise<void> {
  for (const { to } of await toPurpose(tx, AWARDS)) await redraw(ctx, tx, cardKey(call.id, to));
}

/** Everybody who was told another closing is told this one, and nobody else; reminders are planned again. */
export async function moved(ctx: Hands, tx: Transaction, call: Call, phase: Phase, reason: string): Promise<void> {
  await planned(ctx, tx, call);
  if (phase.closesAt === null) return;
  const to = phase.closesAt;
  await announceChange(ctx, tx, {
    subject: dateOf(call.id, phase.key),
    at: to,
    message: messages.moved,
    params: (known) => ({ id: call.id, phase: phase.key, from: known.toISOString(), to: to.toISOString(), reason }),
    keyPrefix: `call.moved:${call.id}/${phase.key}/${phase.sequence}`,
    cause: causeOf(call.id),
  });
}

async function planned(ctx: Hands, tx: Transaction, call: Call): Promise<void> {
  const submission = submissionOf(call);
  if (submission) await replan(ctx, tx, { name: CLOSING }, dateOf(call.id, submission.key));
}

export interface Reach {
  readonly channels: number;
  readonly people: number;
}

/** How many an opening would reach, for the card that asks before anything leaves. */
export async function reach(tx: Pick<Transaction, '$queryRaw' | 'person' | 'workspace' | 'channel'>): Promise<Reach> {
  return { channels: (await toPurpose(tx, AWARDS)).length, people: (await subscribersOf(tx, CALLS)).length };
}

/** Who knows another closing than this one, for the card that asks before anything leaves; whoever reads that card knows it. */
export async function misled(
  { store: { db }, actor }: Pick<AppContext, 'store' | 'actor'>,
  call: Call,
  phase: Phase,
  to: Date,
): Promise<Misled> {
  const told = (await misinformed(db, dateOf(call.id, phase.key), to)).map(({ reader }) => reader);
  const readers = told.filter((reader) => !('personId' in reader) || reader.personId !== actor.id);
  const places = new Set(readers.flatMap((reader) => ('place' in reader ? [reader.place] : [])));
  const channels = await db.channel.findMany({ include: { workspace: true }, orderBy: { id: 'asc' } });
  const standing = channels.filter(({ externalId, workspace }) =>
    places.has(`${workspace.platform}/${workspace.externalId}/${externalId}`),
  );
  return {
    people: readers.length - places.size,
    channels: standing.map(({ purpose, workspace }) => ({ purpose, workspace: workspace.name })),
  };
}

export interface Misled {
  readonly people: number;
  readonly channels: readonly { readonly purpose: string; readonly workspace: string }[];
}

const cardKey = (callId: string, to: Destination): string => `call.card:${callId}:${placeOf(to)}`;
/** What everything that leaves about a call belongs to. */
const causeOf = (callId: string): string => `call:${callId}`;

function about(call: Call) {
  const submission = submissionOf(call);
  const at = submission?.closesAt;
  return { cause: causeOf(call.id), ...(submission && at ? { tells: { subject: dateOf(call.id, submission.key), at } } : {}) };
}
