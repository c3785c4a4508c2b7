/** Sends what is due in a lane: a few are taken in hand while others are on their way and of others still it is written down what became of them. */
import { PostError } from '../chat/platform.ts';
import type { Run } from '../queue/queue.ts';
import { messageRefSchema } from './address.ts';
import { attempt, paceOf } from './attempt.ts';
import { drawing } from './cards.ts';
import { type Item, openHand } from './hand.ts';
import { type Fate, giveBack, refreshed, settle, stale, take } from './lanes.ts';
import { wake } from './outbox.ts';
import type { SenderParts } from './parts.ts';
import { openTasks } from './tasks.ts';
import { openTroubles, type Troubles } from './troubles.ts';

export type Send = (data: { readonly lane: string }, run: Run) => Promise<void>;

/**
 * How many are taken at a time, and of how many it is written down together what became of them. What is in hand when the
 * process is killed has to be looked for, so these are few where sending is slow, and where nobody can look.
 */
const BOUNDED = { taken: 10, written: 1 };
const FREE = { taken: 200, written: 100 };
/** Requests under way at the same time. */
const PARALLEL = 16;
/** Another run goes on after this, so that closing and taking over are quick. */
const SLICE_MS = 30_000;
/** What stands somewhere is brought up to date this often, however much there is to send. */
const REDRAW_MS = 5_000;
const REDRAWN = 50;

export function createSender(parts: SenderParts): Send {
  return async ({ lane }, run) => {
    const troubles = await openTroubles(parts, lane);
    const end = performance.now() + SLICE_MS;
    // The queue tries a job again under the same id: a run that took over from a dead one is not that one.
    const claim = `${run.id}:${run.attempt}`;
    for (;;) {
      if (run.signal.aborted) return;
      const sent = await sendDue({ parts, lane, claim, signal: run.signal, troubles, end });
      if (sent === 0 && (await redrawSome(parts, lane)) === 0) return;
      if (performance.now() > end) return goOn(parts, lane, run);
    }
  };
}

interface LaneRun {
  readonly parts: SenderParts;
  readonly lane: string;
  readonly claim: string;
  readonly signal: AbortSignal;
  readonly troubles: Troubles;
  /** On `performance`'s clock. */
  readonly end: number;
}

/** Until nothing is due any more, or the time is up. Resolves with how many were taken in hand. */
async function sendDue({ parts, lane, claim, signal, troubles, end }: LaneRun): Promise<number> {
  const few = atOnce(parts, lane);
  const hand = openHand();
  const tasks = openTasks();
  const fates: Fate[] = [];
  let taken = 0;
  let dry = false;
  let redrawAt = performance.now() + REDRAW_MS;

  const takeSome = async (): Promise<void> => {
    const batch = await take(parts.store.db, lane, claim, parts.clock.now(), few.taken);
    const cards = drawing(parts);
    dry = batch.length === 0;
    taken += batch.length;
    hand.add(batch.map((delivery) => ({ delivery, draw: () => cards(delivery) })));
  };
  const send = async (item: Item): Promise<void> => {
    const fate = await attempt(parts, item, signal, troubles);
    fates.push(fate);
    hand.done(item);
  };

  for (;;) {
    const stopped = signal.aborted || tasks.failed;
    const more = !stopped && !dry && performance.now() < end;
    if (more && hand.waiting < few.taken / 2) tasks.alone('take', takeSome);
    if (more && performance.now() > redrawAt) {
      redrawAt = performance.now() + REDRAW_MS;
      tasks.alone('redraw', async () => void (await redrawSome(parts, lane)));
    }
    while (!stopped && tasks.many < PARALLEL) {
      const item = hand.next();
      if (!item) break;
      tasks.beside(() => send(item));
    }
    // Together, but not later than there is nothing else to do.
    if (fates.length >= few.written || (fates.length > 0 && tasks.many < PARALLEL))
      tasks.alone('write', () => writeDown(parts, lane, claim, fates.splice(0), troubles));
    if (tasks.idle) break;
    await tasks.progress();
  }
  await giveBack(parts.store.db, claim, hand.drop());
  tasks.rethrow();
  return taken;
}

function atOnce(parts: SenderParts, lane: string): typeof BOUNDED {
  const limits = lane === 'mail' ? undefined : paceOf(parts, lane);
  const free = limits !== undefined && Object.values(limits).every((perSecond) => !Number.isFinite(perSecond));
  return free ? FREE : BOUNDED;
}

/** What became of them, what is known of their places now, and when the lane has to be looked at again. */
async function writeDown(parts: SenderParts, lane: string, claim: string, fates: readonly Fate[], troubles: Troubles): Promise<void> {
  const moved = fates.flatMap((fate) => (fate.state === 'readdressed' ? [fate.lane] : []));
  const later = fates.flatMap((fate) => (fate.state === 'queued' ? [fate.notBefore] : [])).toSorted((a, b) => a.getTime() - b.getTime());
  if (moved.length === 0 && later.length === 0 && !troubles.changed) return settle(parts.store.db, claim, fates);
  await parts.store.db.$transaction(async (tx) => {
    await settle(tx, claim, fates);
    await troubles.write(tx);
    for (const other of new Set(moved)) await wake(parts, tx, other);
    if (later[0]) await wake(parts, tx, lane, later[0]);
  });
}

async function goOn(parts: SenderParts, lane: string, run: Run): Promise<void> {
  await parts.store.write({ envelope: `delivery:${run.id}:${run.attempt}`, clock: parts.clock }, 'go on', (tx) => wake(parts, tx, lane));
}

async function redrawSome(parts: SenderParts, lane: string): Promise<number> {
  const rows = await stale(parts.store.db, lane, REDRAWN);
  const cards = drawing(parts);
  for (const delivery of rows) {
    const posted = messageRefSchema.safeParse(delivery.posted);
    const platform = posted.success ? parts.platforms.find(({ name }) => name === posted.data.platform) : undefined;
    const card = platform && (await cards(delivery));
    try {
      if (platform && posted.success && card) await platform.edit(posted.data, card);
    } catch (err) {
      // The message or its channel is gone: there is nothing to show it in.
      if (!(err instanceof PostError) || !err.permanent) throw err;
      parts.log.warn({ delivery: delivery.id, message: delivery.message, reason: err.code }, 'a posted message could not be shown anew');
    }
    await refreshed(parts.store.db, delivery);
  }
  return rows.length;
}
