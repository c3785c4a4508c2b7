/** The door to what is known: finds the entries that a question asks for. The only writer of vectors and calibrations. */
import { createHash } from 'node:crypto';
import { inLanguage } from '../../../i18n/localized.ts';
import type { Answer, BaseSource } from '../../../retrieval/retrieval.ts';
import type { Database } from '../../../store/store.ts';
import type { Parts } from '../../context.ts';
import { type KnowledgeLinks, type LiveKind, linksSchema, liveKinds } from '../content.ts';
import { type CalibrationFigures, figuresSchema } from './figures.ts';

/** A published entry in the language that its reader gets. */
export interface KnownEntry {
  readonly id: string;
  readonly number: number;
  readonly live: LiveKind | undefined;
  readonly handsOver: boolean;
  readonly source: { readonly title: string; readonly url: string };
  readonly checkedAt: Date | null;
  /** Language of the texts below: the reader's, or one that there is. */
  readonly locale: string;
  readonly title: string;
  readonly answer: string;
  readonly links: KnowledgeLinks;
}

type Searching = Pick<Parts, 'store' | 'clock' | 'retrieval'>;

/** In the language that it is written in where that is sure, else in all; or in these. */
export const findAnswers = (ctx: Searching, question: string, locales?: readonly string[]): Promise<Answer> =>
  ctx.retrieval.ask(sourceOf(ctx), question, locales);

/** What was published is found from now on; thresholds follow in the background. For whoever has just published. */
export const refreshKnowledge = (ctx: Searching): Promise<void> => ctx.retrieval.refresh(sourceOf(ctx));

/** In the order asked for; those that are not published any more are left out. */
export async function knownEntries(db: Database, ids: readonly string[], reader: string): Promise<readonly KnownEntry[]> {
  const rows = await db.knowledgeEntry.findMany({ where: { id: { in: [...ids] }, state: 'published' }, include: { texts: true } });
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) return [];
    const { locale } = inLanguage(Object.fromEntries(row.texts.map((text) => [text.locale, text.title])), reader, 'en');
    const text = row.texts.find((one) => one.locale === locale);
    if (!text) return [];
    return {
      id,
      number: row.number,
      live: liveKinds.find((kind) => kind === row.live),
      handsOver: row.handsOver,
      source: { title: row.sourceTitle, url: row.sourceUrl },
      checkedAt: row.checkedAt,
      locale,
      title: text.title,
      answer: text.answer,
      links: linksSchema.parse(text.links),
    };
  });
}

export interface LanguageFigures {
  readonly locale: string;
  /** The embedding model that it was worked out with, or `letters`. */
  readonly engine: string;
  readonly at: Date;
  readonly figures: CalibrationFigures;
}

/** What the base says about itself, language by language. */
export async function figuresOf(db: Database): Promise<readonly LanguageFigures[]> {
  const rows = await db.calibration.findMany({ orderBy: { locale: 'asc' } });
  return rows.map(({ locale, engine, at, figures }) => ({ locale, engine, at, figures: figuresSchema.parse(figures) }));
}

function sourceOf({ store, clock }: Searching): BaseSource {
  const { db } = store;
  return {
    async revision() {
      return (await db.knowledgeRevision.findUnique({ where: { id: 1 } }))?.revision ?? 0;
    },
    async stamps() {
      const rows = await db.knowledgeText.findMany({
        where: { entry: { state: 'published' } },
        select: { entryId: true, locale: true, updatedAt: true, entry: { select: { version: true } } },
      });
      return rows.map(({ entryId, locale, updatedAt, entry }) => ({
        id: entryId,
        locale,
        stamp: `${updatedAt.getTime()} ${entry.version}`,
      }));
    },
    async entries(of) {
      const ids = [...new Set(of.map(({ id }) => id))];
      const wanted = new Set(of.map(({ id, locale }) => `${locale} ${id}`));
      const rows = await db.knowledgeText.findMany({
        where: { entryId: { in: ids } },
        select: { entryId: true, locale: true, title: true, phrasings: true },
        orderBy: [{ locale: 'asc' }, { entryId: 'asc' }],
      });
      return rows
        .filter(({ entryId, locale }) => wanted.has(`${locale} ${entryId}`))
        .map(({ entryId, locale, title, phrasings }) => ({ id: entryId, locale, phrasings: [...new Set([title, ...phrasings])] }));
    },
    async vectors(model, texts) {
      const textOf = new Map(texts.map((text) => [hashOf(text), text]));
      const rows = await db.sentenceVector.findMany({ where: { model, hash: { in: [...textOf.keys()] } } });
      return new Map(rows.map(({ hash, vector }) => [textOf.get(hash) ?? '', floatsOf(vector)]));
    },
    async keepVectors(model, vectors) {
      const data = [...vectors].map(([text, vector]) => ({ model, hash: hashOf(text), vector: bytesOf(vector) }));
      await db.sentenceVector.createMany({ data, skipDuplicates: true });
    },
    async calibrated(locale, revision, engine, figures) {
      const { direct, offer } = figures.meaning ?? figures.letters;
      const row = { engine, revision, direct, offer, figures: JSON.parse(JSON.stringify(figures)), at: clock.now() };
      await db.calibration.upsert({ where: { locale }, create: { locale, ...row }, update: row });
    },
  };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const bytesOf = (vector: Float32Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(vector.byteLength);
  bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  return bytes;
};
/** Copied: floats have to begin at a multiple of four. */
const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);
