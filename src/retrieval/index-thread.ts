/** The thread that holds the indexes: ranking, building and calibrating never hold the process's own loop up. */
import { setImmediate } from 'node:timers/promises';
import { type Base, type BaseEntry, createBase } from './base.ts';
import { calibrate } from './calibrate.ts';
import type { IndexAnswer, IndexRequest, RankAnswer } from './index-protocol.ts';
import { createDetector, type Detector } from './language.ts';
import { serve } from './serve.ts';

const entries = new Map<string, Map<string, BaseEntry>>();
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
    case 'rank':
      return rank(request);
    case 'calibrate':
      return calibrated(request.locale);
  }
});

function change({ locale, set, drop, meaning }: Extract<IndexRequest, { type: 'change' }>): void {
  const held = entries.get(locale) ?? new Map<string, BaseEntry>();
  entries.set(locale, held);
  for (const entry of set) held.set(entry.id, entry);
  for (const id of drop) held.delete(id);
  bases.set(locale, createBase([...held.values()], meaning));
}

function rank({ question, vector, locales }: Extract<IndexRequest, { type: 'rank' }>): RankAnswer {
  const detected = detector?.detect(question);
  const inOne = detected?.sure === true && bases.has(detected.locale) ? [detected.locale] : [...bases.keys()];
  const rankings = (locales ?? inOne).flatMap((locale) => {
    const base = bases.get(locale);
    if (!base) return [];
    const by = base.meaning && vector !== undefined ? ('meaning' as const) : ('letters' as const);
    return [{ locale, by, ...base.rank(question, vector) }];
  });
  return { type: 'ranked', detected, rankings };
}

/** Questions are answered in between. */
async function calibrated(locale: string): Promise<IndexAnswer> {
  const base = bases.get(locale);
  if (!base) return { type: 'calibrated', letters: undefined, meaning: undefined };
  const pause = async (): Promise<void> => {
    await setImmediate();
    if (bases.get(locale) !== base) throw new Error('the base has changed meanwhile');
  };
  const letters = await calibrate(base, 'letters', pause);
  return { type: 'calibrated', letters, meaning: base.meaning ? await calibrate(base, 'meaning', pause) : undefined };
}
