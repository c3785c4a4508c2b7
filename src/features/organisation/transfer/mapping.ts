/** How the columns of a list of members become an organisation, its membership and its contacts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { byField, type Mapping as MappingOf, mappingFileOf, meanings, sameColumn } from '../../../transfer/mapping.ts';

/** `population` is a number of inhabitants that becomes a size band; `nameEn`, … are names in one language. */
export const targets = [
  'sourceId',
  'source',
  'name',
  'nameEn',
  'nameEs',
  'nameFr',
  'namePt',
  'kind',
  'country',
  'city',
  'sizeBand',
  'population',
  'languages',
  'themes',
  'website',
  'needs',
  'offers',
  'locale',
  'category',
  'state',
  'since',
  'contactName',
  'contactRole',
  'email',
  'phone',
] as const;
export type Target = (typeof targets)[number];
export type Mapping = MappingOf<Target>;
export const mappingFile = mappingFileOf(targets);

const dataFile = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, 'mappings', name), 'utf8'));
export const columnNames = byField(targets, z.array(z.string())).parse(dataFile('column-names.json'));
/** Usual words for what we have a word of our own for. */
export const usualValues = byField(targets, meanings).parse(dataFile('usual-values.json'));

/** Our own header, as the export writes it. */
export const ownColumns = {
  sourceId: 'source_id',
  source: 'source',
  name: 'name',
  nameEn: 'name_en',
  nameEs: 'name_es',
  nameFr: 'name_fr',
  namePt: 'name_pt',
  kind: 'kind',
  country: 'country',
  city: 'city',
  sizeBand: 'size',
  languages: 'languages',
  themes: 'themes',
  website: 'website',
  needs: 'needs',
  offers: 'offers',
  locale: 'language',
  category: 'category',
  state: 'state',
  since: 'since',
  contactName: 'contact_name',
  contactRole: 'contact_role',
  email: 'email',
  phone: 'phone',
} as const satisfies Partial<Record<Target, string>>;

export const ownMapping: Mapping = {
  format: 1,
  source: 'agora',
  locale: 'en',
  columns: Object.fromEntries(Object.entries(ownColumns).map(([target, column]) => [target, [column]])),
  values: {},
};

/** The mapping for our own header. */
export function knownMapping(header: readonly string[]): Mapping | undefined {
  const has = (name: string): boolean => header.some((column) => sameColumn(column, name));
  return ['source_id', 'name_en', 'kind', 'category', 'since'].every(has) ? ownMapping : undefined;
}
