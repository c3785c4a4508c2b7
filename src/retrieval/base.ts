/**
 * Finds which of the entries a question asks for. Three spaces: words with their pairs, runs of letters, and, where there is an
 * embedding model, sentence vectors. In each an entry has its best phrasing's cosine in part, and its centroid's for the rest.
 */
import { createDenseSpace } from './dense.ts';
import { createLexicon, type Features, type Lexicon } from './lexicon.ts';
import { createSparseSpace } from './sparse.ts';
import { createSpelling } from './spelling.ts';
import { letterFeatures, wordFeatures, wordsOf } from './text.ts';

export interface BaseEntry {
  readonly id: string;
  /** At least one. */
  readonly phrasings: readonly string[];
  /** One for each phrasing, of length 1; without a model none. */
  readonly vectors?: readonly Float32Array[];
}

export interface Ranked {
  readonly id: string;
  readonly score: number;
}

export interface Ranking {
  /** The likeliest first, at most ten. */
  readonly best: readonly Ranked[];
  /** How sure the first one is: its score, less a part of the next one's and of what the next nine have on average; 1 for a phrasing word for word. */
  readonly confidence: number;
}

export interface Base {
  readonly size: number;
  /** Whether it knows what every phrasing means, and a question's vector counts. */
  readonly meaning: boolean;
  /** Every phrasing with the entry that it belongs to. */
  readonly phrasings: readonly { readonly entry: string; readonly text: string }[];
  /** Without the question's vector: by its words and letters. */
  rank(question: string, vector?: Float32Array): Ranking;
  /** Phrasing n as a question: to a base that has not got it, and to one that has not got its entry either. */
  leaveOut(n: number, by: 'meaning' | 'letters'): { readonly phrasing: Ranking; readonly entry: Ranking };
}

/** What the best phrasing counts for, the centroid for the rest: the more phrasings an entry has, the more its centroid is like everything. */
const BEST = { few: 0.2, many: 0.4 };
const PHRASINGS = { few: 5, many: 20 };
/** Of the part that words and letters have: letters tell most, but where meaning counts too they tell little that it does not. */
const WORDS = { alone: 0.3, besideMeaning: 0.6 };
/** How much of what the next one has counts against the first: between two that are near nobody should choose alone. */
const NEXT = 0.4;
/** And of what the others have on average: a question that is a little like everything is like nothing. */
const OTHERS = 0.4;
const MOST = 10;

/** `meaning`: weight of the sentence vectors, from 0 to 1; they count once every phrasing has one. */
export function createBase(entries: readonly BaseEntry[], meaning = 0, memory = createMemory()): Base {
  const own = entries.flatMap(({ phrasings }, at) => phrasings.map(() => at));
  const texts = entries.flatMap(({ phrasings }) => phrasings);
  const vectors = entries.flatMap(({ vectors: theirs }) => theirs ?? []);
  const read = texts.map((text) => readText(memory, text));
  if (memory.texts.size > 2 * texts.length) forget(memory, texts);
  const words = read.map((text) => text.words);
  const spelling = createSpelling(countWords(words));
  const wordSpace = createSparseSpace(
    read.map(({ byWords }) => byWords),
    own,
    memory.words,
  );
  const letterSpace = createSparseSpace(
    read.map(({ byLetters }) => byLetters),
    own,
    memory.letters,
  );
  const denseSpace = meaning > 0 && texts.length > 0 && vectors.length === texts.length ? createDenseSpace(vectors, own) : undefined;
  const cosines = new Float32Array(texts.length);
  const ofBest = bestShare(texts.length / Math.max(1, entries.length));

  /** Adds a space's part to every entry's score, from the cosines of the question to all texts. */
  const add = (scores: Float32Array, weight: number, squares: Float32Array, left: number | undefined): void => {
    let text = 0;
    entries.forEach(({ phrasings }, entry) => {
      let sum = 0;
      let best = 0;
      let square = squares[entry] ?? 0;
      for (const end = text + phrasings.length; text < end; text += 1) {
        if (text === left) continue;
        const cosine = cosines[text] ?? 0;
        sum += cosine;
        if (cosine > best) best = cosine;
      }
      // The sum without the vector v that is left out: |S - v|² = |S|² - 2 S·v + 1, and S·v is 1 more than the others' cosines.
      if (left !== undefined && own[left] === entry) square -= 2 * sum + 1;
      if (square > 0) scores[entry] = (scores[entry] ?? 0) + weight * (ofBest * best + ((1 - ofBest) * sum) / Math.sqrt(square));
    });
  };

  const scoresOf = (asked: readonly string[], vector: Float32Array | undefined, left?: number): Float32Array => {
    const scores = new Float32Array(entries.length);
    const share = denseSpace && vector ? meaning : 0;
    const byWords = share > 0 ? WORDS.besideMeaning : WORDS.alone;
    wordSpace.cosines(wordFeatures(asked), cosines, left);
    add(scores, (1 - share) * byWords, wordSpace.squares, left);
    letterSpace.cosines(letterFeatures(asked), cosines, left);
    add(scores, (1 - share) * (1 - byWords), letterSpace.squares, left);
    if (denseSpace && vector) {
      denseSpace.cosines(vector, cosines);
      add(scores, share, denseSpace.squares, left);
    }
    return scores;
  };

  const ranking = (scores: Float32Array, except?: number): Ranking => {
    const top: number[] = [];
    for (let at = 0; at < scores.length; at += 1) {
      const score = scores[at] ?? 0;
      if (at === except || score <= 0 || (top.length === MOST && score <= (scores[top.at(-1) ?? 0] ?? 0))) continue;
      let place = top.length;
      while (place > 0 && score > (scores[top[place - 1] ?? 0] ?? 0)) place -= 1;
      top.splice(place, 0, at);
      if (top.length > MOST) top.pop();
    }
    const best = top.map((at) => ({ id: entries[at]?.id ?? '', score: scores[at] ?? 0 }));
    const [first, ...others] = best;
    const rest = others.reduce((sum, { score }) => sum + score, 0) / (MOST - 1);
    return { best, confidence: first ? Math.max(0, first.score - NEXT * (others[0]?.score ?? 0) - OTHERS * rest) : 0 };
  };

  const wordForWord = new Map<string, number | undefined>();
  words.forEach((phrasing, n) => {
    const said = phrasing.join(' ');
    wordForWord.set(said, wordForWord.has(said) && wordForWord.get(said) !== own[n] ? undefined : own[n]);
  });

  /** Whoever asks exactly what an entry is there for is not asked back. */
  const surely = (asked: readonly string[], { best, confidence }: Ranking): Ranking => {
    const id = entries[wordForWord.get(asked.join(' ')) ?? -1]?.id;
    const said = best.find((ranked) => ranked.id === id);
    return said === undefined ? { best, confidence } : { best: [said, ...best.filter((other) => other !== said)], confidence: 1 };
  };

  return {
    size: entries.length,
    meaning: denseSpace !== undefined,
    phrasings: texts.map((text, n) => ({ entry: entries[own[n] ?? 0]?.id ?? '', text })),
    rank(question, vector) {
      const asked = wordsOf(question);
      return surely(asked, ranking(scoresOf(spelling.repair(asked), vector)));
    },
    leaveOut(n, by) {
      const scores = scoresOf(words[n] ?? [], by === 'meaning' ? vectors[n] : undefined, n);
      return { phrasing: ranking(scores), entry: ranking(scores, own[n]) };
    },
  };
}

function bestShare(phrasings: number): number {
  const towardsMany = (phrasings - PHRASINGS.few) / (PHRASINGS.many - PHRASINGS.few);
  return BEST.few + (BEST.many - BEST.few) * Math.min(1, Math.max(0, towardsMany));
}

interface ReadText {
  readonly words: readonly string[];
  readonly byWords: Features;
  readonly byLetters: Features;
}

/** What was read for one base of a language, for the next one. */
export interface Memory {
  readonly words: Lexicon;
  readonly letters: Lexicon;
  readonly texts: Map<string, ReadText>;
}

export const createMemory = (): Memory => ({ words: createLexicon(), letters: createLexicon(), texts: new Map() });

function readText(memory: Memory, text: string): ReadText {
  const known = memory.texts.get(text);
  if (known) return known;
  const words = wordsOf(text);
  const fresh = { words, byWords: memory.words.read(wordFeatures(words)), byLetters: memory.letters.read(letterFeatures(words)) };
  memory.texts.set(text, fresh);
  return fresh;
}

function forget(memory: Memory, used: readonly string[]): void {
  const kept = new Set(used);
  for (const text of memory.texts.keys()) if (!kept.has(text)) memory.texts.delete(text);
}

function countWords(texts: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
