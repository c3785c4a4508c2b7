/** Sheets of experiences, for the operator's import. */
import { guessMapping } from '../features/experience/transfer/guess.ts';
import { importExperiences } from '../features/experience/transfer/import.ts';
import { knownMapping, mappingFile, type Target } from '../features/experience/transfer/mapping.ts';
import type { Compared } from '../features/experience/transfer/service.ts';
import { countryName } from '../i18n/countries.ts';
import { exampleLine, type ImportKind } from './import-kind.ts';
import type { OperatorContext } from './open.ts';

export const experiences: ImportKind<Target> = {
  requires: ['title'],
  known: knownMapping,
  guess: (table, ctx, source) => guessMapping(table.header, table.sample, ctx.vocabulary, source, ctx.locale),
  parse: (mapping) => mappingFile.parse(mapping),
  async run(ctx, options) {
    const imported = await importExperiences(ctx, { ...options, vocabulary: ctx.vocabulary });
    return { ...imported, examples: imported.examples.map((example) => exampleOf(ctx, example)) };
  },
};

function exampleOf({ t, locale }: OperatorContext, example: Compared): string {
  const { title, country, city, startsOn } = example.record.content;
  const changed = example.kind === 'changed' ? example.fields.map((field) => t(`transfer.fields.${field}`)).join(', ') : '';
  return exampleLine(example.kind, title, [city, country === '' ? '' : countryName(country, locale), startsOn], changed);
}
