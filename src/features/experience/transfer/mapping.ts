/** How the columns of a foreign table become the fields of a sheet, for the tables that are known. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { byField, type Mapping as MappingOf, mappingFileOf, meanings, sameColumn } from '../../../transfer/mapping.ts';
import { contentFields } from '../content.ts';

/** `period` is a beginning and an end in one cell: "2015-2018", "since 2016". */
export const targets = ['sourceId', 'source', 'period', ...contentFields] as const;
export type Target = (typeof targets)[number];
export type Mapping = MappingOf<Target>;
export const mappingFile = mappingFileOf(targets);

const dataFile = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, 'mappings', name), 'utf8'));
export const participedia: Mapping = mappingFile.parse(dataFile('participedia.json'));
/** Names that are narrower than a term: good enough to sort a record on import, too wide to search by. */
export const narrower = byField(targets, meanings).parse(dataFile('narrower-values.json'));
export const columnNames = byField(targets, z.array(z.string())).parse(dataFile('column-names.json'));

/** Our own header, as the export writes it. */
export const ownColumns = {
  sourceId: 'source_id',
  source: 'source',
  title: 'title',
  summary: 'summary',
  country: 'country',
  city: 'city',
  startsOn: 'starts_on',
  endsOn: 'ends_on',
  ongoing: 'ongoing',
  types: 'types',
  themes: 'themes',
  objectives: 'objectives',
  sdgs: 'sdgs',
  scale: 'scale',
  participants: 'participants',
  participantCount: 'participant_count',
  methods: 'methods',
  description: 'description',
  results: 'results',
  evaluation: 'evaluation',
  links: 'links',
  imageUrl: 'image_url',
  imageAlt: 'image_alt',
  locale: 'language',
} as const satisfies Partial<Record<Target, string>>;

export const ownMapping: Mapping = {
  format: 1,
  source: 'agora',
  locale: 'en',
  columns: Object.fromEntries(Object.entries(ownColumns).map(([target, column]) => [target, [column]])),
  values: {},
};

/** The mapping for a header that is known: ours, or Participedia's official or compact one. */
export function knownMapping(header: readonly string[]): Mapping | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => header.some((column) => sameColumn(column, name)));
  if (has('source_id', 'title', 'starts_on', 'participant_count')) return ownMapping;
  if (has('id', 'title', 'general_issues_1', 'method_types_1', 'approaches_1')) return participedia;
  return has('id', 'title', 'approaches', 'method_types', 'issues', 'scope') ? participedia : undefined;
}
