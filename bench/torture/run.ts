/** `npm run torture [-- payloads …]`: what must hold under hostile hands, faults and load; prints its figures, and its seeds with them. */
import type { Row } from '../row.ts';

const tortures: Readonly<Record<string, () => Promise<() => Promise<Row[]>>>> = {
  database: async () => (await import('./database.ts')).tortureDatabase,
  flood: async () => (await import('./flood.ts')).tortureFlood,
  payloads: async () => (await import('./payloads.ts')).torturePayloads,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in tortures));
if (unknown.length > 0) {
  process.stderr.write(`No torture is called ${unknown.join(', ')}. There are: ${Object.keys(tortures).join(', ')}.\n`);
  process.exit(2);
}

let failed = 0;
for (const [name, load] of Object.entries(tortures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`${name} …\n`);
  for (const row of await (await load())()) {
    process.stdout.write(`  ${row.ok ? 'holds' : 'DOES NOT HOLD'} ${row.what}: ${row.figure} (${row.baseline}; must hold: ${row.reach})\n`);
    if (!row.ok) failed += 1;
  }
}
process.exitCode = failed === 0 ? 0 : 1;
