/** The thread that holds the indexes: ranking, building and calibrating never hold the process's own loop up. */
import { setImmediate } from 'node:timers/promises';
import { type Base, createBase, createMemory, type Memory } from './base.ts';
import { calibrate } from './calibrate.ts';
import type { IndexAnswer, IndexRequest, Phrased, RankAnswer } from './index-protocol.ts';
import { createDetector, type Detector } from './language.ts';
import { serve } from './serve.ts';

const entries = new Map<string, Map<string, Phrased>>();
const memories = new Map<string, Memory>();
const vectors = new Map<string, Float32Array>();
const bases = new Map<string, Base>();
let detector: Detector | undefined;

serve<IndexRequest, IndexAnswer>(async (request) => {
  switch (request.type) {
    case 'speak':
      detector = createDetector(request.locales);
      return { type: 'done' };
    case 'change':
      change(request);
      return { type: 'done' };
    case 'vectors':
      request.texts.forEach((text, n) => {
        const vector = request.vectors[n];
        if (vector) vectors.set(text, vector);
      });
      return { type: 'done' };
    case 'rank':
      return rank(request);
    case 'calibrate':
      return calibrated(request.locale);
  }
});

function change({ locale, set, drop, meaning }: Extract<IndexRequest, { type: 'change' }>): void {
  const held = entries.get(locale) ?? new Map<string, Phrased>();
  entries.set(locale, held);
  for (const entry of set) held.set(entry.id, entry);
  for (const id of drop) held.delete(id);
  const memory = memories.get(locale) ?? createMemory();
  memories.set(locale, memory);
  const meant = meaning > 0 ? [...held.values()].map(withVectors) : [...held.values()];
  bases.set(locale, createBase(meant, meaning, memory));
}

const withVectors = ({ id, phrasings }: Phrased) => ({ id, phrasings, vectors: phrasings.flatMap((text) => vectors.get(text) ?? []) });

function rank({ question, vector, locales }: Extract<IndexRequest, { type: 'rank' }>): RankAnswer {
  const detected = detector?.detect(question);
  const inOne = detected?.sure === true && bases.has(detected.locale) ? [detected.locale] : [...bases.keys()];
  const rankings = (locales ?? inOne).flatMap((locale) => {
    const base = bases.get(locale);
    if (!base) return [];
    const by = base.meaning && vector !== undefined ? ('meaning' as const) : ('letters' as const);
    return [{ locale, by, ...base.rank(question, vector) }];
  });
  const wantsMeaning = vector === undefined && rankings.some(({ locale }) => bases.get(locale)?.meaning);
  return { type: 'ranked', detected, rankings, wantsMeaning };
}

/** Questions are answered in between; a base that has changed meanwhile is left to its next calibration. */
async function calibrated(locale: string): Promise<IndexAnswer> {
  const base = bases.get(locale);
  const overtaken = { type: 'calibrated', letters: undefined, meaning: undefined } as const;
  if (!base) return overtaken;
  const pause = async (): Promise<void> => {
    await setImmediate();
    if (bases.get(locale) !== base) throw new Overtaken();
  };
  try {
    const letters = await calibrate(base, 'letters', pause);
    return { type: 'calibrated', letters, meaning: base.meaning ? await calibrate(base, 'meaning', pause) : undefined };
  } catch (error) {
    if (error instanceof Overtaken) return overtaken;
    throw error;
  }
}

class Overtaken extends Error {}
