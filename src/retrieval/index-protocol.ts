/** What is said between the process and the thread that holds the indexes. */
import type { BaseEntry, Ranking } from './base.ts';
import type { Calibrated } from './calibrate.ts';
import type { Detected } from './language.ts';

export type Phrased = Pick<BaseEntry, 'id' | 'phrasings'>;

export type IndexRequest =
  | { readonly type: 'speak'; readonly locales: readonly string[] }
  /** Entries of one language that are new or have changed, and those that are gone. */
  | {
      readonly type: 'change';
      readonly locale: string;
      readonly set: readonly Phrased[];
      readonly drop: readonly string[];
      readonly meaning: number;
    }
  /** What sentences mean, for the entries that are to come. */
  | { readonly type: 'vectors'; readonly texts: readonly string[]; readonly vectors: readonly Float32Array[] }
  /** In these languages; without them in the one that it is written in, or in all where that is not sure. */
  | { readonly type: 'rank'; readonly question: string; readonly vector?: Float32Array; readonly locales?: readonly string[] }
  | { readonly type: 'calibrate'; readonly locale: string };

export interface RankedIn extends Ranking {
  readonly locale: string;
  /** What it was ranked by. */
  readonly by: 'meaning' | 'letters';
}

export interface RankAnswer {
  readonly type: 'ranked';
  readonly detected: Detected | undefined;
  readonly rankings: readonly RankedIn[];
  /** With the question's vector some of them would be better. */
  readonly wantsMeaning: boolean;
}
export interface CalibrateAnswer {
  readonly type: 'calibrated';
  /** Overtaken by a change meanwhile: undefined. */
  readonly letters: Calibrated | undefined;
  readonly meaning: Calibrated | undefined;
}
export type IndexAnswer = RankAnswer | CalibrateAnswer | { readonly type: 'done' };
