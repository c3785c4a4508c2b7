/** Sends deliveries through the platforms, one at a time in each lane, in the recipient's language and with what is true at that moment. */
import type { Card } from '../chat/card.ts';
import { type Platform, PostError } from '../chat/platform.ts';
import type { Translate } from '../chat/translate.ts';
import type { Clock } from '../clock.ts';
import type { DatedSource } from '../dated.ts';
import type { Links } from '../links.ts';
import type { Log } from '../log.ts';
import type { Queue, Run } from '../queue/queue.ts';
import type { Database, Store } from '../store/store.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { destinationSchema, messageRefSchema } from './address.ts';
import type { AnyMessage } from './message.ts';
import { deliveryJob, readable } from './outbox.ts';

export interface SenderParts {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly translator: (locale: string) => Translate;
  readonly locales: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly links: Links;
  readonly dated: readonly DatedSource[];
  readonly log: Log;
  readonly platforms: readonly Platform[];
  readonly messages: readonly AnyMessage[];
}

type Delivery = NonNullable<Awaited<ReturnType<Database['delivery']['findUnique']>>>;
export type Send = (data: { readonly delivery: string; readonly step: 'send' | 'redraw' }, run: Run) => Promise<void>;

export function createSender(parts: SenderParts): Send {
  return async ({ delivery: id, step }, run) => {
    const delivery = await parts.store.db.delivery.findUnique({ where: { id } });
    if (!delivery) return;
    if (step === 'redraw') await redraw(parts, delivery);
    else if (delivery.state === 'queued' || delivery.state === 'sending') await send(parts, delivery, run);
  };
}

async function send(parts: SenderParts, delivery: Delivery, run: Run): Promise<void> {
  const to = destinationSchema.parse(delivery.address);
  if (to.kind === 'mail') return fail(parts, delivery, 'mail is not configured');
  const platform = parts.platforms.find(({ name }) => name === to.platform);
  if (!platform) return fail(parts, delivery, `${to.platform} is not connected`);
  await note(parts, delivery, run, 'sending', { state: 'sending', attempts: { increment: 1 } });
  const card = await render(parts, delivery);
  if (card === undefined) {
    await note(parts, delivery, run, 'skipped', { state: 'skipped', reason: 'there was nothing left to say' });
    return;
  }
  try {
    const posted = await platform.post(to, card, delivery.key);
    await note(parts, delivery, run, 'sent', { state: 'sent', reason: '', posted: { ...posted }, sentAt: parts.clock.now() });
  } catch (err) {
    if (!(err instanceof PostError)) {
      if (run.last) await fail(parts, delivery, err instanceof Error ? err.message : String(err));
      throw err;
    }
    if (err.permanent) return fail(parts, delivery, err.code);
    if (err.retryAfterSeconds !== undefined) return later(parts, delivery, run, err.retryAfterSeconds, err.code);
    if (run.last) await fail(parts, delivery, err.code);
    throw err;
  }
}

/** The platform says when: that is not a failed attempt. */
async function later(parts: SenderParts, delivery: Delivery, run: Run, seconds: number, reason: string): Promise<void> {
  await parts.store.write(once(parts, run, delivery), 'later', async (tx) => {
    await tx.delivery.update({ where: { id: delivery.id }, data: { state: 'queued', reason } });
    const startAfter = new Date(parts.clock.now().getTime() + seconds * 1000);
    await parts.queue.enqueue(tx, deliveryJob, { delivery: delivery.id, step: 'send' }, { group: delivery.lane, startAfter });
  });
}

async function redraw(parts: SenderParts, delivery: Delivery): Promise<void> {
  // Not posted yet: it will say what is true when it is.
  if (delivery.state !== 'sent') return;
  const posted = messageRefSchema.parse(delivery.posted);
  const platform = parts.platforms.find(({ name }) => name === posted.platform);
  const card = platform && (await render(parts, delivery));
  if (!platform || !card) return;
  try {
    await platform.edit(posted, card);
  } catch (err) {
    // The message or its channel is gone: there is nothing to show it in.
    if (!(err instanceof PostError) || !err.permanent) throw err;
    parts.log.warn({ delivery: delivery.id, message: delivery.message, reason: err.code }, 'a posted message could not be shown anew');
  }
}

async function render(parts: SenderParts, delivery: Delivery): Promise<Card | undefined> {
  const message = parts.messages.find(({ name }) => name === delivery.message);
  if (!message) throw new Error(`no message is called ${delivery.message}`);
  const t = parts.translator(readable(delivery.locale, parts.locales));
  const { clock, vocabulary, links, dated, store } = parts;
  const reader = { locale: t.locale, timeZone: delivery.timeZone, personId: delivery.personId ?? undefined };
  return message.render({ t, ...reader, db: store.db, clock, vocabulary, links, dated }, message.parse(delivery.params));
}

async function fail(parts: SenderParts, delivery: Delivery, reason: string): Promise<void> {
  parts.log.warn({ delivery: delivery.id, message: delivery.message, lane: delivery.lane, reason }, 'a message could not be delivered');
  await parts.store.write({ envelope: `delivery:${delivery.id}`, clock: parts.clock }, 'failed', async (tx) => {
    await tx.delivery.update({ where: { id: delivery.id }, data: { state: 'failed', reason } });
  });
}

type Change = Parameters<Database['delivery']['update']>[0]['data'];

async function note(parts: SenderParts, delivery: Delivery, run: Run, step: string, data: Change): Promise<void> {
  await parts.store.write(once(parts, run, delivery), step, async (tx) => {
    await tx.delivery.update({ where: { id: delivery.id }, data });
  });
}

const once = (parts: SenderParts, run: Run, delivery: Delivery) => ({
  envelope: `delivery:${delivery.id}:${run.id}:${run.attempt}`,
  clock: parts.clock,
});
