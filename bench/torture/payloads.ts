/** Malformed and random payloads on each platform: nobody writes, nothing falls, and the next person is answered. */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import type { FakeDiscord } from '../../test/support/discord/fake.ts';
import type { FakeSlack } from '../../test/support/slack/fake.ts';
import { personOf } from '../../test/support/slack/world.ts';
import type { Row } from '../row.ts';
import { damaged, type Json, random, type Sample } from './damage.ts';
import { discordSamples, playgroundSamples, slackSamples } from './samples.ts';
import { asksOnDiscord, asksOnSlack, onScene, type Scene } from './scene.ts';
import type { Held } from './victim.ts';

const EACH = 20_000;
/** Of them, wholly random ones. */
const RANDOM = 4_000;
const BATCH = 200;
const SEED = 2026;
/** What the heap may hold more at the end than after the first tenth: caches that have a bound have filled up by then. */
const GROWTH_MIB = 16;
const MIB = 2 ** 20;
const REST_MS = 5_000;

/** Sends them, and resolves when somebody who comes after them has been answered. */
type Way = (payloads: readonly Json[]) => Promise<void>;

export const torturePayloads = (): Promise<Row[]> => onScene(stormEach);

async function stormEach({ slack, discord, url, bot }: Scene): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const ways: readonly (readonly [string, Way, readonly Sample[]])[] = [
      ['Slack', toSlack(slack), slackSamples(slack.world)],
      ['Discord', toDiscord(discord), discordSamples],
      ['playground', await toPlayground(bot.web), playgroundSamples],
    ];
    const rows: Row[] = [];
    for (const [platform, send, samples] of ways) {
      // Whoever asks at the end of each batch is known from the start.
      await send([]);
      const before = await atRest(client);
      const [early, late] = await storm(send, samples, bot.held);
      const changed = [...(await contents(client))].filter(([table, content]) => before.get(table) !== content).map(([table]) => table);
      const growth = (late.heap - early.heap) / MIB;
      rows.push({
        what: `${platform}: ${(EACH - RANDOM).toLocaleString('en')} malformed and ${RANDOM.toLocaleString('en')} random payloads (seed ${SEED})`,
        figure: `${late.uncaught.length} uncaught errors; tables changed: ${changed.join(', ') || 'none'}; heap ${growth < 0 ? '' : '+'}${growth.toFixed(1)} MiB`,
        baseline: `after the first tenth: ${Math.round(early.heap / MIB)} MiB of heap`,
        reach: `no uncaught error, 0 writes, at most +${GROWTH_MIB} MiB, the next person answered`,
        ok: late.uncaught.length === 0 && changed.length === 0 && growth <= GROWTH_MIB,
      });
    }
    return rows;
  } finally {
    await client.end();
  }
}

async function storm(send: Way, samples: readonly Sample[], held: () => Promise<Held>): Promise<readonly [Held, Held]> {
  const all = [...damaged(samples, EACH - RANDOM, SEED), ...random(RANDOM, SEED)];
  let early: Held | undefined;
  for (let from = 0; from < all.length; from += BATCH) {
    await send(all.slice(from, from + BATCH));
    if (from >= EACH / 10) early ??= await held();
  }
  const late = await held();
  return [early ?? late, late];
}

function toSlack(fake: FakeSlack): Way {
  const { world } = fake;
  const ana = personOf(world, 'UANA');
  const kinds = { event_callback: 'events_api', undefined: 'slash_commands' } as const;
  return async (payloads) => {
    for (const payload of payloads) {
      const kind =
        payload.type === 'event_callback' ? kinds.event_callback : payload.command === undefined ? 'interactive' : kinds.undefined;
      fake.happen(kind, payload, { user: ana.id, kind: 'malformed' });
    }
    await asksOnSlack(fake, ana.id, '/help').answered;
    world.interactions.splice(0);
    world.messages.splice(0);
  };
}

function toDiscord(fake: FakeDiscord): Way {
  const { world } = fake;
  return async (payloads) => {
    for (const payload of payloads) {
      const { event = 'INTERACTION_CREATE', ...rest } = payload;
      fake.gateway.dispatch(event === 'MESSAGE_CREATE' ? event : 'INTERACTION_CREATE', rest);
    }
    await asksOnDiscord(fake, 'ana', '/help').answered;
    world.messages.splice(0);
  };
}

async function toPlayground(web: string): Promise<Way> {
  const api = `${web}/playground/api`;
  const { token } = z.object({ token: z.string() }).parse(await (await fetch(`${api}/session`)).json());
  const post = (path: string, body: unknown) =>
    fetch(`${api}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-playground-token': token },
      body: JSON.stringify(body),
    });
  let asked = 0;
  return async (payloads) => {
    const answers = await Promise.all(
      payloads.map(({ path = 'say', ...body }) => post(String(path).replaceAll(/[^a-z]/g, '') || 'say', body)),
    );
    const failed = answers.filter(({ status }) => status >= 500);
    if (failed.length > 0) throw new Error(`the playground answered ${failed.length} of them with ${failed[0]?.status}`);
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    asked += 1;
    const who = { as: 'awa', request: `torture-${asked}-help` };
    const help = await post('say', { who, place: 'direct:awa', text: '/help' });
    if (!help.ok) throw new Error(`the next person was answered with ${help.status}: ${await help.text()}`);
  };
}

/** Once what a start sets going in the background has been done. */
async function atRest(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  for (let before = await contents(client); ; ) {
    await pause(REST_MS);
    const now = await contents(client);
    if ([...now].every(([table, content]) => before.get(table) === content)) return now;
    before = now;
  }
}

/** What stands in each table, as a digest. */
async function contents(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const tables = await client.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`);
  const found = new Map<string, string>();
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ digest: string }>(
      `select coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') as digest from "${name}" t`,
    );
    found.set(name, rows[0]?.digest ?? '');
  }
  return found;
}
