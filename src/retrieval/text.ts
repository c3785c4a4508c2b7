/** How a question becomes features: words without accents, pairs of words, and runs of three to five letters. */

/** Endings that are often typed without their accents; what reads whole words, as an embedding model does, knows them with. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/(\p{L}{2})cion\b/giu, '$1ción'],
  [/(\p{L}{2})sion\b(?=.*[¿áéíóúñ])/giu, '$1sión'],
  [/(\p{L}{2})coes\b/giu, '$1ções'],
  [/(\p{L}{2})cao\b/giu, '$1ção'],
];

/** The text with `-cion`, `-cao` and the like written as they should be. */
export const repairEndings = (text: string): string => endings.reduce((so, [wrong, right]) => so.replace(wrong, right), text);

/** Words in lower case, without accents and punctuation. */
export function wordsOf(text: string): readonly string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’'`´]/g, ' ');
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Each word, and each two that stand side by side. */
export function wordFeatures(words: readonly string[]): readonly string[] {
  return [...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)];
}

const SHORTEST = 3;
const LONGEST = 5;

/** Runs of three to five letters within each word, whose ends count as a letter. */
export function letterFeatures(words: readonly string[]): readonly string[] {
  const features: string[] = [];
  for (const word of words) {
    const padded = ` ${word} `;
    for (let size = SHORTEST; size <= LONGEST; size += 1) {
      for (let at = 0; at + size <= padded.length; at += 1) features.push(padded.slice(at, at + size));
    }
  }
  return features;
}
