/** How well questions find their entry, on public question sets, with and without the embedding model; beside counting shared words. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Base, type BaseEntry, createBase, type Ranking } from '../src/retrieval/base.ts';
import { calibrate } from '../src/retrieval/calibrate.ts';
import { decide } from '../src/retrieval/decide.ts';
import { createMiniLm, type Embedder } from '../src/retrieval/embedder.ts';
import { meaningOf } from '../src/retrieval/retrieval.ts';
import { wordsOf } from '../src/retrieval/text.ts';
import { root } from '../test/support/sources.ts';
import type { Row } from './row.ts';

const setSchema = z.object({
  lang: z.string(),
  entries: z.array(z.object({ id: z.string(), phrasings: z.array(z.string()) })),
  queries: z.array(z.object({ q: z.string(), id: z.string().nullable(), kind: z.enum(['in', 'near', 'oos']) })),
});
type Query = z.infer<typeof setSchema>['queries'][number];

interface QuestionSet {
  readonly name: string;
  readonly lang: string;
  readonly entries: readonly BaseEntry[];
  readonly queries: readonly Query[];
}

interface Reach {
  readonly first: number;
  readonly three?: number;
  readonly far?: number;
}
/** With the model, and without it. */
const sets: readonly {
  readonly file: string;
  readonly name: string;
  readonly meaning: Reach;
  readonly letters: Reach;
  readonly every: number;
}[] = [
  {
    file: 'clinc150-k5.json',
    name: 'CLINC150, 5 phrasings',
    meaning: { first: 0.85, three: 0.96, far: 0.955 },
    letters: { first: 0.72, three: 0.87 },
    every: 1,
  },
  { file: 'nlpjs-es-f0.json', name: 'nlp.js es', meaning: { first: 0.94 }, letters: { first: 0.94 }, every: 1 },
  { file: 'nlpjs-fr-f0.json', name: 'nlp.js fr', meaning: { first: 0.86 }, letters: { first: 0.81 }, every: 1 },
];
const reachDirect = { right: 0.93, offTopic: 0.03, found: 0.9 } as const;

/** `BENCH_DATA`: the folder of the question sets. Without it, of the network's own entries one phrasing each is asked. */
export async function benchRetrieval(): Promise<Row[]> {
  const folder = process.env.BENCH_DATA ?? join(root, '../shared/data');
  const rows: Row[] = [];
  const embedder = createMiniLm();
  try {
    for (const { file, name, meaning, letters, every } of sets) {
      const path = join(folder, file);
      const set = existsSync(path) ? readSet(path, name, every) : ownSet(file.includes('-es') ? 'es' : file.includes('-fr') ? 'fr' : 'en');
      rows.push(...(await measured(set, embedder, meaning, letters)));
    }
  } finally {
    await embedder.stop();
  }
  return rows;
}

async function measured(set: QuestionSet, embedder: Embedder, meaning: Reach, letters: Reach): Promise<Row[]> {
  const vectors = await embedder.embed(
    set.entries.flatMap(({ phrasings }) => phrasings),
    'later',
  );
  const asked = await embedder.embed(
    set.queries.map(({ q }) => q),
    'later',
  );
  let at = 0;
  const entries = set.entries.map((entry) => ({ ...entry, vectors: entry.phrasings.map(() => vectors[at++] ?? new Float32Array()) }));
  const plain = figuresOf(
    set,
    set.queries.map(({ q }) => sharedWords(set, q)),
  );
  const base = createBase(entries, meaningOf(set.lang));
  const withModel = set.queries.map(({ q }, n) => base.rank(q, asked[n]));
  const without = set.queries.map(({ q }) => base.rank(q));
  return [
    row(`${set.name}, with the model`, figuresOf(set, withModel), plain, meaning),
    row(`${set.name}, without a model`, figuresOf(set, without), plain, letters),
    await directRow(set, base, withModel),
  ];
}

interface Figures {
  readonly first: number;
  readonly three: number;
  readonly far: number | undefined;
}

function figuresOf({ queries }: QuestionSet, rankings: readonly Ranking[]): Figures {
  const known = queries.flatMap((query, n) => (query.kind === 'in' ? [{ id: query.id, best: rankings[n]?.best ?? [] }] : []));
  const of = (kind: Query['kind']) => queries.flatMap((query, n) => (query.kind === kind ? [rankings[n]?.confidence ?? 0] : []));
  return {
    first: share(known, ({ id, best }) => best[0]?.id === id),
    three: share(known, ({ id, best }) => best.slice(0, 3).some((one) => one.id === id)),
    far: of('oos').length === 0 ? undefined : auroc(of('in'), of('oos')),
  };
}

const written = ({ first, three, far }: Figures): string =>
  `first right ${first.toFixed(3)}, among three ${three.toFixed(3)}${far === undefined ? '' : `, far AUROC ${far.toFixed(3)}`}`;

function row(what: string, figures: Figures, baseline: Figures, reach: Reach): Row {
  const wanted = [
    `first right ${reach.first}`,
    ...(reach.three ? [`among three ${reach.three}`] : []),
    ...(reach.far ? [`far AUROC ${reach.far}`] : []),
  ];
  const reached = (figure: number, wanted = 0): boolean => Math.round(figure * 1000) / 1000 >= wanted;
  const ok = reached(figures.first, reach.first) && reached(figures.three, reach.three) && reached(figures.far ?? 1, reach.far);
  return { what, figure: written(figures), baseline: `most words shared: ${written(baseline)}`, reach: wanted.join(', '), ok };
}

/** What its own thresholds make of the questions. */
async function directRow(set: QuestionSet, base: Base, rankings: readonly Ranking[]): Promise<Row> {
  const thresholds = await calibrate(base, base.meaning ? 'meaning' : 'letters');
  const decided = set.queries.map((query, n) => ({
    ...query,
    best: rankings[n]?.best ?? [],
    ...decide([{ locale: set.lang, best: [], confidence: 0, ...rankings[n], ...thresholds }]),
  }));
  const direct = decided.filter(({ kind, type }) => kind === 'in' && type === 'direct');
  const right = share(direct, ({ id, best }) => best[0]?.id === id);
  const off = share(
    decided.filter(({ kind }) => kind === 'oos'),
    ({ type }) => type === 'direct',
  );
  const near = share(
    decided.filter(({ kind }) => kind === 'near'),
    ({ type }) => type === 'direct',
  );
  const found = share(
    decided.filter(({ kind }) => kind === 'in'),
    ({ type, id, candidates }) => type !== 'none' && candidates.slice(0, type === 'direct' ? 1 : 3).some((one) => one === id),
  );
  const everything = share(
    decided.filter(({ kind }) => kind === 'in'),
    ({ id, best }) => best[0]?.id === id,
  );
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  return {
    what: `${set.name}, self-calibrated: answered directly ${percent(direct.length / decided.filter(({ kind }) => kind === 'in').length)}`,
    figure: `right ${percent(right)}, off-topic answered ${percent(off)}, near misses answered ${percent(near)}, directly or among three ${percent(found)}`,
    baseline: `answering everything directly: right ${percent(everything)}, off-topic answered 100 %`,
    reach: `right ${percent(reachDirect.right)}, off-topic at most ${percent(reachDirect.offTopic)}, directly or among three ${percent(reachDirect.found)}`,
    ok: right >= reachDirect.right && off <= reachDirect.offTopic && found >= reachDirect.found,
  };
}

const share = <T>(all: readonly T[], is: (one: T) => boolean): number => (all.length === 0 ? 0 : all.filter(is).length / all.length);

/** How often one of those that have an entry is surer than one that has none. */
function auroc(there: readonly number[], away: readonly number[]): number {
  const sorted = away.toSorted((a, b) => a - b);
  const below = (value: number, inclusive: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const one = sorted[middle] ?? 0;
      if (one < value || (inclusive && one === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const sum = there.reduce((total, value) => total + (below(value, false) + below(value, true)) / 2, 0);
  return sum / (there.length * away.length);
}

/** The baseline: the phrasing with most words in common, for its length. */
function sharedWords({ entries }: QuestionSet, question: string): Ranking {
  const asked = new Set(wordsOf(question));
  const best = entries
    .map(({ id, phrasings }) => {
      const scores = phrasings.map((phrasing) => {
        const words = new Set(wordsOf(phrasing));
        return [...words].filter((word) => asked.has(word)).length / Math.sqrt(words.size * asked.size || 1);
      });
      return { id, score: Math.max(0, ...scores) };
    })
    .toSorted((a, b) => b.score - a.score);
  return { best: best.slice(0, 10), confidence: best[0]?.score ?? 0 };
}

function readSet(path: string, name: string, every: number): QuestionSet {
  const { lang, entries, queries } = setSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const taken = queries.filter((_, n) => n % every === 0);
  return { name: every === 1 ? name : `${name}, every ${every}rd question`, lang, entries, queries: taken };
}

const seedSchema = z.object({
  entries: z.array(
    z.object({ key: z.string(), texts: z.record(z.string(), z.object({ title: z.string(), phrasings: z.array(z.string()) })) }),
  ),
});

export const seedEntries = (): z.infer<typeof seedSchema>['entries'] =>
  ['award', 'cooperation', 'events', 'membership', 'network', 'platforms', 'privacy', 'submitting'].flatMap(
    (topic) => seedSchema.parse(JSON.parse(readFileSync(join(root, `prisma/seed/knowledge-${topic}.json`), 'utf8'))).entries,
  );

/** The network's own entries, each without its last phrasing, which is asked. */
function ownSet(lang: string): QuestionSet {
  const all = seedEntries().flatMap(({ key, texts }) => (texts[lang] ? [{ id: key, ...texts[lang] }] : []));
  return {
    name: `the network’s own entries, ${lang}`,
    lang,
    entries: all.map(({ id, title, phrasings }) => ({ id, phrasings: [title, ...phrasings.slice(0, -1)] })),
    queries: all.flatMap(({ id, phrasings }) => (phrasings.at(-1) ? [{ q: phrasings.at(-1) ?? '', id, kind: 'in' as const }] : [])),
  };
}
