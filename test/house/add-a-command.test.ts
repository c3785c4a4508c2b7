/** The guide "Add a command in ten minutes", followed to the letter in a copy of the sources. */
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
// What `npm run docs` writes is among them.
const copied = [
  'PRIVACY.md',
  'src',
  'commands',
  'locales',
  'prisma',
  'test',
  'docs',
  'bench',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  '.env.example',
];
const minutes = (count: number): number => count * 60_000;

let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'agora-guide-'));
  for (const part of copied) await cp(join(root, part), join(copy, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

interface Block {
  readonly language: string;
  readonly file: string;
  readonly added: boolean;
  readonly text: string;
}

/** What stands in fences: the language, the file that it is (or, with a `+`, is added to). */
const blocksOf = (guide: string): readonly Block[] =>
  [...guide.matchAll(/^```(\w+) ?(\S*)( \+)?\n(.*?)^```$/gms)].map(([, language = '', file = '', plus, text = '']) => ({
    language,
    file,
    added: plus !== undefined,
    text,
  }));

async function follow({ language, file, added, text }: Block): Promise<void> {
  const path = join(copy, file);
  if (language === 'diff') await writeFile(path, patched(await readFile(path, 'utf8'), text));
  else if (added) {
    const all = { ...JSON.parse(await readFile(path, 'utf8')), ...JSON.parse(text) };
    await writeFile(path, `${JSON.stringify(all, null, 2)}\n`);
  } else await appendFile(path, text, { flag: 'wx' });
}

/** Each `+` line comes after the line above it, which is there once. */
function patched(source: string, diff: string): string {
  let lines = source.split('\n');
  let above = '';
  for (const line of diff.trimEnd().split('\n')) {
    if (line.startsWith('+')) {
      expect(lines.filter((one) => one === above)).toHaveLength(1);
      lines = lines.flatMap((one) => (one === above ? [one, line.slice(1)] : [one]));
    } else above = line.slice(1);
  }
  return lines.join('\n');
}

it(
  'makes a command that works on the three platforms, and passes the checks that the guide names',
  async () => {
    const blocks = blocksOf(await readFile(join(root, 'docs/add-a-command.md'), 'utf8'));
    for (const block of blocks.filter(({ file }) => file !== '')) await follow(block);
    const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));
    // The bot itself runs until it is ended, and the story has started it three times already.
    for (const command of commands.filter((one) => one !== 'npm start')) {
      const [program = '', ...rest] = command.split(' ');
      await promisify(execFile)(program, rest, { cwd: copy, maxBuffer: 2 ** 26 });
    }
    expect(await readFile(join(copy, 'docs/commands/hello.md'), 'utf8')).toContain('Be greeted');
  },
  minutes(10),
);
