/**
 * Does what the Dockerfile says, without a container engine: each stage in a folder of its own, each command as it stands there.
 * What it cannot show is the base image: what runs here is the machine's own system, with the Node that the tests run on.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join, matchesGlob, relative } from 'node:path';
import { DockerfileParser, ModifiableInstruction } from 'dockerfile-ast';
import { root } from './sources.ts';

export interface Image {
  /** Where a path of the image is here. */
  at(path: string): string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly command: readonly string[];
  readonly health: readonly string[];
}

/** An instruction. */
interface Said {
  readonly keyword: string;
  readonly words: readonly string[];
  readonly from: string | undefined;
}

/** Instead of `npm ci`, for whoever has no registry: brings what it would install. Gets its words and where it runs. */
export type Install = (words: readonly string[], folder: string) => void;

/** Paths of the image that commands name. */
const imagePaths = /^\/(app|data|backups)\b/;

export function buildImage(folder: string, install?: Install): Image {
  const said = readDockerfile();
  // Every stage is built in the same place, as in an image: what a build writes down may hold its own address.
  const stage = join(folder, 'image');
  let name = '';
  let workdir = '/';
  let image = { env: {}, user: 'root', command: [] as readonly string[], health: [] as readonly string[] };
  const at = (path: string): string => join(stage, path.startsWith('/') ? path : join(workdir, path));

  for (const { keyword, words, from } of said) {
    const [first = ''] = words;
    if (keyword === 'FROM') {
      if (name !== '') renameSync(stage, join(folder, name));
      name = words[2] ?? 'final';
      mkdirSync(stage);
      workdir = '/';
      image = { env: {}, user: 'root', command: [], health: [] };
    } else if (keyword === 'WORKDIR') mkdirSync(at(first), { recursive: true });
    else if (keyword === 'ENV') image.env = { ...image.env, ...Object.fromEntries(words.map(atEquals)) };
    else if (keyword === 'USER') image.user = first;
    else if (keyword === 'CMD') image.command = words;
    else if (keyword === 'HEALTHCHECK') image.health = words;
    else if (keyword === 'COPY') copy(words, from === undefined ? root : join(folder, from));
    else if (keyword === 'RUN') run(words, image.env);
    else if (keyword !== 'VOLUME' && keyword !== 'EXPOSE') throw new Error(`${keyword} is not understood here`);
    if (keyword === 'WORKDIR') workdir = first;
  }
  return { ...image, at: (path) => join(stage, path) };

  function run(words: readonly string[], env: Readonly<Record<string, string>>): void {
    const [program = '', ...rest] = words.map((word) => (imagePaths.test(word) ? join(stage, word) : word));
    const cwd = at('.');
    // The image's user `node` is nobody here: who owns what is the caller's to say.
    if (program === 'install') execFileSync(program, withoutOwner(rest), { cwd });
    else if (program === 'npm' && install) install(words, cwd);
    else execFileSync(program, rest, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  function copy(words: readonly string[], source: string): void {
    const target = words.at(-1) ?? '.';
    const ignored = source === root ? leftOut() : [];
    for (const word of words.slice(0, -1)) {
      const into = target.endsWith('/') ? join(at(target), basename(word)) : at(target);
      cpSync(join(source, word), into, {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !ignored.some((rule) => matchesGlob(relative(root, path), rule)),
      });
    }
  }
}

/** What .dockerignore keeps out; counted from the top, unlike Git's. */
export const leftOut = (): readonly string[] =>
  readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

export function readDockerfile(): readonly Said[] {
  const file = DockerfileParser.parse(readFileSync(join(root, 'Dockerfile'), 'utf8'));
  return file.getInstructions().map((one) => {
    const flags = one instanceof ModifiableInstruction ? one.getFlags() : [];
    const rest = (one.getArgumentsContent() ?? '').replace(/^CMD\s+(?=\[)/, '');
    const words: readonly string[] = rest.startsWith('[') ? JSON.parse(rest) : rest.split(/\s+/);
    const from = flags.find((flag) => flag.getName() === 'from')?.getValue() ?? undefined;
    return { keyword: one.getKeyword(), words, from };
  });
}

function withoutOwner(words: readonly string[]): readonly string[] {
  return words.filter((word, n) => !['-o', '-g'].includes(word) && !['-o', '-g'].includes(words[n - 1] ?? ''));
}

function atEquals(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
