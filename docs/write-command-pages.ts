/** Writes the pages of the commands: `npm run docs`. A page whose command is gone goes too. */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandPages } from './command-pages.ts';

const folder = join(import.meta.dirname, 'commands');
const pages = commandPages();
for (const name of await readdir(folder)) {
  if (name.endsWith('.md') && !pages.some(({ file }) => file === name)) await rm(join(folder, name));
}
for (const { file, text } of pages) await writeFile(join(folder, file), text);
