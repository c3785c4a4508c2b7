/** One row of a foreign table as a sheet, with everything that could not be taken over. Pure. */
import { createHash } from 'node:crypto';
import { fold } from '../../../i18n/fold.ts';
import type { Vocabulary } from '../../../vocabulary.ts';
import { type Content, contentSchema, isVocabularyField, type VocabularyField, vocabularyOf } from '../content.ts';
import { SUMMARY } from '../fields.ts';
import { endsBeforeStart } from '../rules.ts';
import { opened } from './formula.ts';
import { type Mapping, ownMapping, sameColumn, type Target } from './mapping.ts';
import { countIn, countryIn, dateIn, lineIn, type Meaning, meaningOf, periodIn, textIn, truthIn, valuesIn } from './values.ts';

/** Something in a row that is not in the sheet; `reason` is a key under `transfer.reasons`. */
export interface Note {
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export type Converted = { readonly line: number; readonly notes: readonly Note[] } & (
  | { readonly type: 'sheet'; readonly source: string; readonly sourceId: string; readonly hash: string; readonly content: Content }
  | { readonly type: 'refused'; readonly id: string; readonly title: string; readonly reason: string }
);

export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const LONGEST_TITLE = 500;
const listFields = Object.keys(vocabularyOf).filter((field): field is VocabularyField => isVocabularyField(field) && field !== 'scale');

/** @returns the function that converts the rows under one header */
export function converter(header: readonly string[], mapping: Mapping, vocabulary: Vocabulary): (row: Row) => Converted {
  const at = new Map<Target, readonly number[]>();
  for (const [target, columns] of Object.entries(mapping.columns)) {
    const found = columns.map((name) => header.findIndex((column) => sameColumn(column, name))).filter((index) => index >= 0);
    if (found.length > 0) at.set(target as Target, found);
  }
  const meanings = new Map<VocabularyField, Meaning>(
    [...listFields, 'scale' as const].map((field) => [field, meaningOf(vocabulary, field, mapping.values[field])]),
  );

  const countries = new Map(Object.entries(mapping.values.country ?? {}).map(([name, codes]) => [fold(name), codes[0]]));
  // Only our own export guards its cells; elsewhere an apostrophe is an apostrophe.
  const clean = mapping === ownMapping ? opened : (cell: string): string => cell;

  return ({ line, cells }) => {
    const notes: Note[] = [];
    const cellsOf = (target: Target): { column: string; cell: string }[] =>
      (at.get(target) ?? [])
        .map((index) => ({ column: header[index] ?? '', cell: clean(cells[index] ?? '') }))
        .filter(({ cell }) => cell.trim() !== '');
    const first = (target: Target): { column: string; cell: string } => cellsOf(target)[0] ?? { column: '', cell: '' };
    const read = <T>(target: Target, parse: (cell: string) => T | undefined): T | undefined => {
      const { column, cell } = first(target);
      if (cell === '') return undefined;
      const value = parse(cell);
      if (value === undefined) notes.push({ column, value: cell, reason: 'unreadable' });
      return value;
    };

    const title = lineIn(first('title').cell);
    const id = lineIn(first('sourceId').cell);
    const refuse = (reason: string): Converted => ({ type: 'refused', line, id, title: title.slice(0, 200), reason, notes });
    if (cells.length !== header.length) return refuse('cells');
    if (title === '') return refuse('noTitle');
    if (title.length > LONGEST_TITLE) return refuse('longTitle');

    const tags = new Map<string, Set<string>>();
    for (const [field, means] of meanings) {
      for (const { column, cell } of cellsOf(field)) {
        for (const value of valuesIn(cell, means)) {
          const keys = means(value);
          if (keys === undefined || keys.length === 0) notes.push({ column, value, reason: keys ? 'noEquivalent' : 'unknown' });
          for (const key of keys ?? []) {
            const [list = '', term = ''] = key.split(':');
            tags.set(list, (tags.get(list) ?? new Set()).add(term));
          }
        }
      }
    }
    const tagged = (list: string): string[] => [...(tags.get(list) ?? [])];

    const period = read('period', periodIn) ?? {};
    const startsOn = read('startsOn', dateIn) ?? period.startsOn ?? '';
    const ongoing = read('ongoing', truthIn) ?? period.ongoing ?? false;
    let endsOn = ongoing ? '' : (read('endsOn', dateIn) ?? period.endsOn ?? '');
    if (endsBeforeStart(startsOn, endsOn)) {
      notes.push({ ...first('endsOn'), value: endsOn, reason: 'endsBeforeStart' });
      endsOn = '';
    }
    const [scale = '', ...otherScales] = tagged('scales');
    for (const other of otherScales) notes.push({ ...first('scale'), value: other, reason: 'oneOnly' });

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
      links: cellsOf('links').flatMap(({ column, cell }) => linksIn(cell, (value) => notes.push({ column, value, reason: 'noLink' }))),
      imageUrl: read('imageUrl', (cell) => linksIn(cell, () => {})[0]) ?? '',
      imageAlt: lineIn(first('imageAlt').cell),
    });
    const source = lineIn(first('source').cell) || mapping.source;
    const sourceId = id || `made:${digest([title, content.country, content.city, content.startsOn]).slice(0, 16)}`;
    return { type: 'sheet', line, notes, source, sourceId, hash: digest(content), content };
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

function linksIn(cell: string, refuse: (value: string) => void): string[] {
  const given = cell.split(/[\n\s]+/).filter((link) => link !== '');
  return given.filter((link) => {
    const url = URL.canParse(link) ? new URL(link) : undefined;
    const fine = url !== undefined && /^https?:$/.test(url.protocol);
    if (!fine) refuse(link);
    return fine;
  });
}
