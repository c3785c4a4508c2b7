/** Which gaps an organisation would fill if it joined, in words; for whoever decides whether to invite it. */
import type { Database } from '../../../store/store.ts';
import { coverageOf } from '../queries.ts';
import { type Counted, dimensions, isThin, valuesOf } from '../rules.ts';
import { numberOf, valueName, type Words } from '../words.ts';

/** Counted once for several organisations. */
export async function gapFinder(db: Database, words: Words): Promise<(organisation: Counted) => readonly string[]> {
  const coverage = await coverageOf(db, words.vocabulary);
  return (organisation) => {
    const values = valuesOf(organisation, coverage.regionOf);
    return dimensions.flatMap((dimension) =>
      coverage.cells[dimension]
        .filter((cell) => isThin(cell) && values[dimension].includes(cell.key))
        .map((cell) => `${valueName(words, dimension, cell.key)}: ${numberOf(words, cell)}`),
    );
  };
}
