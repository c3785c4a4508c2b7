/** What is known as a file and back, in the form of the seed files: for translators, for another network, for a look at all of it. */
import type { Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import type { AppContext } from '../../context.ts';
import type { KnowledgeFileEntry } from '../content.ts';
import { authorize } from '../policy.ts';
import { allEntries, columnsOf, type Entry, fileEntryOf, textRows } from '../record.ts';

export type TransferContext = Pick<AppContext, 'store' | 'clock' | 'envelope' | 'newId' | 'actor'>;

export interface Compared {
  readonly kind: 'new' | 'changed' | 'same';
  readonly said: KnowledgeFileEntry;
  /** Languages, and columns, that differ. */
  readonly differs: readonly string[];
}

/** What would become of each entry of the file; nothing is written. Entries that the file does not name stay as they are. */
export async function compareKnowledge(ctx: TransferContext, entries: readonly KnowledgeFileEntry[]): Promise<readonly Compared[]> {
  authorize(ctx.actor, 'knowledge.import');
  return compare(ctx.store.db, entries);
}

/** Makes each entry what the file says, all in one. Somebody asked for it: an editor's words are replaced too. */
export async function importKnowledge(ctx: TransferContext, entries: readonly KnowledgeFileEntry[]): Promise<readonly Compared[]> {
  authorize(ctx.actor, 'knowledge.import');
  return ctx.store.write(ctx, 'knowledge.import', async (tx) => {
    await tx.$executeRaw`lock table "KnowledgeEntry" in share row exclusive mode`;
    const compared = await compare(tx, entries);
    for (const { kind, said } of compared) {
      if (kind !== 'same') await put(tx, kind, said, ctx.clock.now());
      if (kind !== 'same') await audit(ctx, tx, 'knowledge.import', `knowledge:${said.key}`, { kind });
    }
    return compared;
  });
}

/** As a seed file. */
export async function exportKnowledge(
  ctx: TransferContext,
): Promise<{ readonly kind: 'knowledge'; readonly entries: readonly KnowledgeFileEntry[] }> {
  authorize(ctx.actor, 'knowledge.export');
  return { kind: 'knowledge', entries: (await allEntries(ctx.store.db)).map(fileEntryOf) };
}

async function compare(db: Transaction, entries: readonly KnowledgeFileEntry[]): Promise<readonly Compared[]> {
  const there = new Map((await allEntries(db, { key: { in: entries.map(({ key }) => key) } })).map((entry) => [entry.key, entry]));
  return entries.map((said) => {
    const entry = there.get(said.key);
    if (!entry) return { kind: 'new', said, differs: [] };
    const differs = differencesOf(entry, said);
    return { kind: differs.length === 0 ? 'same' : 'changed', said, differs };
  });
}

function differencesOf(entry: Entry, said: KnowledgeFileEntry): readonly string[] {
  const { texts: ours, ...columns } = fileEntryOf(entry);
  const { texts: theirs, ...given } = said;
  const named = ['topic', 'live', 'handsOver', 'source', 'checkedOn', 'reviewBy', 'state'] as const;
  const locales = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  return [
    ...named.filter((name) => JSON.stringify(columns[name]) !== JSON.stringify(given[name])),
    ...locales.filter((locale) => saidIn(ours[locale]) !== saidIn(theirs[locale])),
  ];
}

const saidIn = (words: KnowledgeFileEntry['texts'][string] | undefined): string =>
  words ? JSON.stringify([words.title, words.answer, words.phrasings, words.links.map(({ label, url }) => [label, url])]) : '';

async function put(tx: Transaction, kind: 'new' | 'changed', said: KnowledgeFileEntry, now: Date): Promise<void> {
  const { key, texts } = said;
  const { id } =
    kind === 'new'
      ? await tx.knowledgeEntry.create({ data: { ...columnsOf(said), id: key, key, createdAt: now }, select: { id: true } })
      : await tx.knowledgeEntry.update({ where: { key }, data: { ...columnsOf(said), version: { increment: 1 } }, select: { id: true } });
  await tx.knowledgeText.deleteMany({ where: { entryId: id } });
  await tx.knowledgeText.createMany({ data: textRows(id, texts) });
}
