/** Loads the network's own content from data files: the vocabularies. What has not changed since the last start costs one query. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Store, Transaction } from './store.ts';

const language = z.enum(['en', 'es', 'fr', 'pt']);

const vocabularyFile = z.strictObject({
  vocabulary: z.string().min(1),
  /** In the order in which they are offered. */
  terms: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
        labels: z.record(language, z.string().min(1)),
        aliases: z.partialRecord(language, z.array(z.string().min(1))).default({}),
      }),
    )
    .refine((terms) => new Set(terms.map((term) => term.key)).size === terms.length, 'two terms have the same key'),
});

export type VocabularyFile = z.infer<typeof vocabularyFile>;

export interface SeedsLoaded {
  /** Names of the files that were new or had changed. */
  readonly loaded: readonly string[];
}

/**
 * A term that is no longer in its file is retired, not deleted, since records refer to it. Several replicas may start
 * at once. Throws an Error that names the file when one is not as it should be; nothing of that file is loaded then.
 */
export async function loadSeeds(store: Store, folder: string, clock: Clock): Promise<SeedsLoaded> {
  const files = readFiles(folder);
  const known = new Map((await store.db.seedFile.findMany()).map((file) => [file.name, file.hash]));
  const changed = files.filter((file) => known.get(file.name) !== file.hash);
  for (const { name, hash, text } of changed) {
    const { vocabulary, terms } = parse(name, text);
    await store.db.$transaction(async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('agora.seeds'))`;
      await replaceTerms(tx, vocabulary, terms);
      const loadedAt = clock.now();
      await tx.seedFile.upsert({ where: { name }, create: { name, hash, loadedAt }, update: { hash, loadedAt } });
    });
  }
  return { loaded: changed.map((file) => file.name) };
}

async function replaceTerms(tx: Transaction, vocabulary: string, terms: VocabularyFile['terms']): Promise<void> {
  const rows = terms.map((term, position) => ({ ...term, vocabulary, position, retired: false }));
  await tx.$executeRaw`
    insert into "Term" (vocabulary, key, labels, aliases, position, retired)
    select vocabulary, key, labels, aliases, position, retired
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(vocabulary text, key text, labels jsonb, aliases jsonb, position int, retired boolean)
    on conflict (vocabulary, key) do update
      set labels = excluded.labels, aliases = excluded.aliases, position = excluded.position, retired = false`;
  await tx.term.updateMany({ where: { vocabulary, key: { notIn: terms.map((term) => term.key) } }, data: { retired: true } });
}

interface SeedFile {
  readonly name: string;
  readonly hash: string;
  readonly text: string;
}

const readFiles = (folder: string): readonly SeedFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    });

function parse(name: string, text: string): VocabularyFile {
  try {
    return vocabularyFile.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`seed file ${name}: ${why}`, { cause: error });
  }
}
