/** A million planned reminders on PostgreSQL: what a look at them costs when none is due, and how late a thousand of one minute arrive. */
import { setTimeout as pause } from 'node:timers/promises';
import { nanoid } from 'nanoid';
import pg from 'pg';
import { systemClock } from '../src/clock.ts';
import { dueMessage } from '../src/delivery/reminders/message.ts';
import { tickReminders } from '../src/delivery/reminders/tick.ts';
import { START, subjectOf } from '../src/features/event/subject.ts';
import { reminders } from '../src/features/registry.ts';
import type { Store } from '../src/store/store.ts';
import { gather } from '../test/support/crowd.ts';
import { startReplica } from '../test/support/replica.ts';
import { type FarEnd, farSlack } from './far-end.ts';
import type { Row } from './row.ts';
import { onServer, quantile } from './stores.ts';

const PLANNED = 1_000_000;
const DUE = 1_000;
const MINUTE_MS = 60_000;
const TICKS = 300;
const REACH = { tickMs: 50, lateMs: 2_000 };

export async function benchReminders(): Promise<Row[]> {
  const far = await farSlack();
  try {
    return await onServer(async (store, url) => {
      await gather(
        store,
        far.people('reader', DUE).map((externalId) => ({ platform: far.platform, workspace: far.workspace, externalId })),
      );
      const event = await seminar(store);
      await plan(store, event);
      // What PostgreSQL does by itself in the minutes after so many rows: it is not to fall into the measurement.
      await store.db.$executeRaw`vacuum analyze "Reminder"`;
      return [await idle(store, url), await busy(store, url, far, event)];
    });
  } finally {
    await far.close();
  }
}

/** That all of them remind of: in two hours. */
async function seminar(store: Store): Promise<{ readonly subject: string; readonly at: Date }> {
  const at = new Date(systemClock.now().getTime() + 120 * MINUTE_MS);
  const ends = new Date(at.getTime() + 60 * MINUTE_MS);
  const about = { locale: 'en', titles: { en: 'How juries are drawn' }, timeZone: 'UTC', durationMinutes: 60, startsAt: at };
  await store.db.event.create({ data: { id: 'seminar', state: 'announced', ...about } });
  await store.db.occurrence.create({ data: { id: 'date', eventId: 'seminar', nth: 0, originalStart: at, startsAt: at, endsAt: ends } });
  return { subject: subjectOf('date'), at };
}

/** Over the next year, beginning tomorrow, a thousand for each reader. */
async function plan(store: Store, { at }: { readonly at: Date }): Promise<void> {
  await store.db.$executeRaw`
    with readers as (select array_agg(id order by id) as ids from "Person")
    insert into "Reminder" (id, key, source, subject, "offset", "personId", "dueAt", about, state)
    select 'planned' || n, 'planned' || n, ${START}, 'event:other' || (n % 5000), '1d', ids[1 + n % ${DUE}],
      ${at}::timestamptz + interval '1 day' + n * interval '30 seconds', ${at}::timestamptz + interval '2 days' + n * interval '30 seconds', 'planned'
    from readers, generate_series(1, ${PLANNED}::int) n`;
}

/** A tick that finds nothing, beside the bare driver's look for the earliest. */
async function idle(store: Store, url: string): Promise<Row> {
  const bare = new pg.Client({ connectionString: url });
  await bare.connect();
  const queue = { enqueue: async () => {} };
  const parts = { store, queue, clock: systemClock, newId: nanoid, due: dueMessage(reminders), sources: reminders };
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let n = 0; n < TICKS; n += 1) {
    const begun = performance.now();
    if ((await tickReminders(parts)) > 0) throw new Error('something was due');
    const between = performance.now();
    await bare.query(`select 1 from "Reminder" where state = 'planned' and "dueAt" <= now() limit 1`);
    times.ours.push(between - begun);
    times.bare.push(performance.now() - between);
  }
  await bare.end();
  const p99 = quantile(times.ours, 0.99);
  return {
    what: `a tick over ${PLANNED.toLocaleString('en')} planned reminders, none due`,
    figure: `p50 ${quantile(times.ours, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    baseline: `the bare driver's look: p50 ${quantile(times.bare, 0.5).toFixed(1)} ms, p99 ${quantile(times.bare, 0.99).toFixed(1)} ms`,
    reach: `p99 at most ${REACH.tickMs} ms`,
    ok: p99 <= REACH.tickMs,
  };
}

/** From the moment that each is planned for until it stands before its reader, with the platform's limits lifted. */
async function busy(
  store: Store,
  url: string,
  far: FarEnd,
  { subject, at }: { readonly subject: string; readonly at: Date },
): Promise<Row> {
  const from = systemClock.now().getTime() + 20_000;
  const readers = await store.db.identity.findMany({ select: { personId: true, externalId: true } });
  const dueAt = new Map(readers.map(({ externalId }, n) => [externalId, from + (n * MINUTE_MS) / DUE]));
  far.forget();
  await store.db.reminder.createMany({
    data: readers.map(({ personId, externalId }, n) => ({
      id: `due${n}`,
      key: `due${n}`,
      source: START,
      subject,
      offset: '1h',
      personId,
      dueAt: new Date(dueAt.get(externalId) ?? 0),
      about: at,
    })),
  });
  // What is planned by others is seen within half a minute; one that starts sees it at once.
  const replica = await startReplica({ url, ...far.settings, unbounded: true });
  const late: number[] = [];
  const deadline = from + 3 * MINUTE_MS;
  while (late.length < DUE && Date.now() < deadline) {
    await pause(5);
    const now = Date.now();
    for (const reader of far.readers().slice(late.length)) late.push(now - (dueAt.get(reader) ?? Number.NaN));
  }
  await replica.kill();
  const p99 = quantile(late, 0.99);
  return {
    what: `${DUE.toLocaleString('en')} of them due in one minute, limits lifted: from its moment to before its reader`,
    figure: `p50 ${Math.round(quantile(late, 0.5))} ms, p99 ${Math.round(p99)} ms late; ${late.length} arrived, the earliest ${Math.round(Math.min(...late))} ms`,
    baseline: 'its own moment',
    reach: `p99 at most ${REACH.lateMs / 1000} s, none early`,
    ok: p99 <= REACH.lateMs && late.length === DUE && Math.min(...late) >= 0,
  };
}
