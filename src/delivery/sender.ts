/** Sends what is due in a lane through the platforms and by mail, in each recipient's language, with what is true at that moment. */
import type { Card } from '../chat/card.ts';
import type { Limits } from '../chat/limits.ts';
import { type Address, type MessageRef, PostError } from '../chat/platform.ts';
import type { Run } from '../queue/queue.ts';
import { type Destination, destinationSchema, laneOf, messageRefSchema, placeOf } from './address.ts';
import { type Verdict, verdictOn } from './failure.ts';
import { nextAddress } from './fallback.ts';
import { knockCard } from './knock.ts';
import { type Delivery, type Fate, giveBack, refreshed, settle, stale, take } from './lanes.ts';
import type { AnyMessage } from './message.ts';
import { readable, wake } from './outbox.ts';
import type { SenderParts } from './parts.ts';
import { openTroubles, type Troubles } from './troubles.ts';

export type Send = (data: { readonly lane: string }, run: Run) => Promise<void>;

/** In hand at a time. What is in hand when the process is killed has to be looked for, so little is taken where sending is slow. */
const AT_ONCE = { bounded: 10, free: 200 };
/** Requests under way at the same time. */
const PARALLEL = 16;
/** Another run goes on after this, so that closing and taking over are quick. */
const SLICE_MS = 30_000;
const REDRAWN = 50;

export function createSender(parts: SenderParts): Send {
  return async ({ lane }, run) => {
    const troubles = await openTroubles(parts, lane);
    const end = performance.now() + SLICE_MS;
    // The queue tries a job again under the same id: a run that took over from a dead one is not that one.
    const claim = `${run.id}:${run.attempt}`;
    for (;;) {
      if (run.signal.aborted) return;
      const batch = await take(parts.store.db, lane, claim, parts.clock.now(), atOnce(parts, lane));
      if (batch.length > 0) await sendAll(parts, batch, claim, run, troubles);
      else if ((await redrawSome(parts, lane)) === 0) return;
      if (performance.now() > end) return goOn(parts, lane, run);
    }
  };
}

/** A lane's name begins with its platform's. */
const paceOf = (parts: SenderParts, lane: string): Limits['pace'] | undefined =>
  parts.limits ?? parts.platforms.find(({ name }) => lane.startsWith(`${name}/`))?.limits.pace;

function atOnce(parts: SenderParts, lane: string): number {
  const limits = paceOf(parts, lane);
  const free = limits !== undefined && Object.values(limits).every((perSecond) => !Number.isFinite(perSecond));
  return free ? AT_ONCE.free : AT_ONCE.bounded;
}

async function goOn(parts: SenderParts, lane: string, run: Run): Promise<void> {
  await parts.store.write({ envelope: `delivery:${run.id}:${run.attempt}`, clock: parts.clock }, 'go on', (tx) => wake(parts, tx, lane));
}

/** Of one place one after the other, of different ones side by side. What became of them is written down together. */
async function sendAll(parts: SenderParts, batch: readonly Delivery[], claim: string, run: Run, troubles: Troubles): Promise<void> {
  const places = new Map<string, Delivery[]>();
  for (const delivery of batch) {
    const place = JSON.stringify(delivery.address);
    places.set(place, [...(places.get(place) ?? []), delivery]);
  }
  const queues = [...places.values()];
  const fates: Fate[] = [];
  const cards = rendered(parts);
  const untouched = new Set(batch.map(({ id }) => id));
  const worker = async (): Promise<void> => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift()) {
      for (const delivery of queue) {
        if (run.signal.aborted) return;
        untouched.delete(delivery.id);
        fates.push(await sendOne(parts, delivery, run, troubles, cards));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, queues.length) }, worker));
  const moved = fates.flatMap((fate) => (fate.state === 'readdressed' ? [fate.lane] : []));
  const later = fates.flatMap((fate) => (fate.state === 'queued' ? [fate.notBefore] : [])).toSorted((a, b) => a.getTime() - b.getTime());
  await parts.store.db.$transaction(async (tx) => {
    await settle(tx, claim, fates);
    await troubles.write(tx);
    for (const lane of new Set(moved)) await wake(parts, tx, lane);
    const [first] = batch;
    if (first && later[0]) await wake(parts, tx, first.lane, later[0]);
  });
  await giveBack(parts.store.db, claim, [...untouched]);
}

type Cards = (delivery: Delivery) => Promise<Card | undefined>;

async function sendOne(parts: SenderParts, delivery: Delivery, run: Run, troubles: Troubles, cards: Cards): Promise<Fate> {
  const { id } = delivery;
  const to = destinationSchema.parse(delivery.address);
  let asked = false;
  try {
    const made = await cards(delivery);
    // What is somebody's own is not said before others: in a channel they are only called.
    const card = made && to.kind === 'channel' && delivery.personId !== null ? await knock(parts, delivery, to) : made;
    if (card === undefined) return { id, state: 'skipped', reason: 'there was nothing left to say' };
    await turn(parts, to, run.signal);
    asked = true;
    const posted = await post(parts, delivery, to, card);
    troubles.works(to);
    return { id, state: 'sent', posted: posted ?? null, sentAt: parts.clock.now() };
  } catch (error) {
    if (!asked && run.signal.aborted) {
      return { id, state: 'queued', reason: '', notBefore: delivery.notBefore, uncertain: delivery.uncertain, counted: false };
    }
    return fateOf(parts, { ...delivery, uncertain: delivery.uncertain || asked }, to, error, troubles);
  }
}

async function turn(parts: SenderParts, to: Destination, signal: AbortSignal): Promise<void> {
  const limits = paceOf(parts, laneOf(to));
  if (limits) await parts.pace.turn(to, limits, signal);
}

async function post(parts: SenderParts, delivery: Delivery, to: Destination, card: Card): Promise<MessageRef | undefined> {
  const { key, uncertain, attemptedAt } = delivery;
  if (to.kind === 'mail') {
    if (parts.mail === undefined) throw new PostError('mail_not_configured', true, { about: 'workspace' });
    const t = parts.translator(readable(delivery.locale, parts.locales));
    await parts.mail.post(to, card, key, { t, timeZone: delivery.timeZone, personId: delivery.personId ?? undefined });
    return undefined;
  }
  const platform = parts.platforms.find(({ name }) => name === to.platform);
  if (!platform) throw new PostError('not_connected', true, { about: 'workspace' });
  return platform.post(to, card, key, uncertain && attemptedAt !== null ? { since: attemptedAt } : undefined);
}

async function fateOf(parts: SenderParts, delivery: Delivery, to: Destination, error: unknown, troubles: Troubles): Promise<Fate> {
  const { id, lane, message } = delivery;
  const verdict: Verdict = verdictOn(error, delivery, parts.chance());
  const about = { delivery: id, message, lane, reason: verdict.reason };
  if (verdict.type === 'again') {
    const limits = paceOf(parts, lane);
    if (error instanceof PostError && error.retryAfterSeconds !== undefined && limits)
      await parts.pace.rest(to, limits, error.retryAfterSeconds);
    if (!(error instanceof PostError))
      parts.log.error({ ...about, err: error }, 'a message could not be made or sent, and will be tried again');
    const notBefore = new Date(parts.clock.now().getTime() + verdict.waitMs);
    return { id, state: 'queued', reason: verdict.reason, notBefore, uncertain: verdict.uncertain, counted: verdict.counted };
  }
  if (verdict.failure === 'gone') {
    if (error instanceof PostError) troubles.refuses(to, error);
    const next = await nextAddress(parts.store.db, delivery, to, error);
    if (next) return { id, state: 'readdressed', reason: verdict.reason, address: { ...next }, lane: laneOf(next) };
  }
  parts.log.warn({ ...about, place: to.kind === 'mail' ? 'mail' : placeOf(to) }, 'a message could not be delivered');
  return { id, state: 'failed', reason: verdict.reason, failure: verdict.failure };
}

/** Cards as they are drawn now; what says the same to several readers of a language is made once. */
function rendered(parts: SenderParts): Cards {
  const made = new Map<string, Promise<Card | undefined>>();
  return (delivery) => {
    const { message, params, locale, timeZone, personId } = delivery;
    const known = parts.messages.find(({ name }) => name === message);
    const reader = known?.shared === true ? null : personId;
    const what = JSON.stringify([message, params, readable(locale, parts.locales), timeZone, reader]);
    const card = made.get(what) ?? render(parts, delivery, known);
    made.set(what, card);
    return card;
  };
}

function render(parts: SenderParts, delivery: Delivery, message: AnyMessage | undefined): Promise<Card | undefined> {
  if (!message) throw new Error(`no message is called ${delivery.message}`);
  const t = parts.translator(readable(delivery.locale, parts.locales));
  const { clock, vocabulary, links, dated, store } = parts;
  const reader = { locale: t.locale, timeZone: delivery.timeZone, personId: delivery.personId ?? undefined };
  return message.render({ t, ...reader, db: store.db, clock, vocabulary, links, dated }, message.parse(delivery.params));
}

async function knock(parts: SenderParts, { id, personId, locale }: Delivery, to: Address): Promise<Card> {
  const account = await parts.store.db.identity.findFirst({ where: { personId: personId ?? '', platform: to.platform } });
  return knockCard(parts.translator(readable(locale, parts.locales)), id, account ?? undefined);
}

async function redrawSome(parts: SenderParts, lane: string): Promise<number> {
  const rows = await stale(parts.store.db, lane, REDRAWN);
  const cards = rendered(parts);
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
