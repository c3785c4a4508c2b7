/** One delivery on its way: when it may leave, through which platform or by mail, and what became of it. */
import type { Card } from '../chat/card.ts';
import type { Limits } from '../chat/limits.ts';
import { type MessageRef, PostError } from '../chat/platform.ts';
import { type Destination, destinationSchema, laneOf, placeOf } from './address.ts';
import { knock } from './cards.ts';
import { type Verdict, verdictOn } from './failure.ts';
import { nextAddress } from './fallback.ts';
import type { Item } from './hand.ts';
import type { Delivery, Fate } from './lanes.ts';
import { readable } from './outbox.ts';
import type { SenderParts } from './parts.ts';
import type { Troubles } from './troubles.ts';

/** A lane's name begins with its platform's. */
export const paceOf = (parts: SenderParts, lane: string): Limits['pace'] | undefined =>
  parts.limits ?? (lane === 'mail' ? parts.mail?.pace : parts.platforms.find(({ name }) => lane.startsWith(`${name}/`))?.limits.pace);

export async function attempt(parts: SenderParts, { delivery, draw }: Item, signal: AbortSignal, troubles: Troubles): Promise<Fate> {
  const { id } = delivery;
  const to = destinationSchema.parse(delivery.address);
  let asked = false;
  try {
    const made = await draw();
    const card = made && to.kind === 'channel' && delivery.personId !== null ? await knock(parts, delivery, to) : made;
    if (card === undefined) return { id, state: 'skipped', reason: 'there was nothing left to say' };
    await turn(parts, to, signal);
    asked = true;
    const posted = await post(parts, delivery, to, card);
    troubles.works(to);
    return { id, state: 'sent', posted: posted ?? null, sentAt: parts.clock.now() };
  } catch (error) {
    if (!asked && signal.aborted) {
      return { id, state: 'queued', reason: '', notBefore: delivery.notBefore, uncertain: delivery.uncertain, counted: false };
    }
    return fateOf(parts, { ...delivery, uncertain: delivery.uncertain || asked }, to, error, troubles);
  }
}

async function turn(parts: SenderParts, to: Destination, signal: AbortSignal): Promise<void> {
  const limits = paceOf(parts, laneOf(to));
  if (!limits) return;
  const cost = to.kind === 'mail' ? 1 : parts.platforms.find(({ name }) => name === to.platform)?.cost?.(to);
  await parts.pace.turn(to, limits, signal, cost);
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
