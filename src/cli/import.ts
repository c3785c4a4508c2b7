/** `npm run import -- experiences|members|knowledge FILE [--apply] [--mapping FILE] [--report FILE]`: a dry run unless `--apply` is given. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, parse as parsePath } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Translate } from '../chat/translate.ts';
import { UserError } from '../errors.ts';
import type { Guess } from '../transfer/guess.ts';
import type { Mapping } from '../transfer/mapping.ts';
import { openTable, type Table } from '../transfer/read.ts';
import { openReport } from '../transfer/report.ts';
import { experiences } from './import-experiences.ts';
import type { ImportKind } from './import-kind.ts';
import { importKnowledgeFile } from './import-knowledge.ts';
import { members } from './import-members.ts';
import { summaryOf } from './import-summary.ts';
import { type OperatorContext, operate } from './open.ts';
import { startProgress } from './progress.ts';

/** What a file can hold. */
const kinds: Readonly<Record<string, ImportKind>> = { experiences, members };

interface Call {
  readonly kind: ImportKind;
  readonly file: string;
  readonly apply: boolean;
  readonly mapping: string;
  readonly mappingAsked: boolean;
  readonly report: string;
}

await operate(async ({ t, say, within }) => {
  const knowledge = knowledgeCall();
  if (knowledge) {
    for (const line of await within((ctx) => importKnowledgeFile(ctx, knowledge.file, knowledge.apply))) say(line);
    return 0;
  }
  const call = readCall();
  if (!call) {
    say(t('transfer.usage.import'));
    return 2;
  }
  const table = await openTable(call.file);
  return within(async (ctx) => {
    const { mapping, lines } = chooseMapping(t, ctx, call, table);
    for (const line of lines) say(line);
    const report = openReport(call.report, (reason) => t(`transfer.reasons.${reason}`));
    const progress = startProgress(table.bytes, (percent, rows) => t('transfer.progress', { percent, rows }));
    try {
      const imported = await call.kind.run(ctx, {
        file: call.file,
        table,
        mapping,
        apply: call.apply,
        report: report.add,
        progress: progress.at,
      });
      progress.stop();
      for (const line of summaryOf(t, imported, call.apply)) say(line);
    } finally {
      progress.stop();
      if ((await report.close()) > 0) say(t('transfer.report', { file: call.report }));
    }
    return 0;
  });
});

/** What is known is no table: it has no columns to map. */
function knowledgeCall(): Pick<Call, 'file' | 'apply'> | undefined {
  const { values, positionals } = arguments_();
  const [what, file, ...more] = positionals;
  return what === 'knowledge' && file !== undefined && more.length === 0 ? { file, apply: values.apply === true } : undefined;
}

function readCall(): Call | undefined {
  const { values, positionals } = arguments_();
  const [what, file, ...more] = positionals;
  const kind = what !== undefined && Object.hasOwn(kinds, what) ? kinds[what] : undefined;
  if (!kind || file === undefined || more.length > 0) return undefined;
  const { name } = parsePath(file);
  return {
    kind,
    file,
    apply: values.apply === true,
    mapping: values.mapping ?? `${name}.mapping.json`,
    mappingAsked: values.mapping !== undefined,
    report: values.report ?? `${name}.report.csv`,
  };
}

/** An option that there is none of is a call to be explained, not a bug. */
function arguments_() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { apply: { type: 'boolean' }, mapping: { type: 'string' }, report: { type: 'string' } },
    });
  } catch {
    return { values: {}, positionals: [] };
  }
}

/** A mapping that was given; else the one for a header that is known; else a guess, which is shown and kept to be edited. */
function chooseMapping(t: Translate, ctx: OperatorContext, call: Call, table: Table): { mapping: Mapping; lines: readonly string[] } {
  const { kind } = call;
  const known = kind.known(table.header);
  if (existsSync(call.mapping) && (call.mappingAsked || !known)) {
    return { mapping: usable(t, kind, readMapping(kind, call.mapping)), lines: [t('transfer.mapping.used', { file: call.mapping })] };
  }
  if (known && !call.mappingAsked) return { mapping: known, lines: [t('transfer.mapping.known', { source: known.source })] };
  const { mapping, guesses } = kind.guess(table, ctx, sourceOf(call.file));
  const chosen = known ?? mapping;
  writeFileSync(call.mapping, `${JSON.stringify(chosen, null, 2)}\n`);
  const shown = known ? [t('transfer.mapping.known', { source: known.source })] : tableOf(t, guesses);
  return { mapping: usable(t, kind, chosen, call.mapping), lines: [...shown, t('transfer.mapping.written', { file: call.mapping })] };
}

function usable(t: Translate, { requires }: ImportKind, mapping: Mapping, file = ''): Mapping {
  if (requires.some((field) => (mapping.columns[field] ?? []).length > 0)) return mapping;
  const [key = ''] = requires;
  throw new UserError('transfer.no-column', { file, field: t(`transfer.fields.${key}`), key });
}

function readMapping(kind: ImportKind, file: string): Mapping {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UserError('transfer.bad-mapping', { file, reason: 'JSON' });
  }
  try {
    return kind.parse(read);
  } catch (error) {
    if (error instanceof z.ZodError) throw new UserError('transfer.bad-mapping', { file, reason: z.prettifyError(error) });
    throw error;
  }
}

function sourceOf(file: string): string {
  return parsePath(basename(file))
    .name.toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}

function tableOf(t: Translate, guesses: readonly Guess[]): readonly string[] {
  const rows = guesses.map(({ column, target, because, example }) => [
    column,
    target === undefined ? '–' : t(`transfer.fields.${target}`),
    t(`transfer.because.${because}`),
    example.replace(/\s+/g, ' '),
  ]);
  const head = [t('transfer.guess.column'), t('transfer.guess.becomes'), t('transfer.guess.because'), t('transfer.guess.example')];
  const widths = head.map((title, at) => Math.min(40, Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [t('transfer.guess.title'), '', line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), ''];
}
