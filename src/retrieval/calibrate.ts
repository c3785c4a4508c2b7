/**
 * What a base can say about itself by leaving each phrasing out once: from which confidence on an answer is right, from which on the
 * right one is among three, how good each entry is, and which are easily confused. A threshold learnt on another base does not fit.
 */
import type { Base, Ranking } from './base.ts';

export interface Thresholds {
  /** From this confidence on the first entry is given as the answer. */
  readonly direct: number;
  /** From this one on three are offered; below, a person. */
  readonly offer: number;
}

export interface EntryFigures {
  readonly id: string;
  /** How many were asked. */
  readonly phrasings: number;
  /** How many of them find the entry when they are left out. */
  readonly found: number;
}

export interface Confusable {
  readonly one: string;
  readonly other: string;
  /** How many phrasings of either led to the other. */
  readonly times: number;
}

export interface Calibrated extends Thresholds {
  /** Share of phrasings that find their entry first, and among three. */
  readonly first: number;
  readonly amongThree: number;
  readonly entries: readonly EntryFigures[];
  /** The most often confused first. */
  readonly confusable: readonly Confusable[];
}

interface Trial {
  readonly entry: string;
  readonly first: string | undefined;
  readonly amongThree: boolean;
  readonly confidence: number;
  /** How sure the base would be if it had no such entry. */
  readonly without: number;
}

/** Of what is answered directly, so much is to be right when the asker's entry is there. */
const RIGHT = 0.95;
/** Of what is asked about something that has no entry, at most so much is to be answered. */
const ASTRAY = 0.08;
/** So much of what has an entry may go to a person although the entry was among the three. */
const MISSED = 0.02;
/** Below this many trials nothing can be learnt; these are the cautious middle of what bases were found to have. */
const FEWEST = 20;
export const cautious: Thresholds = { direct: 0.35, offer: 0.1 };
/** Phrasings between two pauses. */
const SLICE = 16;
/** So many comparisons of one phrasing with another; of a base that would take more, as many phrasings as that allows are left out in turn. */
const COMPARISONS = 12_000_000;
/** Nobody reads more pairs than this. */
const PAIRS = 100;

/** `pause` lets others work in between. */
export async function calibrate(base: Base, by: 'meaning' | 'letters', pause: () => Promise<void> = async () => {}): Promise<Calibrated> {
  const trials: Trial[] = [];
  for (const n of asked(base.phrasings.length)) {
    if (trials.length % SLICE === SLICE - 1) await pause();
    const left = base.leaveOut(n, by);
    const entry = base.phrasings[n]?.entry ?? '';
    trials.push({ entry, ...of(left.phrasing, entry), without: left.entry.confidence });
  }
  const found = trials.filter((trial) => trial.first === trial.entry);
  const share = (part: number): number => (trials.length === 0 ? 0 : part / trials.length);
  return {
    ...(trials.length < FEWEST ? cautious : thresholdsOf(trials)),
    first: share(found.length),
    amongThree: share(trials.filter(({ amongThree }) => amongThree).length),
    entries: entriesOf(trials),
    confusable: confusableOf(trials),
  };
}

/** All, or some spread evenly over the entries. */
function asked(phrasings: number): readonly number[] {
  const step = Math.max(1, phrasings ** 2 / COMPARISONS);
  return Array.from({ length: Math.ceil(phrasings / step) }, (_, at) => Math.floor(at * step));
}

function of({ best, confidence }: Ranking, entry: string): Pick<Trial, 'first' | 'amongThree' | 'confidence'> {
  return { first: best[0]?.id, amongThree: best.slice(0, 3).some(({ id }) => id === entry), confidence };
}

function thresholdsOf(trials: readonly Trial[]): Thresholds {
  const direct = Math.max(rightFrom(trials), quantile(sorted(trials.map(({ without }) => without)), 1 - ASTRAY));
  const there = sorted(trials.filter(({ amongThree }) => amongThree).map(({ confidence }) => confidence));
  return { direct, offer: Math.min(direct, quantile(there, MISSED)) };
}

/** The lowest confidence from which on enough of what is answered is right. */
function rightFrom(trials: readonly Trial[]): number {
  const falling = trials.toSorted((a, b) => b.confidence - a.confidence);
  let right = 0;
  let lowest = falling[0]?.confidence ?? 1;
  falling.forEach(({ first, entry, confidence }, at) => {
    if (first === entry) right += 1;
    if (right / (at + 1) >= RIGHT) lowest = confidence;
  });
  return lowest;
}

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);
const quantile = (rising: readonly number[], share: number): number =>
  rising[Math.min(rising.length - 1, Math.floor(share * rising.length))] ?? 0;

function entriesOf(trials: readonly Trial[]): readonly EntryFigures[] {
  const figures = new Map<string, { phrasings: number; found: number }>();
  for (const { entry, first } of trials) {
    const { phrasings, found } = figures.get(entry) ?? { phrasings: 0, found: 0 };
    figures.set(entry, { phrasings: phrasings + 1, found: found + (first === entry ? 1 : 0) });
  }
  return [...figures].map(([id, figure]) => ({ id, ...figure }));
}

function confusableOf(trials: readonly Trial[]): readonly Confusable[] {
  const pairs = new Map<string, Confusable>();
  for (const { entry, first } of trials) {
    if (first === undefined || first === entry) continue;
    const [one = entry, other = first] = [entry, first].sort();
    const key = JSON.stringify([one, other]);
    pairs.set(key, { one, other, times: (pairs.get(key)?.times ?? 0) + 1 });
  }
  return [...pairs.values()].sort((a, b) => b.times - a.times).slice(0, PAIRS);
}
