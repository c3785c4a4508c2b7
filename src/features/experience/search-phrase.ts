/** The words of what somebody typed, and of the names that things have. */

/** Longer texts are not searches: the rest is left out. */
const MAX_WORDS = 12;
const MAX_LETTERS = 40;

/** Words of one language that must all be there. */
export interface Phrase {
  /** Empty: any language. */
  readonly locale: string;
  readonly words: readonly string[];
}

/** In lower case, as written: accents stay, everything between words goes. */
export const wordsOf = (text: string): readonly string[] =>
  (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  )
    .slice(0, MAX_WORDS)
    .map((word) => word.slice(0, MAX_LETTERS));
