/** Question answering over a base that changes: keeps the index, its vectors and its thresholds as they are in the store. */
import type { BaseEntry } from './base.ts';
import { type Calibrated, cautious, type Thresholds } from './calibrate.ts';
import type { Judged } from './decide.ts';
import { createMiniLm, type Embedder, type EmbedderName } from './embedder.ts';
import type { CalibrateAnswer, IndexAnswer, IndexRequest, RankAnswer } from './index-protocol.ts';
import type { Detected } from './language.ts';
import { createThread } from './thread.ts';

export interface Stamp {
  readonly locale: string;
  readonly id: string;
  /** Changes whenever the entry does. */
  readonly stamp: string;
}

export interface Worded {
  readonly locale: string;
  readonly id: string;
  readonly phrasings: readonly string[];
}

/** Both ways to rank have thresholds of their own: the model may be away. */
export interface Figures {
  readonly letters: Calibrated;
  readonly meaning?: Calibrated | undefined;
}

/** Where the base stands. */
export interface BaseSource {
  /** Raised with every change. */
  revision(): Promise<number>;
  stamps(): Promise<readonly Stamp[]>;
  entries(of: readonly Stamp[]): Promise<readonly Worded[]>;
  /** By text; those that were worked out before. */
  vectors(model: string, texts: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  keepVectors(model: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
  calibrated(locale: string, revision: number, model: string, figures: Figures): Promise<void>;
}

export interface Answer {
  readonly detected: Detected | undefined;
  readonly rankings: readonly Judged[];
}

export interface Retrieval {
  /** In the language that the question is written in, or in these, or in all. */
  ask(source: BaseSource, question: string, locales?: readonly string[]): Promise<Answer>;
  /** Makes the index say what the store says; the thresholds, and the vectors of what is new, follow in the background. */
  refresh(source: BaseSource): Promise<void>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  readonly embedder: Embedder | undefined;
  stop(): Promise<void>;
}

export interface RetrievalOptions {
  readonly embedder: EmbedderName;
  readonly locales: readonly string[];
  /** Told of what does not work and is done without. */
  readonly onTrouble: (error: unknown, what: string) => void;
}

/** Weight of the sentence vectors; the model was taught English, and knows of other languages what they share with it. */
const MEANING: Readonly<Record<string, number>> = { en: 0.8 };
const MEANING_ELSEWHERE = 0.4;
/** So many new phrasings get their vectors before they are live, more get them after. */
const FEW = 16;
const EMBEDDED_AT_ONCE = 64;
/** The answer does not wait longer for what a question means, nor for the first thresholds. */
const MEANING_MS = 400;
const THRESHOLDS_MS = 1500;

export function createRetrieval({ embedder: name, locales, onTrouble }: RetrievalOptions): Retrieval {
  const embedder = name === 'minilm' ? createMiniLm() : undefined;
  const thread = createThread<IndexRequest, IndexAnswer>(new URL('./index-thread.ts', import.meta.url));
  /** What the thread holds. */
  let stamps = new Map<string, Stamp>();
  let revision: number | undefined;
  const figures = new Map<string, Figures>();
  const vectors = new Map<string, Float32Array>();
  const held = new Map<string, Map<string, Worded>>();
  let refreshing: Promise<void> = Promise.resolve();
  const under = new Set<Promise<void>>();
  let stopped = false;

  const background = (work: Promise<void>): Promise<void> => {
    const watched = work.catch((error: unknown) => {
      if (!stopped) onTrouble(error, 'background');
    });
    under.add(watched);
    void watched.finally(() => under.delete(watched));
    return watched;
  };

  const refresh = (source: BaseSource): Promise<void> => {
    const next = refreshing.then(() => catchUp(source));
    refreshing = next.catch(() => {});
    return next;
  };

  async function catchUp(source: BaseSource): Promise<void> {
    const now = await source.revision();
    if (!thread.running) {
      [stamps, revision] = [new Map(), undefined];
      held.clear();
      await thread.ask({ type: 'speak', locales });
    }
    if (now === revision) return;
    const there = new Map((await source.stamps()).map((stamp) => [keyOf(stamp), stamp]));
    const changed = [...there.values()].filter((stamp) => stamps.get(keyOf(stamp))?.stamp !== stamp.stamp);
    const gone = [...stamps.values()].filter((stamp) => !there.has(keyOf(stamp)));
    const worded = await source.entries(changed);
    const texts = worded.flatMap(({ phrasings }) => phrasings);
    const missing = await rememberVectors(source, texts);
    if (missing.length > 0 && missing.length <= FEW && embedder?.ready === true) await embedAll(source, missing);
    const touched = [...new Set([...worded, ...gone].map(({ locale }) => locale))];
    for (const locale of touched) {
      const set = worded.filter((entry) => entry.locale === locale);
      await put(
        locale,
        set,
        gone.filter((stamp) => stamp.locale === locale).map(({ id }) => id),
      );
    }
    [stamps, revision] = [there, now];
    const later = (async () => {
      await calibrateAll(source, touched, now);
      if (embedder) await complete(source, touched, now);
    })();
    void background(later);
  }

  /** Vectors that the store has; @returns texts of which it has none. */
  async function rememberVectors(source: BaseSource, texts: readonly string[]): Promise<readonly string[]> {
    if (!embedder) return [];
    const unknown = [...new Set(texts)].filter((text) => !vectors.has(text));
    for (const [text, vector] of await source.vectors(embedder.model, unknown)) vectors.set(text, vector);
    return unknown.filter((text) => !vectors.has(text));
  }

  async function embedAll(source: BaseSource, texts: readonly string[]): Promise<void> {
    if (!embedder) return;
    for (let at = 0; at < texts.length && !stopped; at += EMBEDDED_AT_ONCE) {
      const piece = texts.slice(at, at + EMBEDDED_AT_ONCE);
      const made = await embedder.embed(piece, 'later');
      const found = new Map(piece.flatMap((text, n) => (made[n] ? [[text, made[n]] as const] : [])));
      for (const [text, vector] of found) vectors.set(text, vector);
      await source.keepVectors(embedder.model, found);
    }
  }

  async function put(locale: string, set: readonly Worded[], drop: readonly string[]): Promise<void> {
    const own = held.get(locale) ?? new Map<string, Worded>();
    held.set(locale, own);
    for (const entry of set) own.set(entry.id, entry);
    for (const id of drop) own.delete(id);
    const meaning = embedder ? (MEANING[locale] ?? MEANING_ELSEWHERE) : 0;
    await thread.ask({ type: 'change', locale, set: set.map(withVectors), drop, meaning });
  }

  const withVectors = ({ id, phrasings }: Worded): BaseEntry => {
    const known = phrasings.flatMap((text) => vectors.get(text) ?? []);
    return { id, phrasings, ...(known.length === phrasings.length && { vectors: known }) };
  };

  /** Once the vectors that were missing are there, their languages are ranked by meaning too. */
  async function complete(source: BaseSource, touched: readonly string[], at: number): Promise<void> {
    const incomplete = touched.filter((locale) => figures.get(locale)?.meaning === undefined);
    const entries = incomplete.flatMap((locale) => [...(held.get(locale)?.values() ?? [])]);
    const missing = [...new Set(entries.flatMap(({ phrasings }) => phrasings))].filter((text) => !vectors.has(text));
    if (missing.length === 0) return;
    await embedAll(source, missing);
    if (stopped || revision !== at) return;
    for (const locale of incomplete) await put(locale, [...(held.get(locale)?.values() ?? [])], []);
    await calibrateAll(source, incomplete, at);
  }

  async function calibrateAll(source: BaseSource, touched: readonly string[], at: number): Promise<void> {
    for (const locale of touched) {
      if (stopped || revision !== at) return;
      const answer = await thread.ask({ type: 'calibrate', locale }).then(asCalibrated);
      if (answer.letters === undefined) continue;
      figures.set(locale, { letters: answer.letters, meaning: answer.meaning });
      await source.calibrated(locale, at, answer.meaning ? (embedder?.model ?? LETTERS) : LETTERS, {
        letters: answer.letters,
        meaning: answer.meaning,
      });
    }
  }

  const thresholdsOf = (locale: string, by: 'meaning' | 'letters'): Thresholds => {
    const known = figures.get(locale);
    return (by === 'meaning' ? known?.meaning : known?.letters) ?? cautious;
  };

  /** Undefined while the model is away or slow. */
  async function vectorOf(question: string): Promise<Float32Array | undefined> {
    if (!embedder) return undefined;
    if (!embedder.ready) {
      embedder.wake();
      return undefined;
    }
    try {
      const [vector] = (await within(embedder.embed([question]), MEANING_MS)) ?? [];
      return vector;
    } catch (error) {
      onTrouble(error, 'embedder');
      return undefined;
    }
  }

  return {
    embedder,
    refresh,
    async ask(source, question, wished) {
      const [vector] = await Promise.all([vectorOf(question), refresh(source)]);
      if (figures.size === 0) await within(Promise.all(under), THRESHOLDS_MS);
      const request = { type: 'rank', question, ...(vector && { vector }), ...(wished && { locales: wished }) } as const;
      const { detected, rankings } = await thread.ask(request).then(asRanked);
      return { detected, rankings: rankings.map(({ by, ...ranking }) => ({ ...ranking, ...thresholdsOf(ranking.locale, by) })) };
    },
    async settled() {
      await refreshing;
      while (under.size > 0) await Promise.all(under);
    },
    async stop() {
      stopped = true;
      await Promise.all([thread.stop(), embedder?.stop()]);
      await Promise.all(under);
    },
  };
}

/** The engine's name where no model is at work. */
export const LETTERS = 'letters';

const keyOf = ({ locale, id }: Stamp): string => `${locale} ${id}`;

function asRanked(answer: IndexAnswer): RankAnswer {
  if (answer.type !== 'ranked') throw new Error(`asked for a ranking, given ${answer.type}`);
  return answer;
}

function asCalibrated(answer: IndexAnswer): CalibrateAnswer {
  if (answer.type !== 'calibrated') throw new Error(`asked for thresholds, given ${answer.type}`);
  return answer;
}

/** Undefined when it takes longer. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, ms, undefined);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
