/** The pages of the commands say what the commands say, each with its picture; the handbooks name no command that is not there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { commandPages, groups, pictureOf } from '../../docs/command-pages.ts';

const folder = join(import.meta.dirname, '../../docs/commands');
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

describe('the pages of the commands', () => {
  it.each(commandPages())('$file is as `npm run docs` makes it', ({ file, text }) => {
    expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
  });

  it.each(groups)('/%s has a picture', (group) => {
    expect(readFileSync(join(folder, pictureOf(group))).subarray(0, PNG.length)).toEqual(PNG);
  });
});

describe.each(['en', 'es'])('the handbook in %s', (locale) => {
  const text = readFileSync(join(folder, `../handbook/${locale}.md`), 'utf8');
  const named = [...new Set([...text.matchAll(/`\/([a-z-]+(?: [a-z-]+)?)`/g)].map(([, name]) => name))];

  it.each(named)('names /%s, which is there', (name) => {
    expect(commands.map((command) => command.name)).toContain(name);
  });

  it('has the same tasks as the other', () => {
    const other = readFileSync(join(folder, `../handbook/${locale === 'en' ? 'es' : 'en'}.md`), 'utf8');
    const tasks = (handbook: string): number => handbook.split('\n').filter((line) => line.startsWith('## ')).length;
    expect(tasks(text)).toBe(tasks(other));
  });
});
