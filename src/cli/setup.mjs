/**
 * Everything a fresh clone needs before it can run: packages, Prisma's client, and for `npm start` (`--start`) all of
 * it in one file. Plain JavaScript for whatever Node there is, without imports of packages, since there may be none
 * yet. Does nothing, quickly, when nothing is to do.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { goWithout, isBundled } from './bundle.mjs';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
process.chdir(root);

const forStart = process.argv.includes('--start');
if (forStart && isBundled()) process.exit(0);

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or later is needed to begin with; this is ${process.version}.`);
if (!installed()) run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error']);
generateClient();
if (forStart) makeBundle();

/** Whether node_modules holds what package-lock.json says, by npm's own note of what it installed. */
function installed() {
  const note = join('node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const asked = read('package.json');
  const wanted = read('package-lock.json').packages;
  const there = read(note).packages;
  const same = (kind) => JSON.stringify(asked[kind] ?? {}) === JSON.stringify(wanted[''][kind] ?? {});
  if (!same('dependencies') || !same('devDependencies')) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (there[path]?.version ?? (optional ? version : '')) === version,
  );
}

function generateClient() {
  const stamp = join('src', 'store', 'generated', '.made-from');
  const schema = readFileSync(join('prisma', 'schema.prisma'), 'utf8');
  const version = read(join('node_modules', 'prisma', 'package.json')).version;
  const made = createHash('sha256').update(schema).update(version).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return;
  run('prisma', ['generate']);
  writeFileSync(stamp, made);
}

/** A start is quicker with it, and works without. */
function makeBundle() {
  const { status, stderr } = spawn('node', [join('src', 'cli', 'bundle.mjs')]);
  if (status === 0) return;
  goWithout();
  process.stderr.write(`This start takes a little longer: its files could not be put into one.\n${stderr ?? ''}`);
}

/** Quiet unless it fails. */
function run(command, args) {
  const done = spawn(command, args);
  if (done.status === 0) return;
  fail(`${command} ${args.join(' ')} did not work.\n${done.error?.message ?? ''}${done.stdout ?? ''}${done.stderr ?? ''}`);
}

function spawn(command, args) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
  return spawnSync(command, args, { env, encoding: 'utf8', shell: process.platform === 'win32' });
}

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
