/** How long the search service takes, beside the bare driver reading the same rows by their ids. */
import pg from 'pg';
import { nearDuplicates } from '../src/features/experience/near.ts';
import { type SearchQuery, searchExperiences } from '../src/features/experience/search.ts';
import { importExperiences } from '../src/features/experience/transfer/import.ts';
import { ownColumns, ownMapping } from '../src/features/experience/transfer/mapping.ts';
import type { Store } from '../src/store/store.ts';
import type { Table } from '../src/transfer/read.ts';
import { type Somebody, somebody } from '../test/support/experiences.ts';
import { type MadeUp, madeUpSheets } from '../test/support/records.ts';
import type { Row } from './row.ts';
import { onServer, openEmbedded, quantile } from './stores.ts';

const ON_SERVER = 100_000;
const EMBEDDED = 10_000;
/** About 1.5 KB of text a sheet. */
const LENGTH = 150;
const QUERIES = 600;
const WARM_UP = 60;
/** Our own bound: the review card, which shows them, is an answer like any other. */
const NEAR_MS = 100;

type Read = (ids: readonly string[]) => Promise<unknown>;
interface Times {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

export async function benchSearch(): Promise<Row[]> {
  return [...(await server()), await embedded()];
}

async function server(): Promise<readonly Row[]> {
  return onServer(async (store, url) => {
    const reader = await filled(store, ON_SERVER);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { ours, bare } = await measured(reader, ON_SERVER, (ids) => client.query(bareSelect, [ids]));
    const looked = await near(store, (ids) => client.query(bareSelect, [ids]));
    await client.end();
    const what = `search over ${ON_SERVER.toLocaleString('en')} records on PostgreSQL, one to four words, with and without facets`;
    const alike = `sheets like the one that is being sent, among ${ON_SERVER.toLocaleString('en')} on PostgreSQL, p99`;
    return [
      row(`${what}, p50`, ours, bare, 0.5, 10),
      row(`${what}, p99`, ours, bare, 0.99, 100),
      row(alike, looked.ours, looked.bare, 0.99, NEAR_MS),
    ];
  });
}

async function embedded(): Promise<Row> {
  const { store, close } = await openEmbedded();
  try {
    const reader = await filled(store, EMBEDDED);
    if (store.connection.kind !== 'embedded') throw new Error('not embedded');
    const { pglite } = store.connection;
    const { ours, bare } = await measured(reader, EMBEDDED, (ids) => pglite.query(bareSelect, [ids]));
    return row(`search over ${EMBEDDED.toLocaleString('en')} records, embedded, p99`, ours, bare, 0.99, 60);
  } finally {
    await close();
  }
}

const bareSelect = 'select id, number, title, summary, description, city, country from "Experience" where id = any($1)';

function row(what: string, ours: readonly number[], bare: readonly number[], share: number, reach: number): Row {
  const figure = quantile(ours, share);
  const baseline = `${quantile(bare, share).toFixed(1)} ms for the bare driver's SELECT of the same rows by id`;
  return { what, figure: `${figure.toFixed(1)} ms`, baseline, reach: `${reach} ms`, ok: figure <= reach };
}

async function filled(store: Store, count: number): Promise<Somebody> {
  const operator = await somebody(store, 'admin');
  const header = Object.values(ownColumns);
  const table: Table = {
    header,
    sample: [],
    bytes: 0,
    async *rows() {
      let line = 1;
      for (const sheet of madeUpSheets(count, { length: LENGTH })) yield { line: ++line, at: 0, cells: cellsOf(sheet) };
    },
  };
  await importExperiences(operator, {
    file: 'made-up',
    table,
    mapping: ownMapping,
    vocabulary: operator.vocabulary,
    apply: true,
    report: () => {},
    progress: () => {},
  });
  // What PostgreSQL does by itself in the minutes after so large an import: it is not to fall into the measurement.
  await store.db.$executeRaw`vacuum analyze`;
  return operator;
}

function cellsOf(sheet: MadeUp): readonly string[] {
  const values: Readonly<Record<string, unknown>> = { ...sheet, source: 'made-up', sourceId: sheet.id };
  return Object.keys(ownColumns).map((target) => {
    const value = values[target];
    return Array.isArray(value) ? value.join('|') : value === null || value === undefined ? '' : String(value);
  });
}

/** Words as they stand in the sheets, frequent and rare, a slip now and then, names of themes, and filters in every third. */
function queriesFor(count: number): readonly SearchQuery[] {
  const sheets = [...madeUpSheets(Math.min(count, QUERIES + WARM_UP), { length: LENGTH })];
  const names = [
    'participatory budgeting',
    'budget participatif',
    'presupuesto participativo',
    'assemblée citoyenne',
    'consulta popular',
    'jury citoyen',
  ];
  return sheets.map((sheet, at): SearchQuery => {
    const text = [sheet.title, sheet.summary, sheet.description][at % 3] ?? '';
    const words = text.split(' ').filter((word) => word.length > 3);
    const chosen = Array.from({ length: 1 + (at % 4) }, (_, n) => words[(at * 7 + n * 5) % Math.max(1, words.length)] ?? 'city');
    if (at % 12 === 5) chosen[0] = `${(chosen[0] ?? '').slice(0, 2)}${(chosen[0] ?? '').slice(3)}`;
    const typed = at % 6 === 4 ? (names[at % names.length] ?? '') : chosen.join(' ');
    if (at % 3 !== 0) return { text: typed };
    const filters: readonly SearchQuery[] = [
      { theme: 'health' },
      { country: 'BR' },
      { country: 'FR', theme: 'youth' },
      { yearFrom: 2010, yearTo: 2015 },
      { type: 'council', sdg: 'sdg-11' },
    ];
    return { text: typed, ...filters[at % filters.length] };
  });
}

/** What a form's review asks before a sheet is sent: new sheets of the same kind, and every third one that is there already. */
async function near(store: Store, read: Read): Promise<Times> {
  const there = [...madeUpSheets(QUERIES, { length: LENGTH })];
  const sheets = [...madeUpSheets(QUERIES, { seed: 2, length: LENGTH })].map((sheet, at) => (at % 3 === 0 ? (there[at] ?? sheet) : sheet));
  const ours: number[] = [];
  const bare: number[] = [];
  for (const [at, sheet] of sheets.entries()) {
    const begun = performance.now();
    const found = await nearDuplicates(store.db, sheet, undefined, at % 2 === 0);
    const between = performance.now();
    await read(found.map(({ id }) => id));
    if (at < WARM_UP) continue;
    ours.push(between - begun);
    bare.push(performance.now() - between);
  }
  return { ours, bare };
}

async function measured(reader: Somebody, count: number, read: Read): Promise<Times> {
  const queries = queriesFor(count);
  for (const query of queries.slice(0, WARM_UP)) await read((await searchExperiences(reader, query)).hits.map(({ id }) => id));
  const ours: number[] = [];
  const bare: number[] = [];
  for (const query of queries.slice(WARM_UP)) {
    const begun = performance.now();
    const { hits } = await searchExperiences(reader, query);
    const between = performance.now();
    await read(hits.map(({ id }) => id));
    ours.push(between - begun);
    bare.push(performance.now() - between);
  }
  return { ours, bare };
}
