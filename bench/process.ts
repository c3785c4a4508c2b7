/** How soon the bot is ready when started again, and how much memory it then holds, on both stores. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openPostgres } from '../test/support/postgres.ts';
import type { Row } from './row.ts';

const root = join(import.meta.dirname, '..');
const MiB = 2 ** 20;

const bareEmbedded = `
  import { PGlite } from '@electric-sql/pglite';
  const db = await PGlite.create({ dataDir: process.env.DATA_DIR + '/bare' });
  await db.query('select 1');
  console.log('ready');
  setInterval(() => {}, 1000);`;
const bareServer = `
  import pg from 'pg';
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
  await pool.query('select 1');
  console.log('ready');
  setInterval(() => {}, 1000);`;

/** Milliseconds from the spawn to the line that says ready, and resident bytes then. */
interface Start {
  readonly ms: number;
  readonly resident: number;
}

export async function benchProcess(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'agora-bench-'));
  const postgres = await openPostgres();
  try {
    const embedded = { DATA_DIR: folder };
    const server = { DATA_DIR: folder, DATABASE_URL: await postgres.database() };
    return [...(await rows('embedded', embedded, bareEmbedded, 550)), ...(await rows('PostgreSQL', server, bareServer, 220))];
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function rows(store: string, env: Readonly<Record<string, string>>, bare: string, reach: number): Promise<Row[]> {
  const script = ['--input-type=module', '-e', bare];
  const bot = ['npm', 'start'];
  await started(bot, env);
  await started([process.execPath, ...script], env);
  const starts: Start[] = [];
  const bares: Start[] = [];
  for (let round = 0; round < 3; round += 1) {
    starts.push(await started(bot, env));
    bares.push(await started([process.execPath, ...script], env));
  }
  const ms = (list: readonly Start[]): number => Math.round(middle(list.map((start) => start.ms)));
  const mib = (list: readonly Start[]): number => Math.round(middle(list.map((start) => start.resident)) / MiB);
  return [
    {
      what: `warm \`npm start\` to ready, ${store}`,
      figure: `${ms(starts)} ms`,
      baseline: `${ms(bares)} ms (bare driver)`,
      reach: '2,000 ms',
      ok: ms(starts) <= 2000,
    },
    {
      what: `resident memory when ready, ${store}`,
      figure: `${mib(starts)} MiB`,
      baseline: `${mib(bares)} MiB (bare driver)`,
      reach: `${reach} MiB`,
      ok: mib(starts) <= reach,
    },
  ];
}

async function started(command: readonly string[], env: Readonly<Record<string, string>>): Promise<Start> {
  const began = performance.now();
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  await readyLine(child);
  const ms = performance.now() - began;
  const resident = residentOf(child.pid ?? 0);
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  return { ms, resident };
}

async function readyLine(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error('no output to read');
  for await (const line of createInterface({ input: child.stdout })) if (/\bready\b/.test(line)) return;
  throw new Error('ended before it was ready');
}

/** The largest process of the group: npm and its shell stand around the bot. */
function residentOf(group: number): number {
  const children = (pid: number): number[] => {
    const direct = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
    return [pid, ...direct.flatMap(children)];
  };
  const sizes = children(group).map((pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024);
  return Math.max(...sizes);
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
