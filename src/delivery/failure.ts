/** What a refused or lost send means for the delivery: tried again, given up, or sent somewhere else. Pure. */
import { PostError, UNKNOWABLE } from '../chat/platform.ts';
import type { Delivery } from './lanes.ts';

export type Verdict =
  | { readonly type: 'again'; readonly reason: string; readonly waitMs: number; readonly uncertain: boolean; readonly counted: boolean }
  | { readonly type: 'failed'; readonly reason: string; readonly failure: 'gone' | 'exhausted' | 'uncertain' };

/** Over about two hours. */
export const TRIES = 8;
const FIRST_MS = 2_000;
const LONGEST_MS = 60 * 60_000;

/** `chance` from 0 to 1: full jitter, so that what failed together does not come back together. */
export function verdictOn(error: unknown, delivery: Pick<Delivery, 'attempts' | 'uncertain'>, chance: number): Verdict {
  const trouble = error instanceof PostError ? error : undefined;
  const reason = trouble?.code ?? (error instanceof Error ? error.name : 'unknown');
  if (trouble?.code === UNKNOWABLE) return { type: 'failed', reason, failure: 'uncertain' };
  if (trouble?.permanent) return { type: 'failed', reason, failure: 'gone' };
  const uncertain = trouble?.uncertain ?? delivery.uncertain;
  if (trouble?.retryAfterSeconds !== undefined) {
    return { type: 'again', reason, waitMs: trouble.retryAfterSeconds * 1000, uncertain, counted: false };
  }
  if (delivery.attempts >= TRIES) return { type: 'failed', reason, failure: uncertain ? 'uncertain' : 'exhausted' };
  return { type: 'again', reason, waitMs: backoff(delivery.attempts, chance), uncertain, counted: true };
}

/** Before the attempt after this one, counted from 1: doubling, with full jitter over its second half. */
export function backoff(attempts: number, chance: number): number {
  const most = Math.min(FIRST_MS * 4 ** (attempts - 1), LONGEST_MS);
  return most / 2 + (most / 2) * chance;
}
