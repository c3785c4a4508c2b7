/** One row of a foreign table as a sheet, with everything that could not be taken over. Pure. */
import { createHash } from 'node:crypto';
import { fold } from '../../../i18n/fold.ts';
import { cellsUnder, termsIn } from '../../../transfer/cells.ts';
import { opened } from '../../../transfer/formula.ts';
import type { Row } from '../../../transfer/read.ts';
import type { Converted as ConvertedRow, RecordRow } from '../../../transfer/run.ts';
import {
  countIn,
  countryIn,
  dateIn,
  lineIn,
  linksIn,
  type Meaning,
  meaningOf,
  periodIn,
  textIn,
  truthIn,
  valuesIn,
} from '../../../transfer/values.ts';
import type { Vocabulary } from '../../../vocabulary.ts';
import { type Content, contentSchema, isVocabularyField, type VocabularyField, vocabularyOf } from '../content.ts';
import { SUMMARY } from '../fields.ts';
import { endsBeforeStart } from '../rules.ts';
import { type Mapping, narrower, ownMapping } from './mapping.ts';

export interface ConvertedSheet extends RecordRow {
  readonly source: string;
  readonly sourceId: string;
  readonly hash: string;
  readonly content: Content;
}
export type Converted = ConvertedRow<ConvertedSheet>;

const LONGEST_TITLE = 500;
const listFields = Object.keys(vocabularyOf).filter((field): field is VocabularyField => isVocabularyField(field) && field !== 'scale');

/** @returns the function that converts the rows under one header */
export function converter(header: readonly string[], mapping: Mapping, vocabulary: Vocabulary): (row: Row) => Converted {
  const meanings = new Map<VocabularyField, Meaning>(
    [...listFields, 'scale' as const].map((field) => [
      field,
      meaningOf(vocabulary, vocabularyOf[field], narrower[field], mapping.values[field]),
    ]),
  );

  const countries = new Map(Object.entries(mapping.values.country ?? {}).map(([name, codes]) => [fold(name), codes[0]]));
  // Only our own export guards its cells; elsewhere an apostrophe is an apostrophe.
  const open = cellsUnder(header, mapping, mapping === ownMapping ? opened : (cell) => cell);

  return (row) => {
    const { line } = row;
    const cells = open(row);
    const { notes, all: cellsOf, first, read } = cells;
    const title = cells.line('title');
    const id = cells.line('sourceId');
    const refuse = (reason: string): Converted => ({ type: 'refused', line, id, title: title.slice(0, 200), reason, notes });
    if (row.cells.length !== header.length) return refuse('cells');
    if (title === '') return refuse('noTitle');
    if (title.length > LONGEST_TITLE) return refuse('longTitle');

    const tags = new Map<string, Set<string>>();
    for (const [field, means] of meanings) {
      for (const tag of termsIn(cells, field, (cell) => valuesIn(cell, means), means)) {
        const [list = '', term = ''] = tag.split(':');
        tags.set(list, (tags.get(list) ?? new Set()).add(term));
      }
    }
    const tagged = (list: string): string[] => [...(tags.get(list) ?? [])];

    const period = read('period', periodIn) ?? {};
    const startsOn = read('startsOn', dateIn) ?? period.startsOn ?? '';
    const ongoing = read('ongoing', truthIn) ?? period.ongoing ?? false;
    let endsOn = ongoing ? '' : (read('endsOn', dateIn) ?? period.endsOn ?? '');
    if (endsBeforeStart(startsOn, endsOn)) {
      cells.note({ ...first('endsOn'), value: endsOn, reason: 'endsBeforeStart' });
      endsOn = '';
    }
    const [scale = '', ...otherScales] = tagged('scales');
    for (const other of otherScales) cells.note({ ...first('scale'), value: other, reason: 'oneOnly' });

    const content = contentSchema.parse({
      locale: lineIn(first('locale').cell) || mapping.locale,
      title,
      ...texts(
        textIn(first('summary').cell),
        cellsOf('description')
          .map(({ cell }) => textIn(cell))
          .join('\n\n'),
      ),
      country: read('country', (cell) => countries.get(fold(cell)) ?? countryIn(cell)) ?? '',
      city: lineIn(first('city').cell),
      startsOn,
      endsOn,
      ongoing,
      types: tagged('types'),
      themes: tagged('themes'),
      sdgs: tagged('sdgs'),
      objectives: tagged('objectives'),
      participants: tagged('participants'),
      methods: tagged('methods'),
      scale,
      participantCount: read('participantCount', countIn) ?? null,
      results: textIn(first('results').cell),
      evaluation: textIn(first('evaluation').cell),
      links: cellsOf('links').flatMap(({ column, cell }) => linksIn(cell, (value) => cells.note({ column, value, reason: 'noLink' }))),
      imageUrl: read('imageUrl', (cell) => linksIn(cell, () => {})[0]) ?? '',
      imageAlt: lineIn(first('imageAlt').cell),
    });
    const source = lineIn(first('source').cell) || mapping.source;
    const sourceId = id || `made:${digest([title, content.country, content.city, content.startsOn]).slice(0, 16)}`;
    const key = `${source}\u0000${sourceId}`;
    return { type: 'record', line, notes, key, id: sourceId, title: content.title, source, sourceId, hash: digest(content), content };
  };
}

export const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** A summary is short; a longer one is begun at the ends of its sentences and stands whole in the description. */
function texts(summary: string, description: string): { summary: string; description: string } {
  if (summary.length <= SUMMARY) return { summary, description };
  const whole = description === '' || description.includes(summary) ? description || summary : `${summary}\n\n${description}`;
  return { summary: begun(summary), description: whole };
}

function begun(text: string): string {
  const start = text.slice(0, SUMMARY);
  const sentence = Math.max(start.lastIndexOf('. '), start.lastIndexOf('? '), start.lastIndexOf('! '));
  if (sentence > SUMMARY / 3) return start.slice(0, sentence + 1);
  return `${start.slice(0, Math.max(start.lastIndexOf(' ', SUMMARY - 1), SUMMARY / 2)).trimEnd()}…`;
}
