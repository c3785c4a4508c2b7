/** What is known of a sheet's fields for guessing which column of an unknown table is which. Pure. */
import { type Check, type Guessed, guessColumns } from '../../../transfer/guess.ts';
import type { Row } from '../../../transfer/read.ts';
import { countIn, countryIn, dateIn, type Meaning, meaningOf, periodIn, truthIn, valuesIn } from '../../../transfer/values.ts';
import type { Vocabulary } from '../../../vocabulary.ts';
import { isVocabularyField, vocabularyOf } from '../content.ts';
import { columnNames, narrower, type Target, targets } from './mapping.ts';

const needName = new Set<Target>(['participantCount', 'ongoing', 'endsOn', 'period']);

export const guessMapping = (
  header: readonly string[],
  sample: readonly Row[],
  vocabulary: Vocabulary,
  source: string,
  locale: string,
): Guessed<Target> =>
  guessColumns(
    {
      targets,
      columnNames,
      checks: checksOf(vocabulary),
      needName,
      several: (target) => isVocabularyField(target) && target !== 'scale',
    },
    header,
    sample,
    source,
    locale,
  );

function checksOf(vocabulary: Vocabulary): ReadonlyMap<Target, Check> {
  const listed =
    (means: Meaning): Check =>
    (cell) =>
      valuesIn(cell, means).some((value) => means(value) !== undefined);
  const lists = Object.keys(vocabularyOf)
    .filter(isVocabularyField)
    .map((field) => [field, listed(meaningOf(vocabulary, vocabularyOf[field], narrower[field], undefined))] as const);
  return new Map<Target, Check>([
    ...lists,
    ['country', (cell) => countryIn(cell) !== undefined],
    ['startsOn', (cell) => dateIn(cell) !== undefined],
    ['endsOn', (cell) => dateIn(cell) !== undefined],
    ['period', (cell) => periodIn(cell) !== undefined && dateIn(cell) === undefined],
    ['participantCount', (cell) => countIn(cell) !== undefined],
    ['ongoing', (cell) => truthIn(cell) !== undefined],
    ['links', (cell) => /^https?:\/\//.test(cell)],
    ['imageUrl', (cell) => /^https?:\/\/.*\.(jpe?g|png|gif|webp)/i.test(cell)],
    ['locale', (cell) => /^[a-z]{2}(-[A-Z]{2})?$/.test(cell)],
  ]);
}
