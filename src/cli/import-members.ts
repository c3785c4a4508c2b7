/** A list of members, for the operator's import. */
import { guessMemberMapping } from '../features/organisation/transfer/guess.ts';
import { importMembers } from '../features/organisation/transfer/import.ts';
import { knownMapping, mappingFile, type Target } from '../features/organisation/transfer/mapping.ts';
import type { Compared } from '../features/organisation/transfer/service.ts';
import { countryName } from '../i18n/countries.ts';
import { exampleLine, type ImportKind } from './import-kind.ts';
import type { OperatorContext } from './open.ts';

export const members: ImportKind<Target> = {
  requires: ['name', 'nameEn', 'nameEs', 'nameFr', 'namePt'],
  known: knownMapping,
  guess: (table, ctx, source) => guessMemberMapping(table.header, table.sample, ctx.vocabulary, source, ctx.locale),
  parse: (mapping) => mappingFile.parse(mapping),
  async run(ctx, options) {
    const imported = await importMembers(ctx, { ...options, vocabulary: ctx.vocabulary });
    return { ...imported, examples: imported.examples.map((example) => exampleOf(ctx, example)) };
  },
};

function exampleOf({ t, locale, vocabulary }: OperatorContext, example: Compared): string {
  const { kind, city, country } = example.record.content;
  const changed = example.kind === 'changed' ? example.fields.map((field) => t(`transfer.fields.${field}`)).join(', ') : '';
  const facts = [
    kind === '' ? '' : vocabulary.label('organisationKinds', kind, locale),
    city,
    country === '' ? '' : countryName(country, locale),
  ];
  return exampleLine(example.kind, example.record.title, facts, changed);
}
