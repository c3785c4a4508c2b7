/** What people type into a field, tidied. Pure. */

/** One thing a line, each once. */
export const linesOf = (given: string | undefined): string[] => [
  ...new Set(
    (given ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

export const oneLine = (given: string | undefined): string => (given ?? '').replace(/\s+/g, ' ').trim();
