/** Two kinds of load on a chat platform, and what their samples say beside a bare SDK's: shared by the platforms' benchmarks. */
import type { Row } from './row.ts';

/** Milliseconds from sending to the first response, and to the answer that people read. */
export interface Sample {
  readonly ack: number;
  readonly answer: number;
}
/** Sends one command as the n-th person, and measures it. */
export type Send = (nth: number) => Promise<Sample>;

/** So many a second, whether or not the ones before have been answered. */
export async function openLoop(send: Send, perSecond: number, seconds: number): Promise<Sample[]> {
  const under: Promise<Sample>[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const from = performance.now();
  const timer = setInterval(() => {
    // What a late timer missed is sent now: an open loop does not wait for anybody.
    const due = Math.floor(((performance.now() - from) / 1000) * perSecond);
    while (under.length < Math.min(due, perSecond * seconds)) under.push(send(under.length));
    if (under.length < perSecond * seconds) return;
    clearInterval(timer);
    resolve();
  }, 2);
  await promise;
  return Promise.all(under);
}

/** So many under way at any time, `count` in all. */
export async function closedLoop(send: Send, inFlight: number, count: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  let sent = 0;
  const one = async (nth: number): Promise<void> => {
    while (sent < count) {
      sent += 1;
      samples.push(await send(nth));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, nth) => one(nth)));
  return samples;
}

export function rowsOf(
  what: string,
  baseline: string,
  { bare, ours }: { readonly bare: readonly Sample[]; readonly ours: readonly Sample[] },
): Row[] {
  const ack = { bare: quantiles(bare, 'ack'), ours: quantiles(ours, 'ack') };
  const answer = { bare: quantiles(bare, 'answer'), ours: quantiles(ours, 'answer') };
  return [
    {
      what: `${what}: sent to acknowledged`,
      figure: shown(ack.ours),
      baseline: `${baseline} ${shown(ack.bare)}`,
      reach: 'p50 at most bare + 0.5 ms, p99 + 10 ms',
      ok: ack.ours.p50 <= ack.bare.p50 + 0.5 && ack.ours.p99 <= ack.bare.p99 + 10,
    },
    {
      what: `${what}: sent to answer seen`,
      figure: shown(answer.ours),
      baseline: `${baseline} ${shown(answer.bare)}`,
      reach: 'p50 at most bare + 2 ms',
      ok: answer.ours.p50 <= answer.bare.p50 + 2,
    },
  ];
}

function quantiles(samples: readonly Sample[], key: keyof Sample): { readonly p50: number; readonly p99: number } {
  const sorted = samples.map((sample) => sample[key]).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

const shown = ({ p50, p99 }: { readonly p50: number; readonly p99: number }): string =>
  `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
