/** Keeps to the platforms' limits, over all replicas: each send reserves its moment in the store (a virtual queue, GCRA). */
import { setTimeout as pause } from 'node:timers/promises';
import type { Limits } from '../chat/limits.ts';
import type { Database } from '../store/store.ts';
import type { Destination } from './address.ts';

export interface Pace {
  /** Resolves when the next message may leave for there; rejects when the signal is aborted. `cost`: requests that it takes, 1 unless said otherwise. */
  turn(to: Destination, limits: Limits['pace'], signal: AbortSignal, cost?: number): Promise<void>;
  /** The platform said to come back later: nobody sends there before. */
  rest(to: Destination, limits: Limits['pace'], seconds: number): Promise<void>;
}

/** Evenly spaced, a little slower than what is allowed: clocks and networks are not exact. */
const CARE = 0.965;

export function createPace(db: Pick<Database, '$queryRaw' | '$executeRaw'>): Pace {
  /** Here one after the other: were several waiting for moments of their own, a process that was held up would send them all at once. */
  const queues = new Map<string, Promise<void>>();

  /** Milliseconds until the reserved moment, by the database's clock. */
  async function reserve(key: string, gap: number): Promise<number> {
    const [reserved] = await db.$queryRaw<{ wait: number }[]>`
      insert into "Pace" as p (key, "freeAt") values (${key}, clock_timestamp() + ${gap} * interval '1 millisecond')
      on conflict (key) do update set "freeAt" = greatest(p."freeAt", clock_timestamp()) + ${gap} * interval '1 millisecond'
      returning (extract(epoch from "freeAt" - clock_timestamp()) * 1000 - ${gap})::float8 as wait`;
    return reserved?.wait ?? 0;
  }

  async function next(key: string, gap: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const wait = await reserve(key, gap);
    if (wait > 1) await pause(wait, undefined, { signal });
  }

  return {
    async turn(to, limits, signal, cost = 1) {
      // The narrowest first: a moment reserved of the whole app's is used when it comes.
      for (const { key, perSecond } of keysOf(to, limits)) {
        const turn = (queues.get(key) ?? Promise.resolve()).then(() => next(key, (cost * 1000) / (perSecond * CARE), signal));
        // Whoever is called off leaves the others their turns.
        const over = turn.catch(() => {});
        queues.set(key, over);
        void over.then(() => queues.get(key) === over && queues.delete(key));
        await turn;
      }
    },
    async rest(to, limits, seconds) {
      // Of the narrowest limit that there is; without any, the sender waits by itself.
      const [key] = keysOf(to, limits);
      if (!key) return;
      await db.$executeRaw`
        insert into "Pace" as p (key, "freeAt") values (${key.key}, clock_timestamp() + ${seconds} * interval '1 second')
        on conflict (key) do update set "freeAt" = greatest(p."freeAt", excluded."freeAt")`;
    },
  };
}

/**
 * Of channels, of the workspace, of the whole app; only those that are bounded. Mail counts as one app. A person's own conversation has no row of
 * its own: its lane has one sender, and nobody is sent two messages within a second.
 */
function keysOf(
  to: Destination,
  { app, workspace, channel }: Limits['pace'],
): readonly { readonly key: string; readonly perSecond: number }[] {
  if (to.kind === 'mail') return Number.isFinite(app) ? [{ key: 'mail', perSecond: app }] : [];
  const place = `${to.platform}/${to.workspace}`;
  return [
    ...(to.kind === 'channel' ? [{ key: `${place}/${to.channel}`, perSecond: channel }] : []),
    { key: place, perSecond: workspace },
    { key: to.platform, perSecond: app },
  ].filter(({ perSecond }) => Number.isFinite(perSecond));
}
