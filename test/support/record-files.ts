/** Files of records to import: the real ones where they are, else made-up ones of the same shape. */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { type MadeUp, madeUpSheets } from './records.ts';
import { root } from './sources.ts';

const real = (name: string): string | undefined => {
  const file = join(root, '../shared/data', name);
  return existsSync(file) ? file : undefined;
};

export interface RecordFile {
  readonly file: string;
  readonly rows: number;
}

/** Participedia's cases under the compact header. */
export function compactFile(): RecordFile {
  const file = real('participedia-cases-2258.csv');
  return file === undefined ? { file: write('compact.csv', compactRows(2258)), rows: 2258 } : { file, rows: 2258 };
}

/** A few whole cases under Participedia's official header. */
export function officialFile(): RecordFile {
  const file = real('participedia-cases-official-header-10.csv');
  return file === undefined ? { file: write('official.csv', officialRows(10)), rows: 10 } : { file, rows: 10 };
}

/** Made up, under the compact header; for hostile and for very many rows. */
export const writeCompact = (rows: number, more: readonly Record<string, string>[] = []): string =>
  write('made-up.csv', [...compactRows(rows), ...more]);

export function write(name: string, rows: readonly Readonly<Record<string, string>>[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'agora-records-')), name);
  writeFileSync(file, stringify([...rows], { header: true }));
  return file;
}

const issues: Readonly<Record<string, string>> = {
  governance: 'governance_political_institutions_eg_constitutions_legal_systems_electoral_systems',
  'urban-management': 'planning_development',
  economy: 'economics',
};

const compactRows = (count: number): Record<string, string>[] => [...madeUpSheets(count)].map(compactRow);

export const compactRow = (sheet: MadeUp): Record<string, string> => ({
  id: sheet.id,
  title: Number(sheet.id) % 7 === 0 ? `participatory budgeting in ${sheet.city || 'berlin'}` : sheet.title.toLowerCase(),
  description: sheet.summary,
  url: `https://participedia.net/case/${sheet.id}`,
  country: new Intl.DisplayNames('en', { type: 'region' }).of(sheet.country) ?? '',
  city: sheet.city,
  approaches: 'consultation,cogovernance',
  method_types: 'deliberative,informal',
  issues: sheet.themes.map((theme) => issues[theme] ?? theme).join('|'),
  scope: sheet.scale === 'city' ? 'city/town' : '',
  start_date: sheet.startsOn,
  participants: sheet.participantCount === null ? '' : String(sheet.participantCount),
});

/** The columns of the official header that are read, and a few that are not. */
const officialRows = (count: number): Record<string, string>[] =>
  [...madeUpSheets(count, { seed: 9, length: 200 })].map((sheet) => ({
    id: sheet.id,
    type: 'case',
    title: sheet.title,
    url: `https://participedia.net/case/${sheet.id}`,
    description: sheet.summary,
    featured: '0',
    original_language: sheet.locale,
    city: sheet.city,
    country: new Intl.DisplayNames('en', { type: 'region' }).of(sheet.country) ?? '',
    general_issues_1: 'governance',
    general_issues_2: ' planning',
    general_issues_3: '',
    scope_of_influence_1: 'regional',
    start_date: sheet.startsOn,
    end_date: sheet.endsOn,
    ongoing: sheet.ongoing ? '1' : '0',
    purposes_1: 'make',
    approaches_1: 'consultation',
    number_of_participants_1: '160.0',
    recruitment_method: 'random',
    targeted_participants_1: 'lowincome',
    method_types_1: 'deliberative',
    body: `<h2>Problems</h2><p>${sheet.description} &amp; more</p>`,
    files_count: '2',
  }));
