/** Question answering over a base that changes: keeps the index, its vectors and its thresholds as they are in the store. */
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

/** Weight of the sentence vectors. The model was taught English; in Spanish and French its vectors made answers worse than none. */
const MEANING: Readonly<Record<string, number>> = { en: 0.7 };
/** How much of a score is what the sentences mean. */
export const meaningOf = (locale: string): number => MEANING[locale] ?? 0;
/** So many new phrasings get their vectors before they are live, more get them after. */
const FEW = 16;
/** More at once would hold the loop up while they are copied and written. */
const AT_ONCE = 32;
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
  /** Texts whose vectors the thread has. */
  const meant = new Set<string>();
  const held = new Map<string, Map<string, Worded>>();
  let refreshing: Promise<void> = Promise.resolve();
  /** Languages that have changed since their thresholds were found. */
  const uncalibrated = new Set<string>();
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
      meant.clear();
      await thread.ask({ type: 'speak', locales });
    }
    if (now === revision) return;
    const there = new Map((await source.stamps()).map((stamp) => [keyOf(stamp), stamp]));
    const changed = [...there.values()].filter((stamp) => stamps.get(keyOf(stamp))?.stamp !== stamp.stamp);
    const gone = [...stamps.values()].filter((stamp) => !there.has(keyOf(stamp)));
    const worded: Worded[] = [];
    for (const piece of pieces(changed)) worded.push(...(await source.entries(piece)));
    const texts = worded.flatMap(({ locale, phrasings }) => (meaningOf(locale) > 0 ? phrasings : []));
    const missing = await rememberVectors(source, texts);
    if (missing.length > 0 && missing.length <= FEW && embedder?.ready === true) await embedAll(source, missing);
    const touched = [...new Set([...worded, ...gone].map(({ locale }) => locale))];
    for (const locale of touched) {
      uncalibrated.add(locale);
      const set = worded.filter((entry) => entry.locale === locale);
      await put(
        locale,
        set,
        gone.filter((stamp) => stamp.locale === locale).map(({ id }) => id),
      );
    }
    [stamps, revision] = [there, now];
    const later = (async () => {
      await calibrateAll(source, now);
      if (embedder) await complete(source, now);
    })();
    void background(later);
  }

  /** Vectors that the store has; @returns texts of which it has none. */
  async function rememberVectors(source: BaseSource, texts: readonly string[]): Promise<readonly string[]> {
    if (!embedder) return [];
    const unknown = [...new Set(texts)].filter((text) => !meant.has(text));
    for (const piece of pieces(unknown)) await give(await source.vectors(embedder.model, piece));
    return unknown.filter((text) => !meant.has(text));
  }

  async function give(vectors: ReadonlyMap<string, Float32Array>): Promise<void> {
    await thread.ask({ type: 'vectors', texts: [...vectors.keys()], vectors: [...vectors.values()] });
    for (const text of vectors.keys()) meant.add(text);
  }

  async function embedAll(source: BaseSource, texts: readonly string[]): Promise<void> {
    if (!embedder) return;
    for (const piece of pieces(texts)) {
      if (stopped) return;
      const made = await embedder.embed(piece, 'later');
      const found = new Map(piece.flatMap((text, n) => (made[n] ? [[text, made[n]] as const] : [])));
      await source.keepVectors(embedder.model, found);
      await give(found);
    }
  }

  async function put(locale: string, set: readonly Worded[], drop: readonly string[]): Promise<void> {
    const own = held.get(locale) ?? new Map<string, Worded>();
    held.set(locale, own);
    for (const entry of set) own.set(entry.id, entry);
    for (const id of drop) own.delete(id);
    const meaning = embedder ? meaningOf(locale) : 0;
    await thread.ask({ type: 'change', locale, set, drop, meaning });
  }

  /** Once the vectors that were missing are there, their languages are ranked by meaning too. */
  async function complete(source: BaseSource, at: number): Promise<void> {
    const incomplete = [...held.keys()].filter((locale) => meaningOf(locale) > 0 && figures.get(locale)?.meaning === undefined);
    const entries = incomplete.flatMap((locale) => [...(held.get(locale)?.values() ?? [])]);
    const missing = [...new Set(entries.flatMap(({ phrasings }) => phrasings))].filter((text) => !meant.has(text));
    if (missing.length === 0) return;
    await embedAll(source, missing);
    if (stopped || revision !== at) return;
    for (const locale of incomplete) {
      uncalibrated.add(locale);
      // The thread has the entries, and builds their index anew with what they mean.
      await put(locale, [], []);
    }
    await calibrateAll(source, at);
  }

  async function calibrateAll(source: BaseSource, at: number): Promise<void> {
    for (const locale of [...uncalibrated]) {
      if (stopped || revision !== at) return;
      const answer = await thread.ask({ type: 'calibrate', locale }).then(asCalibrated);
      if (answer.letters === undefined || revision !== at) continue;
      uncalibrated.delete(locale);
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
      await refresh(source);
      if (figures.size === 0) await within(Promise.all(under), THRESHOLDS_MS);
      const request = { type: 'rank', question, ...(wished && { locales: wished }) } as const;
      const plain = await thread.ask(request).then(asRanked);
      const vector = plain.wantsMeaning ? await vectorOf(question) : undefined;
      const { detected, rankings } = vector ? await thread.ask({ ...request, vector }).then(asRanked) : plain;
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

const pieces = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, n) => all.slice(n * AT_ONCE, (n + 1) * AT_ONCE));

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
