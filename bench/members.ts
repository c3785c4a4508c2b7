/** Ten thousand members: how fast a list is imported, how long it takes to find those that are in it twice, and to search the directory. */
import pg from 'pg';
import { z } from 'zod';
import { queryOf } from '../src/features/organisation/directory/query.ts';
import { searchDirectory } from '../src/features/organisation/directory/search.ts';
import { likelyPairs } from '../src/features/organisation/merge/pairs.ts';
import { guessMemberMapping } from '../src/features/organisation/transfer/guess.ts';
import { importMembers } from '../src/features/organisation/transfer/import.ts';
import type { Store } from '../src/store/store.ts';
import { openTable } from '../src/transfer/read.ts';
import { type Somebody, somebody } from '../test/support/experiences.ts';
import { memberRows } from '../test/support/member-lists.ts';
import { write } from '../test/support/record-files.ts';
import type { Row } from './row.ts';
import { onServer, openEmbedded, quantile } from './stores.ts';

const MANY = 10_000;
const TWICE = 100;
const RATE = 1000;
const SECONDS = 5;
const SEARCH_MS = 50;
const SEARCHES = 600;
const WARM_UP = 60;
const BATCH = 500;

/** The driver by itself, without anything of ours. */
type Bare = (sql: string, values?: unknown[]) => Promise<unknown>;

export async function benchMembers(): Promise<Row[]> {
  const { store, close } = await openEmbedded();
  try {
    if (store.connection.kind !== 'embedded') throw new Error('not embedded');
    const { pglite } = store.connection;
    const embedded = await measured(store, 'embedded', (sql, values) => pglite.query(sql, values));
    return [...embedded, ...(await onServer(server))];
  } finally {
    await close();
  }
}

async function server(store: Store, url: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await measured(store, 'on PostgreSQL', (sql, values) => client.query(sql, values));
  } finally {
    await client.end();
  }
}

async function measured(store: Store, where: string, bare: Bare): Promise<Row[]> {
  const operator = await somebody(store, 'admin');
  const table = await openTable(write('members.csv', rows()));
  const { mapping } = guessMemberMapping(table.header, table.sample, operator.vocabulary, 'bench', 'es');
  const begun = performance.now();
  const { tally } = await importMembers(operator, {
    file: 'members.csv',
    table,
    mapping,
    vocabulary: operator.vocabulary,
    apply: true,
    report: () => {},
    progress: () => {},
  });
  const rate = MANY / ((performance.now() - begun) / 1000);
  if (tally.new !== MANY) throw new Error(`the import went wrong: ${JSON.stringify(tally)}`);
  const bareRate = MANY / (await inserted(store, bare));
  const looked = performance.now();
  const { total } = await likelyPairs(store.db, operator.vocabulary, '', 0);
  const seconds = (performance.now() - looked) / 1000;
  if (total < TWICE) throw new Error(`of ${TWICE} that are there twice ${total} were found`);
  const read = performance.now();
  await bare('select id, number, names, locale, kind, country, city, domain from "Organisation" order by number');
  const bareSeconds = (performance.now() - read) / 1000;
  const many = MANY.toLocaleString('en');
  return [
    {
      what: `import of ${many} members, ${where}, contacts and memberships included`,
      figure: `${Math.round(rate)} rows/s`,
      baseline: `${Math.round(bareRate)} rows/s for bare inserts of the organisations alone`,
      reach: `${RATE} rows/s`,
      ok: rate >= RATE,
    },
    {
      what: `all pairs that look alike among ${many} members, ${where}`,
      figure: `${seconds.toFixed(2)} s`,
      baseline: `${bareSeconds.toFixed(2)} s for the bare driver reading what is compared`,
      reach: `${SECONDS} s`,
      ok: seconds <= SECONDS,
    },
    await searched(operator, `directory search at ${many} members, ${where}, by words, places, kinds, themes and slips, p99`, bare),
  ];
}

/** Into a table like that of the organisations, with its indexes and without triggers. @returns seconds */
async function inserted(store: Store, bare: Bare): Promise<number> {
  const [{ all } = { all: '[]' }] = await store.db.$queryRaw<{ all: string }[]>`select json_agg(o)::text as all from "Organisation" o`;
  const organisations = z.array(z.unknown()).parse(JSON.parse(all));
  await bare('create table bare_organisation (like "Organisation" including all)');
  const begun = performance.now();
  for (let at = 0; at < organisations.length; at += BATCH) {
    await bare('insert into bare_organisation select * from json_populate_recordset(null::bare_organisation, $1::json)', [
      JSON.stringify(organisations.slice(at, at + BATCH)),
    ]);
  }
  const seconds = (performance.now() - begun) / 1000;
  await bare('drop table bare_organisation');
  return seconds;
}

async function searched(operator: Somebody, what: string, bare: Bare): Promise<Row> {
  const { db } = operator.store;
  const { version } = await db.consentText.findFirstOrThrow({ where: { purpose: 'directory', current: true } });
  const there = await db.organisation.findMany({ where: { state: 'present' }, select: { id: true }, orderBy: { number: 'asc' } });
  const consents = there.map(({ id }) => ({
    id: `c-${id}`,
    organisationId: id,
    purpose: 'directory',
    version,
    locale: 'es',
    givenAt: operator.clock.now(),
  }));
  for (let at = 0; at < consents.length; at += BATCH) await db.consent.createMany({ data: consents.slice(at, at + BATCH) });
  if ((await db.directoryEntry.count()) < MANY - TWICE) throw new Error('the members are not in the directory');
  await db.$executeRaw`vacuum analyze`;
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let at = 0; at < SEARCHES + WARM_UP; at += 1) {
    const query = queryOf(operator, {
      text: undefined,
      country: undefined,
      kind: undefined,
      theme: undefined,
      need: undefined,
      ...asked(at),
    });
    const begun = performance.now();
    const { entries } = await searchDirectory(operator, query, 1);
    const between = performance.now();
    await bare('select * from "Organisation" where id = any($1)', [entries.map(({ id }) => id)]);
    if (at < WARM_UP) continue;
    times.ours.push(between - begun);
    times.bare.push(performance.now() - between);
  }
  const p99 = quantile(times.ours, 0.99);
  return {
    what,
    figure: `${p99.toFixed(1)} ms, p50 ${quantile(times.ours, 0.5).toFixed(1)} ms`,
    baseline: `${quantile(times.bare, 0.99).toFixed(1)} ms for the bare driver's SELECT of the same rows by id, p50 ${quantile(times.bare, 0.5).toFixed(1)} ms`,
    reach: `${SEARCH_MS} ms`,
    ok: p99 <= SEARCH_MS,
  };
}

/** A name, its beginning with a slip, words of a kind with a place, and what is chosen from lists. */
function asked(at: number): { readonly text?: string; readonly country?: string; readonly kind?: string; readonly theme?: string } {
  const city = cityOf((at * 97) % (MANY - TWICE));
  const kinds = [
    { text: city },
    { text: `Ayuntamiento de ${city}` },
    { text: `${city.slice(0, 3)}${city.slice(4)}` },
    { text: 'universidad', country: 'ES' },
    { country: 'FR', theme: 'health' },
    { text: 'ayuntamiento portugal' },
  ];
  return kinds[at % kinds.length] ?? {};
}

/** Names that differ as real ones do; the last hundred are others of the list again, in other words. */
function rows() {
  const made = memberRows(MANY - TWICE).map((row, at) => named(row, at));
  const again = made.slice(0, TWICE).map((row, at) => ({ ...row, Código: `T${at}`, Nombre: `City of ${row.Ciudad}`, Web: '', Correo: '' }));
  return [...made, ...again];
}

const syllables = [
  'ba',
  'cor',
  'dul',
  'fen',
  'gra',
  'hil',
  'jor',
  'kes',
  'lom',
  'mar',
  'nur',
  'pel',
  'que',
  'ris',
  'san',
  'tol',
  'ur',
  'vil',
  'xen',
  'zam',
];

function named(row: Record<string, string>, at: number): Record<string, string> {
  const city = cityOf(at);
  return { ...row, Ciudad: city, Nombre: `Ayuntamiento de ${city}` };
}

function cityOf(at: number): string {
  const part = (by: number): string => syllables[Math.floor(at / by) % syllables.length] ?? '';
  return `${part(1)}${part(20)}${part(400)}${part(8000)}`;
}
