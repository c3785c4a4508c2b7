/** What is done with a ranking: one answer, three to choose from, or a person. */
import type { Ranked } from './base.ts';
import type { Thresholds } from './calibrate.ts';

/** One language's ranking with that language's own thresholds. */
export interface Judged extends Thresholds {
  readonly locale: string;
  readonly best: readonly Ranked[];
  readonly confidence: number;
}

export interface Decision {
  readonly type: 'direct' | 'choices' | 'none';
  /** Ids, the likeliest first, each once; whatever the decision is. */
  readonly candidates: readonly string[];
  /** Of the language that decided. */
  readonly confidence: number;
  /** The language in which it was found; undefined where nothing was. */
  readonly locale: string | undefined;
}

/** The language that is furthest above its own threshold decides. */
export function decide(rankings: readonly Judged[]): Decision {
  const ordered = rankings.filter(({ best }) => best.length > 0).toSorted((a, b) => above(b) - above(a));
  const [first] = ordered;
  const offered = ordered.filter(({ confidence, offer }) => confidence >= offer);
  const candidates = [...new Set([...offered, ...ordered].flatMap(({ best }) => best.map(({ id }) => id)))];
  const type = !first || offered.length === 0 ? 'none' : first.confidence >= first.direct ? 'direct' : 'choices';
  return { type, candidates, confidence: first?.confidence ?? 0, locale: first?.locale };
}

const above = ({ confidence, direct }: Judged): number => confidence / Math.max(direct, Number.EPSILON);
