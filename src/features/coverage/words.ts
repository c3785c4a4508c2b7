/** Where the network is thin, in its reader's words: values, numbers, and what is not known. Pure. */
import type { Translate } from '../../chat/translate.ts';
import { countryName } from '../../i18n/countries.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { Coverage } from './queries.ts';
import { type Cell, type Dimension, isThin, listOf } from './rules.ts';

export interface Words {
  readonly t: Translate;
  readonly vocabulary: Vocabulary;
}

export const valueName = ({ t, vocabulary }: Words, dimension: Dimension, key: string): string =>
  dimension === 'country' ? countryName(key, t.locale) : vocabulary.label(listOf[dimension], key, t.locale);

/** "3 of 10", or the number alone where no minimum counts. */
export const numberOf = ({ t }: Words, { members, minimum }: Cell): string =>
  minimum === 0 ? String(members) : t('coverage.of', { members, minimum });

export const thinOf = ({ cells }: Coverage, dimension: Dimension): readonly Cell[] => cells[dimension].filter(isThin);

/** Of a region: how many of its countries have a member at all. */
export function reachOf({ t }: Words, { cells, regionOf }: Coverage, region: string): string {
  const countries = [...regionOf].filter(([, its]) => its === region).map(([country]) => country);
  const present = cells.country.filter(({ key, members }) => members > 0 && countries.includes(key)).length;
  return t('coverage.reach', { present, countries: countries.length });
}
