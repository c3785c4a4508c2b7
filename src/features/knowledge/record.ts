/** A knowledge entry as it is read from the store, and the same as a file says it. */
import { createHash } from 'node:crypto';
import { UserError } from '../../errors.ts';
import type { Database, Transaction } from '../../store/store.ts';
import { entrySchema, type KnowledgeFileEntry, type KnowledgeWords, linksSchema, liveKinds, type Topic, topics } from './content.ts';

const withTexts = { texts: true, owner: { select: { name: true } } } as const;
const read = (db: Database | Transaction, id: string) => db.knowledgeEntry.findUnique({ where: { id }, include: withTexts });
type Row = NonNullable<Awaited<ReturnType<typeof read>>>;

export interface Entry {
  readonly id: string;
  readonly key: string;
  readonly number: number;
  readonly state: Row['state'];
  readonly topic: Topic;
  readonly live: KnowledgeFileEntry['live'];
  readonly handsOver: boolean;
  readonly source: { readonly title: string; readonly url: string };
  readonly owner: string | undefined;
  readonly ownerId: string | null;
  readonly checkedAt: Date | null;
  readonly reviewBy: Date | null;
  readonly seedHash: string | null;
  /** What the seed file says now and nobody has decided on. */
  readonly proposed: KnowledgeFileEntry | undefined;
  readonly version: number;
  readonly updatedAt: Date;
  readonly texts: Readonly<Record<string, KnowledgeWords>>;
}

/** @throws UserError `knowledge.gone` */
export async function getEntry(db: Database | Transaction, id: string): Promise<Entry> {
  const row = await read(db, id);
  if (!row) throw new UserError('knowledge.gone');
  return entryOf(row);
}

/** By number: the order in which they were written. */
export async function allEntries(
  db: Database | Transaction,
  where: { readonly key?: { readonly in: string[] } } = {},
): Promise<readonly Entry[]> {
  return (await db.knowledgeEntry.findMany({ where, include: withTexts, orderBy: { number: 'asc' } })).map(entryOf);
}

function entryOf({ texts, owner, sourceTitle, sourceUrl, topic, live, proposed, ...row }: Row): Entry {
  return {
    ...row,
    topic: topics.find((one) => one === topic) ?? 'network',
    live: liveKinds.find((one) => one === live),
    source: { title: sourceTitle, url: sourceUrl },
    owner: owner?.name,
    proposed: proposed === '' ? undefined : entrySchema.parse(JSON.parse(proposed)),
    texts: Object.fromEntries(
      [...texts]
        .sort((a, b) => a.locale.localeCompare(b.locale))
        .map(({ locale, title, answer, phrasings, links }) => [locale, { title, answer, phrasings, links: linksSchema.parse(links) }]),
    ),
  };
}

/** As a file would say it. One that is not given as an answer any more goes out as a draft. */
export function fileEntryOf(entry: Entry): KnowledgeFileEntry {
  const { key, topic, live, handsOver, source, checkedAt, reviewBy, state, texts } = entry;
  return {
    key,
    topic,
    ...(live && { live }),
    handsOver,
    ...(source.title !== '' && { source: { title: source.title, ...(source.url !== '' && { url: source.url }) } }),
    ...(checkedAt && { checkedOn: dayOf(checkedAt) }),
    ...(reviewBy && { reviewBy: dayOf(reviewBy) }),
    state: state === 'published' ? 'published' : 'draft',
    texts,
  };
}

/** The columns beside its texts that a file decides on. */
export const columnsOf = ({ topic, live, handsOver, source, checkedOn, reviewBy, state }: KnowledgeFileEntry) => ({
  topic,
  live: live ?? '',
  handsOver,
  sourceTitle: source?.title ?? '',
  sourceUrl: source?.url ?? '',
  checkedAt: instantOf(checkedOn),
  reviewBy: instantOf(reviewBy),
  state,
});

export const textRows = (entryId: string, texts: KnowledgeFileEntry['texts']) =>
  Object.entries(texts).map(([locale, { links, ...words }]) => ({ entryId, locale, ...words, links: links.map((link) => ({ ...link })) }));

/** What an entry says, in one word: when it was checked, and until when that holds, is not part of it. */
export function fingerprint(entry: Omit<KnowledgeFileEntry, 'checkedOn' | 'reviewBy'> | Entry): string {
  const said = [
    entry.key,
    entry.topic,
    entry.live ?? '',
    entry.handsOver,
    entry.source?.title ?? '',
    entry.source?.url ?? '',
    entry.state,
    Object.entries(entry.texts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([locale, { title, answer, phrasings, links }]) => [
        locale,
        title,
        answer,
        phrasings,
        links.map(({ label, url }) => [label, url]),
      ]),
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

export const instantOf = (day: string | undefined): Date | null => (day === undefined ? null : new Date(`${day}T00:00:00.000Z`));
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
