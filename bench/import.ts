/** How long an import takes, beside the bare driver writing the same rows without search, revisions or comparing. */
import pg from 'pg';
import type { Content } from '../src/features/experience/content.ts';
import { years } from '../src/features/experience/rules.ts';
import { converter } from '../src/features/experience/transfer/convert.ts';
import { importExperiences } from '../src/features/experience/transfer/import.ts';
import { knownMapping, type Mapping } from '../src/features/experience/transfer/mapping.ts';
import type { Store } from '../src/store/store.ts';
import { openTable } from '../src/transfer/read.ts';
import { type Somebody, somebody } from '../test/support/experiences.ts';
import { compactFile, writeCompact } from '../test/support/record-files.ts';
import type { Row } from './row.ts';
import { onServer, openEmbedded } from './stores.ts';

const MANY = 100_000;
const SECONDS = 5;
const RATE = 2000;

export async function benchImport(): Promise<Row[]> {
  return [await embedded(), await server()];
}

async function embedded(): Promise<Row> {
  const { file, rows } = compactFile();
  const { store, close } = await openEmbedded();
  try {
    const operator = await somebody(store, 'admin');
    const bare = await bareEmbedded(store, await contentsOf(file, operator));
    await store.db.$executeRaw`truncate "Experience" cascade`;
    const seconds = await imported(operator, file);
    return {
      what: `import of ${rows} records, embedded`,
      figure: `${seconds.toFixed(2)} s`,
      baseline: `${bare.toFixed(2)} s for bare inserts of the same rows, without triggers`,
      reach: `${SECONDS} s`,
      ok: seconds <= SECONDS,
    };
  } finally {
    await close();
  }
}

function server(): Promise<Row> {
  return onServer(async (store, url) => {
    const file = writeCompact(MANY);
    const operator = await somebody(store, 'admin');
    const bare = await bareServer(url, await contentsOf(file, operator));
    await store.db.$executeRaw`truncate "Experience" cascade`;
    const seconds = await imported(operator, file);
    const rate = MANY / seconds;
    return {
      what: `import of ${MANY.toLocaleString('en')} records on PostgreSQL, search and revisions included`,
      figure: `${Math.round(rate)} rows/s`,
      baseline: `${Math.round(MANY / bare)} rows/s for bare inserts of the same rows, without triggers`,
      reach: `${RATE} rows/s`,
      ok: rate >= RATE,
    };
  });
}

export async function imported(operator: Somebody, file: string): Promise<number> {
  const begun = performance.now();
  const table = await openTable(file);
  const { tally } = await importExperiences(operator, {
    file,
    table,
    mapping: mappingFor(table.header),
    vocabulary: operator.vocabulary,
    apply: true,
    report: () => {},
    progress: () => {},
  });
  const seconds = (performance.now() - begun) / 1000;
  if (tally.refused > 0 || tally.new === 0) throw new Error(`the import went wrong: ${JSON.stringify(tally)}`);
  return seconds;
}

function mappingFor(header: readonly string[]): Mapping {
  const mapping = knownMapping(header);
  if (!mapping) throw new Error('the header is not known');
  return mapping;
}

async function contentsOf(file: string, { vocabulary }: Somebody): Promise<readonly Content[]> {
  const table = await openTable(file);
  const convert = converter(table.header, mappingFor(table.header), vocabulary);
  const contents: Content[] = [];
  for await (const row of table.rows()) {
    const converted = convert(row);
    if (converted.type === 'record') contents.push(converted.content);
  }
  return contents;
}

const BATCH = 500;
const bareInsert = `insert into "Experience" (id, state, locale, title, summary, description, country, city, "startsOn", "endsOn", ongoing, "startYear", types, themes, methods, links, "updatedAt")
  select id, 'published', locale, title, summary, description, country, city, "startsOn", "endsOn", ongoing, "startYear", types, themes, methods, links, now()
  from json_populate_recordset(null::"Experience", $1::json)`;

function* batches(contents: readonly Content[]): Generator<string> {
  for (let at = 0; at < contents.length; at += BATCH) {
    yield JSON.stringify(contents.slice(at, at + BATCH).map((content, n) => ({ ...content, ...years(content), id: `bare${at + n}` })));
  }
}

async function bareEmbedded(store: Store, contents: readonly Content[]): Promise<number> {
  if (store.connection.kind !== 'embedded') throw new Error('not embedded');
  const { pglite } = store.connection;
  await pglite.exec('alter table "Experience" disable trigger user');
  const begun = performance.now();
  for (const batch of batches(contents)) await pglite.query(bareInsert, [batch]);
  const seconds = (performance.now() - begun) / 1000;
  await pglite.exec('alter table "Experience" enable trigger user');
  return seconds;
}

async function bareServer(url: string, contents: readonly Content[]): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('alter table "Experience" disable trigger user');
  const begun = performance.now();
  for (const batch of batches(contents)) await client.query(bareInsert, [batch]);
  const seconds = (performance.now() - begun) / 1000;
  await client.query('alter table "Experience" enable trigger user');
  await client.end();
  return seconds;
}
