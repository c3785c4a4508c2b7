/** What is known, for the operator's import: a file in the form of the seed files, compared first, written with `--apply`. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { type KnowledgeFileEntry, knowledgeFile } from '../features/knowledge/content.ts';
import { type Compared, compareKnowledge, importKnowledge } from '../features/knowledge/transfer/service.ts';
import { exampleLine } from './import-kind.ts';
import type { OperatorContext } from './open.ts';

const SHOWN = 30;

/** In words for the terminal. */
export async function importKnowledgeFile(ctx: OperatorContext, file: string, apply: boolean): Promise<readonly string[]> {
  const entries = readEntries(file);
  const compared = await (apply ? importKnowledge(ctx, entries) : compareKnowledge(ctx, entries));
  const count = (kind: Compared['kind']): number => compared.filter((one) => one.kind === kind).length;
  const tally = { new: count('new'), changed: count('changed'), same: count('same'), kept: 0, refused: 0 };
  const examples = compared.filter(({ kind }) => kind !== 'same').slice(0, SHOWN);
  return [
    ctx.t(apply ? 'transfer.summary.applied' : 'transfer.summary.dry'),
    ctx.t('transfer.summary.counts', tally),
    ...examples.map(
      ({ kind, said, differs }) => `  ${exampleLine(kind, said.key, [said.texts[ctx.locale]?.title ?? ''], differs.join(', '))}`,
    ),
    ...(apply || tally.new + tally.changed === 0 ? [] : ['', ctx.t('transfer.summary.toApply')]),
  ];
}

/** @throws UserError `knowledge.no-file` */
function readEntries(file: string): readonly KnowledgeFileEntry[] {
  const unreadable = (reason: string): UserError => new UserError('knowledge.no-file', { file, reason });
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unreadable(error instanceof SyntaxError ? 'JSON' : String(error));
  }
  const parsed = z.looseObject({ kind: z.literal('knowledge') }).safeParse(read);
  if (!parsed.success) throw unreadable(z.prettifyError(parsed.error));
  const { kind: _kind, ...content } = parsed.data;
  const whole = knowledgeFile.safeParse(content);
  if (!whole.success) throw unreadable(z.prettifyError(whole.error));
  return whole.data.entries;
}
