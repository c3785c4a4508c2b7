/** Features by number, and the numbers of texts that were read before: a base that changes a little is not read anew. */

/** A text's features, each once, with how much its count weighs. */
export interface Features {
  readonly numbers: Uint32Array;
  readonly weights: Float32Array;
}

export interface Lexicon {
  readonly size: number;
  /** Undefined for one that was never read. */
  numberOf(feature: string): number | undefined;
  read(features: readonly string[]): Features;
}

export function createLexicon(): Lexicon {
  const known = new Map<string, number>();
  const numbered = (feature: string): number => {
    const number = known.get(feature) ?? known.size;
    if (number === known.size) known.set(feature, number);
    return number;
  };
  return {
    get size() {
      return known.size;
    },
    numberOf: (feature) => known.get(feature),
    read(features) {
      const counts = [...countOf(features)];
      return {
        numbers: Uint32Array.from(counts, ([feature]) => numbered(feature)),
        weights: Float32Array.from(counts, ([, count]) => dampened(count)),
      };
    },
  };
}

export const dampened = (count: number): number => 1 + Math.log(count);

export function countOf(features: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
}
