/** What is known of a member's fields for guessing which column of an unknown list is which. Pure. */
import { isMailAddress } from '../../../chat/mail-address.ts';
import { type Check, type Guessed, guessColumns } from '../../../transfer/guess.ts';
import type { Row } from '../../../transfer/read.ts';
import { countIn, countryIn, dateIn, languageIn, type Meaning, meaningOf, valuesIn } from '../../../transfer/values.ts';
import type { Vocabulary } from '../../../vocabulary.ts';
import { columnNames, type Target, targets, usualValues } from './mapping.ts';

/** Numbers, dates and languages stand in many a column. */
const needName = new Set<Target>(['population', 'since', 'locale', 'languages', 'state', 'sizeBand']);
const several = new Set<Target>(['themes', 'languages', 'email', 'contactName', 'contactRole', 'phone']);

export const guessMemberMapping = (
  header: readonly string[],
  sample: readonly Row[],
  vocabulary: Vocabulary,
  source: string,
  locale: string,
): Guessed<Target> =>
  guessColumns(
    { targets, columnNames, checks: checksOf(vocabulary), needName, several: (target) => several.has(target) },
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
  return new Map<Target, Check>([
    ['kind', listed(meaningOf(vocabulary, 'organisationKinds', usualValues.kind, undefined))],
    ['category', listed(meaningOf(vocabulary, 'membershipCategories', usualValues.category, undefined))],
    ['themes', listed(meaningOf(vocabulary, 'themes', undefined, undefined))],
    ['country', (cell) => countryIn(cell) !== undefined],
    ['population', (cell) => countIn(cell) !== undefined],
    ['since', (cell) => dateIn(cell) !== undefined],
    ['locale', (cell) => languageIn(cell) !== undefined],
    ['languages', (cell) => cell.split(/[|;,/]/).some((part) => languageIn(part) !== undefined)],
    ['website', (cell) => /^(https?:\/\/|www\.)/i.test(cell)],
    ['email', (cell) => cell.split(/[\s;,|<>]+/).some((part) => isMailAddress(part))],
    ['phone', (cell) => /^[+(\d][\d\s().+/-]{6,}$/.test(cell)],
  ]);
}
