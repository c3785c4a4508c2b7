/** Ten thousand members: how fast a list is imported, and how long it takes to find those that are in it twice. */

import { likelyPairs } from '../src/features/organisation/merge/pairs.ts';
import { guessMemberMapping } from '../src/features/organisation/transfer/guess.ts';
import { importMembers } from '../src/features/organisation/transfer/import.ts';
import type { Store } from '../src/store/store.ts';
import { openTable } from '../src/transfer/read.ts';
import { somebody } from '../test/support/experiences.ts';
import { memberRows } from '../test/support/member-lists.ts';
import { write } from '../test/support/record-files.ts';
import type { Row } from './row.ts';
import { onServer, openEmbedded } from './stores.ts';

const MANY = 10_000;
const TWICE = 100;
const RATE = 1000;
const SECONDS = 5;

export async function benchMembers(): Promise<Row[]> {
  const { store, close } = await openEmbedded();
  try {
    return [...(await measured(store, 'embedded')), ...(await onServer((server) => measured(server, 'on PostgreSQL')))];
  } finally {
    await close();
  }
}

async function measured(store: Store, where: string): Promise<Row[]> {
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
  const looked = performance.now();
  const { total } = await likelyPairs(store.db, operator.vocabulary, '', 0);
  const seconds = (performance.now() - looked) / 1000;
  if (total < TWICE) throw new Error(`of ${TWICE} that are there twice ${total} were found`);
  return [
    {
      what: `import of ${MANY.toLocaleString('en')} members, ${where}, contacts and memberships included`,
      figure: `${Math.round(rate)} rows/s`,
      baseline: '–',
      reach: `${RATE} rows/s`,
      ok: rate >= RATE,
    },
    {
      what: `all pairs that look alike among ${MANY.toLocaleString('en')} members, ${where}`,
      figure: `${seconds.toFixed(2)} s`,
      baseline: '–',
      reach: `${SECONDS} s`,
      ok: seconds <= SECONDS,
    },
  ];
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
  const part = (by: number): string => syllables[Math.floor(at / by) % syllables.length] ?? '';
  const city = `${part(1)}${part(20)}${part(400)}${part(8000)}`;
  return { ...row, Ciudad: city, Nombre: `Ayuntamiento de ${city}` };
}
