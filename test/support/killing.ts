/** An announcement by several replicas of which one after the other is killed at a moment of a seeded choice, and what its readers saw. */
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open.ts';
import { type Carrier, openCarriers } from './carriers.ts';
import { gather } from './crowd.ts';
import { type Replica, startReplica } from './replica.ts';

export interface KillPlan {
  /** Of the PostgreSQL database. */
  readonly url: string;
  /** On each carrier. */
  readonly readers: number;
  readonly kills: number;
  readonly replicas: number;
  /** The same seed chooses the same moments and victims. */
  readonly seed: number;
}

export interface Outcome {
  readonly lost: Readonly<Record<Carrier, number>>;
  readonly twice: Readonly<Record<Carrier, number>>;
  /** How many a killed replica had in hand. */
  readonly inDoubt: number;
  /** Mails that a server took twice under one Message-ID. */
  readonly mailsAgain: number;
  /** The longest time, in seconds, that nothing arrived in. */
  readonly longestSilence: number;
  readonly seconds: number;
}

const LOOK_MS = 10;
/** Longer silent than this, nobody has taken over. */
const PATIENCE_MS = 60_000;

export async function announceUnderFire({ url, readers, kills, replicas, seed }: KillPlan): Promise<Outcome> {
  const carriers = await openCarriers();
  const store = await openStore({ kind: 'server', url }, systemClock);
  const chance = seeded(seed);
  const settings = { url, ...carriers.settings, unbounded: true };
  const running: Replica[] = [];
  try {
    await gather(store, carriers.people(readers));
    for (let n = 0; n < replicas; n += 1) running.push(await startReplica(settings));
    const all = readers * 3;
    const begun = performance.now();
    let longest = 0;
    running[0]?.announce('The call is open');

    /** Resolves when so many have arrived; what nobody takes over is noticed. */
    const reached = async (count: () => Promise<number> | number, wanted: number): Promise<void> => {
      let [known, since] = [await count(), performance.now()];
      while (known < wanted) {
        await pause(LOOK_MS);
        const now = await count();
        if (now !== known) [known, since] = [now, performance.now()];
        const silent = performance.now() - since;
        longest = Math.max(longest, silent);
        if (silent > PATIENCE_MS) throw new Error(`seed ${seed}: ${known} of ${wanted}, and nothing more for a minute`);
      }
    };

    for (let n = 0; n < kills; n += 1) {
      // One in each part of the way, so that there is something left to do after the last.
      await reached(carriers.arrived, Math.floor((all * (n + chance())) / (kills + 1)) + 1);
      const [victim] = running.splice(Math.floor(chance() * running.length), 1);
      await victim?.kill();
      running.push(await startReplica(settings));
    }
    const settled = (): Promise<number> => store.db.delivery.count({ where: { state: { in: ['sent', 'failed', 'skipped'] } } });
    await reached(settled, all);
    const seen = carriers.seen();
    const of = (count: (times: ReadonlyMap<string, number>) => number) => ({
      Slack: count(seen.Slack),
      Discord: count(seen.Discord),
      'e-mail': count(seen['e-mail']),
    });
    return {
      lost: of((times) => readers - times.size),
      twice: of((times) => [...times.values()].filter((count) => count > 1).length),
      inDoubt: await store.db.delivery.count({ where: { attempts: { gt: 1 } } }),
      mailsAgain: carriers.again(),
      longestSilence: longest / 1000,
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    for (const replica of running) await replica.kill();
    await store.close();
    await carriers.close();
  }
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
