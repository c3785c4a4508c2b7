/** The language of a short text, among those that the bot speaks. */
import { eld } from 'eld/extrasmall';

export interface Detected {
  readonly locale: string;
  /** Otherwise it is a guess: "ok" and "hola" are no sentence. */
  readonly sure: boolean;
}

export interface Detector {
  detect(text: string): Detected | undefined;
}

/** Fewer words and letters than these tell too little. */
const WORDS = 2;
const LETTERS = 10;
/** How far the likeliest has to be ahead of the next. */
const AHEAD = 1.05;

export function createDetector(locales: readonly string[]): Detector {
  // The smallest of its data sets: four languages are told apart with it, and the next one takes 50 MiB more.
  eld.setLanguageSubset([...locales]);
  return {
    detect(text) {
      const result = eld.detect(text);
      if (!locales.includes(result.language)) return undefined;
      const [first = 0, second = 0] = Object.values(result.getScores()).toSorted((a, b) => b - a);
      const long = text.trim().split(/\s+/).length >= WORDS && text.trim().length >= LETTERS;
      return { locale: result.language, sure: long && result.isReliable() && first >= second * AHEAD };
    },
  };
}
