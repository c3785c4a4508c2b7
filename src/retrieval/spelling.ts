/** Repairs a word that a base does not know to one that it knows, where a single slip lies between the two (Damerau distance 1). */

export interface Spelling {
  /** The words, each unknown one replaced by its nearest known one if there is one. */
  repair(words: readonly string[]): readonly string[];
}

/** Shorter words have too many neighbours: what is off topic would be repaired into the topic. */
const SHORTEST = 5;

/** `counts`: how often each known word is used; the most frequent neighbour is taken. */
export function createSpelling(counts: ReadonlyMap<string, number>): Spelling {
  const letters = [...new Set([...counts.keys()].join(''))];
  const nearest = (word: string): string => {
    let best = word;
    let most = 0;
    for (const candidate of slips(word, letters)) {
      const count = counts.get(candidate) ?? 0;
      if (count > most && candidate.length >= SHORTEST - 1) [best, most] = [candidate, count];
    }
    return best;
  };
  return {
    repair: (words) => words.map((word) => (word.length < SHORTEST || counts.has(word) || /\d/.test(word) ? word : nearest(word))),
  };
}

/** Everything that is one letter left out, swapped with its neighbour, replaced or put in away. */
function* slips(word: string, letters: readonly string[]): Generator<string> {
  for (let at = 0; at <= word.length; at += 1) {
    const before = word.slice(0, at);
    const after = word.slice(at);
    if (after.length > 0) yield before + after.slice(1);
    if (after.length > 1) yield `${before}${after.charAt(1)}${after.charAt(0)}${after.slice(2)}`;
    for (const letter of letters) {
      if (after.length > 0) yield before + letter + after.slice(1);
      yield before + letter + after;
    }
  }
}
