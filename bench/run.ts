/** `npm run bench [-- slack answer discord search import process delivery …]`: runs the benchmarks and writes bench/RESULTS.md. */
import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import type { Row } from './row.ts';

type Bench = () => Promise<Row[]>;

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  slack: async () => (await import('./slack.ts')).benchSlack,
  answer: async () => (await import('./answer.ts')).benchAnswer,
  discord: async () => (await import('./discord.ts')).benchDiscord,
  search: async () => (await import('./search.ts')).benchSearch,
  import: async () => (await import('./import.ts')).benchImport,
  members: async () => (await import('./members.ts')).benchMembers,
  delivery: async () => (await import('./delivery.ts')).benchDelivery,
  limits: async () => (await import('./limits.ts')).benchLimits,
  kills: async () => (await import('./kills.ts')).benchKills,
  reminders: async () => (await import('./reminders.ts')).benchReminders,
  retrieval: async () => (await import('./retrieval.ts')).benchRetrieval,
  questions: async () => (await import('./questions.ts')).benchQuestions,
  process: async () => (await import('./process.ts')).benchProcess,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`);
  process.exit(2);
}

const rows: Row[] = [];
for (const [name, load] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`${name} …\n`);
  const measured = await (await load())();
  rows.push(...measured);
  process.stdout.write(
    `${measured.map((row) => `  ${mark(row)} ${row.what}: ${row.figure} (baseline ${row.baseline}; reach ${row.reach})`).join('\n')}\n`,
  );
}

if (wanted.length === 0) await writeFile(new URL('RESULTS.md', import.meta.url), page(rows));

function page(measured: readonly Row[]): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  return [
    '# Results',
    '',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; ${machine}. The machine is shared and noisy: compare each figure with the baseline beside it, measured in the same run.`,
    '',
    '| | what | figure | baseline | to reach |',
    '|---|---|---|---|---|',
    ...measured.map((row) => `| ${mark(row)} | ${row.what} | ${row.figure} | ${row.baseline} | ${row.reach} |`),
    '',
  ].join('\n');
}

function mark(row: Row): string {
  return row.ok ? 'reached' : 'missed';
}
