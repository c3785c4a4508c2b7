/** What leaves the house on its own: written down in the transaction that makes it necessary, sent afterwards. */

import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { negotiate } from '../i18n/negotiate.ts';
import { defineJob, type Queue } from '../queue/queue.ts';
import type { Transaction } from '../store/store.ts';
import { laneOf } from './address.ts';
import type { Message } from './message.ts';
import type { Recipient } from './readers.ts';

export interface Dispatch<P> extends Recipient {
  /** Unique per recipient and cause: delivering twice under one key sends once. */
  readonly key: string;
  readonly message: Message<P>;
  readonly params: P;
  /** What it belongs to (`announcement:<id>`), to count, pause and cancel it with its like. */
  readonly cause?: string;
  /** The higher the sooner within a lane: 0 unless said otherwise, below 0 for what goes to many. */
  readonly priority?: number;
  /** Not sent before. */
  readonly notBefore?: Date;
  /** The date, or the dates, that the reader learns from it; who was told is kept in Told once it is sent. */
  readonly tells?: Tells | readonly Tells[];
}

export interface Tells {
  /** `event:<id>`, `call:<id>/<phase>`, … */
  readonly subject: string;
  readonly at: Date;
}

/** A context will do. */
export interface Hands {
  readonly queue: Queue;
  readonly newId: () => string;
  readonly clock: Clock;
}

export const deliver = <P>(ctx: Hands, tx: Transaction, dispatch: Dispatch<P>): Promise<void> => deliverAll(ctx, tx, [dispatch]);

/** Deliveries at a time: a statement has bounds. */
const ROWS = 5000;

/** To many at once: one statement for thousands, and one job for each lane. */
export async function deliverAll<P>(ctx: Hands, tx: Transaction, dispatches: readonly Dispatch<P>[]): Promise<void> {
  const now = ctx.clock.now();
  const rowOf = rowsAt(ctx, now);
  const due = new Map<string, Date>();
  for (let at = 0; at < dispatches.length; at += ROWS) {
    const rows = dispatches.slice(at, at + ROWS).map(rowOf);
    const count = await tx.$executeRaw`
      insert into "Delivery" (id, key, address, lane, locale, "timeZone", "personId", message, params, cause, priority, "notBefore", tells, "createdAt")
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(
        id text, key text, address jsonb, lane text, locale text, "timeZone" text, "personId" text, message text, params jsonb,
        cause text, priority int, "notBefore" timestamptz, tells jsonb, "createdAt" timestamptz)
      on conflict (key) do nothing`;
    if (count === 0) continue;
    for (const { lane, notBefore } of rows) {
      const known = due.get(lane);
      if (known === undefined || notBefore < known) due.set(lane, notBefore);
    }
  }
  for (const [lane, notBefore] of due) await wake(ctx, tx, lane, notBefore > now ? notBefore : undefined);
}

function rowsAt(ctx: Hands, now: Date) {
  /** What goes to many is checked once. */
  const checked = new Map<unknown, unknown>();
  const json = (params: unknown): unknown => {
    if (!checked.has(params)) checked.set(params, z.json().parse(params) ?? {});
    return checked.get(params);
  };
  return <P>(dispatch: Dispatch<P>) => {
    const { key, to, locale, message, params, tells = [] } = dispatch;
    return {
      id: ctx.newId(),
      key,
      address: to,
      lane: laneOf(to),
      locale,
      timeZone: dispatch.timeZone ?? 'UTC',
      personId: dispatch.personId ?? null,
      message: message.name,
      params: json(params),
      cause: dispatch.cause ?? '',
      priority: dispatch.priority ?? 0,
      notBefore: dispatch.notBefore ?? now,
      tells: [tells].flat().map(({ subject, at }) => ({ subject, at: at.toISOString() })),
      createdAt: now,
    };
  };
}

/** Shows again what was posted under a key, with what is true now; several changes in a short time are shown once. Does nothing where nothing was. */
export async function redraw(ctx: Hands, tx: Transaction, key: string): Promise<void> {
  // Later than what is being drawn now, also where the clock stands: who draws clears only what they have seen.
  const [row] = await tx.$queryRaw<{ readonly lane: string }[]>`
    update "Delivery" set "staleAt" = greatest(${ctx.clock.now()}::timestamptz, "staleAt" + interval '1 millisecond')
    where key = ${key} and state in ('sending', 'sent') returning lane`;
  if (row) await wake(ctx, tx, row.lane);
}

/** A lane has something to do, now or then. */
export async function wake(ctx: Pick<Hands, 'queue'>, tx: Transaction, lane: string, startAfter?: Date): Promise<void> {
  await ctx.queue.enqueue(tx, laneJob, { lane }, { group: lane, ...(startAfter === undefined ? {} : { startAfter }) });
}

const laneSchema = z.object({ lane: z.string() });

/** Sends all that is due in one lane. Of a lane only one runs, over all replicas; one that finds nothing ends at once. */
export const laneJob = defineJob({
  name: 'delivery.lane',
  retries: 1000,
  pauses: 'even',
  grouped: true,
  parse: (data) => laneSchema.parse(data),
});

/** A platform's language tag (`es-419`, `en_GB`) as one that there are texts in. */
export const readable = (locale: string, locales: readonly string[]): string => negotiate([locale], locales) ?? locales[0] ?? 'en';
