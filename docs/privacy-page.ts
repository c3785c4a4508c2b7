/** The tables of PRIVACY.md: what is held on persons, by what each feature says of it, and how long, by the rules that are applied. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { variables } from '../src/config.ts';
import { retention } from '../src/features/privacy/retention/rules.ts';
import { afterwards, whatOf, whyOf } from '../src/features/privacy/texts.ts';
import { personal } from '../src/features/registry.ts';
import { loadCatalogue } from '../src/i18n/catalogue.ts';
import { longestKept } from '../src/store/backup-folder.ts';

const root = join(import.meta.dirname, '..');
const [begin, end] = ['<!-- From here on made by `npm run docs` -->', '<!-- As far as here -->'];

/** The page as it should be: what people wrote around the tables stays. */
export function privacyPage(page: string): string {
  const [before, rest] = [page.slice(0, page.indexOf(begin)), page.slice(page.indexOf(end))];
  if (!page.includes(begin) || !page.includes(end)) throw new Error('PRIVACY.md has lost the marks around its tables');
  return `${before}${begin}\n\n${tables()}\n\n${rest}`;
}

const seed = z.object({ days: z.record(z.string(), z.number()) });

function tables(): string {
  const t = loadCatalogue(join(root, 'locales')).translator('en');
  const { days } = seed.parse(JSON.parse(readFileSync(join(root, 'prisma/seed/retention.json'), 'utf8')));
  const keep = variables.parse({}).BACKUP_KEEP;
  return [
    '## What is held, and why',
    '',
    ...table(
      ['What is held on you', 'Why', 'When you have yourself erased', 'Tables'],
      personal.map(({ name, held }) => [
        whatOf(t, name),
        whyOf(t, name),
        afterwards(t, name),
        [...new Set(held.map(({ model }) => `\`${model}\``))].join(', '),
      ]),
    ),
    '',
    '## How long',
    '',
    'Each night what has been kept long enough is forgotten. What stands in no line stays as long as it is used, or until you have it erased.',
    '',
    ...table(
      ['What', 'Days', 'Counted from'],
      retention.map(({ name, model, since }) => [t(`privacy.rules.${name}`), String(days[name] ?? '?'), `\`${model}.${since}\``]),
    ),
    '',
    keep === null
      ? 'Backups are not made by themselves.'
      : `Backups are made each night; of the last ${keep.daily} days, ${keep.weekly} weeks and ${keep.monthly} months the latest of each is kept (\`BACKUP_KEEP\`). What was erased or forgotten is in no backup any more after ${longestKept(keep)} days. Until then nobody is brought back by one: a restored backup forgets again, before anybody reads it, whoever was erased since.`,
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
