/** The index in its threads: what changes is live, what the model cannot do is done without it. */
import { expect, test, vi } from 'vitest';
import { type BaseSource, createRetrieval, type Figures } from '../../src/retrieval/retrieval.ts';
import { createThread } from '../../src/retrieval/thread.ts';

function shelf() {
  let revision = 1;
  const entries = new Map<string, readonly string[]>([
    ['deadline', ['When does the award close?', 'until when can we send a candidacy']],
    ['cost', ['Does membership cost anything?', 'is there a fee for members']],
  ]);
  const vectors = new Map<string, Float32Array>();
  const figures: Figures[] = [];
  const source: BaseSource = {
    revision: async () => revision,
    stamps: async () => [...entries].map(([id, phrasings]) => ({ locale: 'en', id, stamp: phrasings.join('|') })),
    entries: async (of) => of.map(({ id, locale }) => ({ id, locale, phrasings: entries.get(id) ?? [] })),
    vectors: async (_model, texts) => new Map([...vectors].filter(([text]) => texts.includes(text))),
    keepVectors: async (_model, made) => {
      for (const [text, vector] of made) vectors.set(text, vector);
    },
    calibrated: async (_locale, _revision, _model, made) => {
      figures.push(made);
    },
  };
  return {
    source,
    vectors,
    figures,
    set(id: string, phrasings: readonly string[]) {
      entries.set(id, phrasings);
      revision += 1;
    },
    drop(id: string) {
      entries.delete(id);
      revision += 1;
    },
  };
}

const first = async (retrieval: ReturnType<typeof createRetrieval>, source: BaseSource, question: string) =>
  (await retrieval.ask(source, question)).rankings[0]?.best[0]?.id;

test('what is added, changed and taken away is so at the next question', { timeout: 60_000 }, async () => {
  const { source, set, drop } = shelf();
  const retrieval = createRetrieval({ embedder: 'none', locales: ['en'], onTrouble: vi.fn() });
  expect(await first(retrieval, source, 'is there a fee to pay')).toBe('cost');
  set('heron', ['Where does the heron nest?']);
  expect(await first(retrieval, source, 'where do herons nest')).toBe('heron');
  set('heron', ['Where does the stork nest?']);
  expect(await first(retrieval, source, 'tell me about storks')).toBe('heron');
  drop('heron');
  expect(await first(retrieval, source, 'where do storks nest')).not.toBe('heron');
  await retrieval.stop();
});

test('with the model, vectors are worked out once and kept; it finds what has no word in common', { timeout: 240_000 }, async () => {
  const { source, vectors, figures } = shelf();
  const trouble = vi.fn();
  const retrieval = createRetrieval({ embedder: 'minilm', locales: ['en'], onTrouble: trouble });
  await retrieval.refresh(source);
  await retrieval.settled();
  expect(trouble).not.toHaveBeenCalled();
  expect(vectors.size).toBe(4);
  const [vector] = vectors.values();
  expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 3);
  expect(figures.at(-1)?.meaning).toBeDefined();
  expect(await first(retrieval, source, 'what is the price for belonging')).toBe('cost');
  await retrieval.stop();
});

test('a thread that cannot start says so to everybody who waits, and is started again for the next', { timeout: 60_000 }, async () => {
  const thread = createThread<string, string>(new URL('data:text/javascript,throw new Error("no model here")'));
  await expect(Promise.all([thread.ask('a'), thread.ask('b')])).rejects.toThrow('no model here');
  await expect(thread.ask('c')).rejects.toThrow('no model here');
  await thread.stop();
});
