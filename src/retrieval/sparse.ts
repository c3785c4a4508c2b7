/** A TF-IDF space over short texts that belong to entries: the cosine of a question to each of them, by an inverted index. */
import { countOf, dampened, type Features, type Lexicon } from './lexicon.ts';

export interface SparseSpace {
  /** Of each entry: the square of its centroid's length, times the square of how many texts it has. */
  readonly squares: Float32Array;
  /** Cosine of what has these features to every text of the space. `without`: as if that text had not been there. */
  cosines(features: readonly string[], into: Float32Array, without?: number): void;
}

/**
 * `texts`: the features of each text, in order; `groups`: which entry each belongs to. A feature is rare when few entries have it:
 * what all the phrasings of one entry share tells most of what it is about.
 */
export function createSparseSpace(texts: readonly Features[], groups: readonly number[], lexicon: Lexicon): SparseSpace {
  const holders = new Uint32Array(lexicon.size);
  const groupsHolding = new Uint32Array(lexicon.size);
  const lastGroup = new Int32Array(lexicon.size).fill(-1);
  texts.forEach(({ numbers }, text) => {
    const group = groups[text] ?? 0;
    for (const number of numbers) {
      holders[number] = (holders[number] ?? 0) + 1;
      if (lastGroup[number] === group) continue;
      lastGroup[number] = group;
      groupsHolding[number] = (groupsHolding[number] ?? 0) + 1;
    }
  });
  const groupCount = new Set(groups).size;
  /** Of a feature that so many entries have; one that none has weighs most, so that strange words make a question stranger. */
  const rarity = (held: number): number => Math.log((groupCount + 1) / (held + 1)) + FLOOR;
  const rarities = Float32Array.from(groupsHolding, rarity);

  // Postings of all features one after another: feature n's are from starts[n] to starts[n + 1].
  const starts = new Uint32Array(holders.length + 1);
  for (let n = 0; n < holders.length; n += 1) starts[n + 1] = (starts[n] ?? 0) + (holders[n] ?? 0);
  const filled = starts.slice(0, -1);
  const owners = new Uint32Array(starts.at(-1) ?? 0);
  const weights = new Float32Array(owners.length);
  texts.forEach(({ numbers, weights: counted }, text) => {
    let square = 0;
    for (let n = 0; n < numbers.length; n += 1) square += ((counted[n] ?? 0) * (rarities[numbers[n] ?? 0] ?? 0)) ** 2;
    const length = Math.sqrt(square) || 1;
    for (let n = 0; n < numbers.length; n += 1) {
      const number = numbers[n] ?? 0;
      const at = filled[number] ?? 0;
      owners[at] = text;
      weights[at] = ((counted[n] ?? 0) * (rarities[number] ?? 0)) / length;
      filled[number] = at + 1;
    }
  });

  const squares = squaresOf(starts, owners, weights, groups, groupCount);

  /** Whether no other text of its entry has what this one has. */
  const onlyIn = (number: number, text: number): boolean => {
    for (let at = starts[number] ?? 0; at < (starts[number + 1] ?? 0); at += 1) {
      const owner = owners[at] ?? 0;
      if (owner !== text && groups[owner] === groups[text]) return false;
    }
    return true;
  };

  return {
    squares,
    cosines(features, into, without) {
      into.fill(0);
      let square = 0;
      for (const [feature, count] of countOf(features)) {
        const number = lexicon.numberOf(feature);
        const held = number === undefined ? 0 : (groupsHolding[number] ?? 0) - (without !== undefined && onlyIn(number, without) ? 1 : 0);
        const weight = dampened(count) * rarity(held);
        square += weight * weight;
        if (number === undefined || held <= 0) continue;
        const end = starts[number + 1] ?? 0;
        for (let at = starts[number] ?? 0; at < end; at += 1) {
          const owner = owners[at] ?? 0;
          into[owner] = (into[owner] ?? 0) + weight * (weights[at] ?? 0);
        }
      }
      const length = Math.sqrt(square) || 1;
      for (let at = 0; at < into.length; at += 1) into[at] = (into[at] ?? 0) / length;
    },
  };
}

/** Texts of one entry stand side by side in each feature's postings: their weights are summed, and the sum squared. */
function squaresOf(
  starts: Uint32Array,
  owners: Uint32Array,
  weights: Float32Array,
  groups: readonly number[],
  count: number,
): Float32Array {
  const squares = new Float32Array(count);
  for (let feature = 0; feature + 1 < starts.length; feature += 1) {
    const end = starts[feature + 1] ?? 0;
    for (let at = starts[feature] ?? 0; at < end; ) {
      const group = groups[owners[at] ?? 0] ?? 0;
      let sum = 0;
      while (at < end && groups[owners[at] ?? 0] === group) {
        sum += weights[at] ?? 0;
        at += 1;
      }
      squares[group] = (squares[group] ?? 0) + sum * sum;
    }
  }
  return squares;
}

/** What even a word that every entry has counts for. */
const FLOOR = 0.4;
