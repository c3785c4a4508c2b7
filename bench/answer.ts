/** `/experience search` over the imported records on Slack, from the envelope's sending to the answer seen, beside a bare Bolt echo. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/clock.ts';
import { openStore, type StoreSettings } from '../src/store/open.ts';
import { somebody } from '../test/support/experiences.ts';
import { openPostgres } from '../test/support/postgres.ts';
import { compactFile } from '../test/support/record-files.ts';
import { imported } from './import.ts';
import { openLoop, type Sample } from './load.ts';
import type { Row } from './row.ts';
import { openSide, player, type Side, timed } from './slack.ts';
import { quantile } from './stores.ts';

const queries = [
  'participatory budget',
  'youth',
  'climate assembly',
  'city planning',
  'health',
  'citizens jury water',
  'education',
  'Brazil budget',
];
const rounds = 4;
const perSecond = 20;
const seconds = 5;
const reach = { embedded: 30, server: 15 } as const;

export async function benchAnswer(): Promise<Row[]> {
  return [await embedded(), await server()];
}

async function embedded(): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'agora-bench-'));
  try {
    return await measured({ kind: 'embedded', folder: join(folder, 'data') });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function server(): Promise<Row> {
  const postgres = await openPostgres();
  try {
    return await measured({ kind: 'server', url: await postgres.database() });
  } finally {
    await postgres.stop();
  }
}

async function measured(settings: StoreSettings): Promise<Row> {
  const { file, rows } = compactFile();
  const store = await openStore(settings, systemClock);
  try {
    await imported(await somebody(store, 'admin'), file);
  } finally {
    await store.close();
  }
  const [bare, ours] = [await openSide('bare'), await openSide('ours', settings)];
  try {
    const answers = { bare: [] as number[], ours: [] as number[] };
    for (const side of [bare, ours]) await asked(side, /./);
    // By turns, so that whatever else the machine does meets both.
    for (let round = 0; round < rounds; round++) {
      answers.bare.push(...(await asked(bare, /^Echo/)));
      answers.ours.push(...(await asked(ours, /\d experience/)));
    }
    const p50 = { bare: quantile(answers.bare, 0.5), ours: quantile(answers.ours, 0.5) };
    const allowed = reach[settings.kind];
    const where = settings.kind === 'server' ? 'PostgreSQL' : 'embedded';
    return {
      what: `Slack \`/experience search\` over ${rows} records, ${perSecond}/s, ${where}: sent to answer seen`,
      figure: `p50 ${p50.ours.toFixed(2)} ms, p99 ${quantile(answers.ours, 0.99).toFixed(2)} ms`,
      baseline: `bare Bolt echo p50 ${p50.bare.toFixed(2)} ms, p99 ${quantile(answers.bare, 0.99).toFixed(2)} ms`,
      reach: `p50 at most bare + ${allowed} ms`,
      ok: p50.ours <= p50.bare + allowed,
    };
  } finally {
    await bare.close();
    await ours.close();
  }
}

async function asked({ fake }: Side, found: RegExp): Promise<number[]> {
  const ask = (nth: number): Promise<Sample> => timed(() => player(fake, nth).sends(`/experience search ${queries[nth % queries.length]}`));
  const samples = await openLoop(ask, perSecond, seconds);
  // An answer that found nothing would be quick, and no measure.
  const empty = fake.world.messages.find(({ isAnswer, text }) => isAnswer && !found.test(text));
  if (empty !== undefined) throw new Error(`an answer without records: ${empty.text}`);
  fake.world.messages.length = 0;
  fake.world.interactions.length = 0;
  return samples.map(({ answer }) => answer);
}
