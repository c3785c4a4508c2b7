/** The network's own knowledge as seed files. What an editor has changed is not overwritten: what the file says then waits beside it. */
import { defineSeed } from '../../store/seed.ts';
import type { Transaction } from '../../store/store.ts';
import { type KnowledgeFileEntry, knowledgeFile } from './content.ts';
import { allEntries, columnsOf, type Entry, fingerprint, instantOf, textRows } from './record.ts';

export const knowledgeSeed = defineSeed({
  kind: 'knowledge',
  content: knowledgeFile,
  async load(tx, { entries }, now) {
    const there = new Map((await allEntries(tx, { key: { in: entries.map(({ key }) => key) } })).map((entry) => [entry.key, entry]));
    await add(
      tx,
      entries.filter(({ key }) => !there.has(key)),
      now,
    );
    const kept: string[] = [];
    for (const said of entries) {
      const entry = there.get(said.key);
      if (entry && (await update(tx, entry, said)) === 'kept') kept.push(said.key);
    }
    return kept;
  },
});

async function add(tx: Transaction, entries: readonly KnowledgeFileEntry[], now: Date): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((said) => ({ ...columnsOf(said), id: said.key, key: said.key, seedHash: fingerprint(said), createdAt: now }));
  await tx.knowledgeEntry.createMany({ data: rows });
  await tx.knowledgeText.createMany({ data: entries.flatMap(({ key, texts }) => textRows(key, texts)) });
}

async function update(tx: Transaction, entry: Entry, said: KnowledgeFileEntry): Promise<'same' | 'taken' | 'kept'> {
  const hash = fingerprint(said);
  const now = fingerprint(entry);
  if (now === hash) {
    await sameWords(tx, entry, said, hash);
    return 'same';
  }
  // The file has nothing new to say: what stands here is an editor's.
  if (entry.seedHash === hash) return 'same';
  if (entry.seedHash === now) {
    await takeFile(tx, entry.id, said);
    return 'taken';
  }
  await tx.knowledgeEntry.update({
    where: { id: entry.id },
    data: { proposed: JSON.stringify(said), version: { increment: 1 } },
  });
  return 'kept';
}

/** Of two checks of the same words the later one counts. */
async function sameWords(tx: Transaction, entry: Entry, { checkedOn, reviewBy }: KnowledgeFileEntry, hash: string): Promise<void> {
  const checked = instantOf(checkedOn);
  const later = checked !== null && (entry.checkedAt === null || entry.checkedAt < checked);
  const dates = later ? { checkedAt: checked, reviewBy: instantOf(reviewBy) } : {};
  if (!later && entry.seedHash === hash && entry.proposed === undefined) return;
  await tx.knowledgeEntry.update({ where: { id: entry.id }, data: { ...dates, seedHash: hash, proposed: '' } });
}

/** Makes an entry what the file says, languages that it no longer has included. */
export async function takeFile(tx: Transaction, id: string, said: KnowledgeFileEntry): Promise<void> {
  const data = { ...columnsOf(said), seedHash: fingerprint(said), proposed: '', version: { increment: 1 } };
  await tx.knowledgeEntry.update({ where: { id }, data });
  await tx.knowledgeText.deleteMany({ where: { entryId: id } });
  await tx.knowledgeText.createMany({ data: textRows(id, said.texts) });
}
