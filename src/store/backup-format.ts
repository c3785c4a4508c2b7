/**
 * The backup file: gzipped lines, the same for both kinds of store. A line that starts with `[` says what follows, a line
 * that starts with `{` is a row as PostgreSQL writes it (so that no number passes through JavaScript), JSON columns boxed in
 * an array:
 *
 *     ["agora-backup", { format, madeAt, migrations }]
 *     ["table", "Person"]
 *     {"id": …}
 *     ["end", { counts, sequences, sha256 }]      sha256 of every byte before this line
 */
import { z } from 'zod';

export const header = z.tuple([
  z.literal('agora-backup'),
  z.object({
    format: z.literal(1),
    madeAt: z.iso.datetime(),
    migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  }),
]);
export type Header = z.infer<typeof header>;

export const table = z.tuple([z.literal('table'), z.string()]);

export const end = z.tuple([
  z.literal('end'),
  z.object({
    counts: z.record(z.string(), z.number()),
    sequences: z.record(z.string(), z.string().nullable()),
    sha256: z.string(),
  }),
]);
export type End = z.infer<typeof end>;

export const isRow = (line: string): boolean => line.startsWith('{');

/** By line feeds only: Node's own readline also cuts at U+2028, which may stand inside a text. */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of bytes) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
