/** Loads the network's own content from data files at start: vocabularies, agendas, calls. What has not changed costs one query. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Store, Transaction } from './store.ts';

/** A kind of seed file: what one holds beside its `kind`, and how it gets into the store. The feature that it belongs to has it. */
export interface Seed<T> {
  /** What files say of themselves: `{ "kind": "vocabulary", … }`. */
  readonly kind: string;
  readonly content: z.ZodType<T>;
  /**
   * Makes the store say what the file says, whatever an earlier version of the file had said. Gives back what was not
   * taken over, because somebody had changed it in the store.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: most kinds have nothing to say
  readonly load: (tx: Transaction, content: T, now: Date) => Promise<readonly string[] | void>;
}

// biome-ignore lint/suspicious/noExplicitAny: erased on purpose; `content` guards what stands in a file
export type AnySeed = Seed<any>;

export const defineSeed = <T>(seed: Seed<T>): Seed<T> => seed;

export interface SeedsLoaded {
  /** Names of the files that were new or had changed. */
  readonly loaded: readonly string[];
  /** What files say and the store does not, because it had been changed there: for the log. */
  readonly kept: readonly string[];
}

/**
 * Kind by kind in the order given, files by name. Several replicas may start at once. Throws an Error that names the
 * file when one is not as it should be; nothing of that file is loaded then.
 */
export async function loadSeeds(store: Store, folder: string, clock: Clock, seeds: readonly AnySeed[]): Promise<SeedsLoaded> {
  const known = new Map((await store.db.seedFile.findMany()).map((file) => [file.name, file.hash]));
  const changed = readFiles(folder).filter((file) => known.get(file.name) !== file.hash);
  const read = changed.map((file) => ({ ...file, ...parse(file, seeds) }));
  const ordered = seeds.flatMap((seed) => read.filter((file) => file.seed === seed));
  const kept: string[] = [];
  for (const { name, hash, seed, content } of ordered) {
    const left = await store.db.$transaction(async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('agora.seeds'))`;
      const loadedAt = clock.now();
      const left = (await seed.load(tx, content, loadedAt)) ?? [];
      await tx.seedFile.upsert({ where: { name }, create: { name, hash, loadedAt }, update: { hash, loadedAt } });
      return left;
    });
    kept.push(...left.map((what) => `${name}: ${what}`));
  }
  return { loaded: ordered.map((file) => file.name), kept };
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

const anyFile = z.looseObject({ kind: z.string() });

function parse({ name, text }: SeedFile, seeds: readonly AnySeed[]): { readonly seed: AnySeed; readonly content: unknown } {
  try {
    const { kind, ...content } = anyFile.parse(JSON.parse(text));
    const seed = seeds.find((one) => one.kind === kind);
    if (seed === undefined) throw new Error(`there are no seeds of the kind ${kind}`);
    return { seed, content: seed.content.parse(content) };
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`seed file ${name}: ${why}`, { cause: error });
  }
}
