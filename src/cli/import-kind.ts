/** What the operator's import asks of each kind of record that a file can hold. */
import type { Guessed } from '../transfer/guess.ts';
import type { Mapping } from '../transfer/mapping.ts';
import type { Table } from '../transfer/read.ts';
import type { Imported, RunOptions } from '../transfer/run.ts';
import type { OperatorContext } from './open.ts';

export interface ImportKind<T extends string = string> {
  /** Fields of which one has to be there, or nothing can be imported. */
  readonly requires: readonly T[];
  /** The mapping for a header that is known. */
  known(header: readonly string[]): Mapping<T> | undefined;
  guess(table: Table, ctx: OperatorContext, source: string): Guessed<T>;
  /** @throws ZodError */
  parse(mapping: unknown): Mapping<T>;
  /** With a few examples in words. */
  run(ctx: OperatorContext, options: RunOptions & { readonly file: string; readonly mapping: Mapping<T> }): Promise<Imported<string>>;
}

const signs = { new: '+', changed: '~', same: '=', kept: '!', refused: '!' } as const;

/** One record of the dry run on one line: what becomes of it, its name, what is known of it. */
export function exampleLine(kind: keyof typeof signs, title: string, facts: readonly string[], changed = ''): string {
  const known = facts.filter((fact) => fact !== '').join(', ');
  return `${signs[kind]} ${onOneLine(title)}${known === '' ? '' : ` (${known})`}${changed === '' ? '' : `: ${changed}`}`;
}

export const onOneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};
