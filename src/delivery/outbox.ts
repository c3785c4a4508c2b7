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
  /** The date that the reader learns from it; who was told is kept in Told once it is sent. */
  readonly tells?: Tells;
}

export interface Tells {
  /** `event:<id>`, `call:<id>/<phase>`, … */
  readonly subject: string;
  readonly at: Date;
}

/** A context will do. */
interface Hands {
  readonly queue: Queue;
  readonly newId: () => string;
  readonly clock: Clock;
}

export async function deliver<P>(ctx: Hands, tx: Transaction, dispatch: Dispatch<P>): Promise<void> {
  const { key, to, locale, message, params, tells } = dispatch;
  const id = ctx.newId();
  const now = ctx.clock.now();
  const row = {
    id,
    key,
    address: { ...to },
    lane: laneOf(to),
    locale,
    timeZone: dispatch.timeZone ?? 'UTC',
    personId: dispatch.personId ?? null,
    message: message.name,
    params: z.json().parse(params) ?? {},
    cause: dispatch.cause ?? '',
    priority: dispatch.priority ?? 0,
    notBefore: dispatch.notBefore ?? now,
    ...(tells && { tells: { subject: tells.subject, at: tells.at.toISOString() } }),
    createdAt: now,
  };
  const { count } = await tx.delivery.createMany({ data: [row], skipDuplicates: true });
  if (count > 0) await ctx.queue.enqueue(tx, deliveryJob, { delivery: id, step: 'send' }, { group: row.lane });
}

/** Shows again what was posted under a key, with what is true now. Does nothing where nothing was. */
export async function redraw(ctx: Hands, tx: Transaction, key: string): Promise<void> {
  const delivery = await tx.delivery.findUnique({ where: { key }, select: { id: true, lane: true } });
  if (delivery) await ctx.queue.enqueue(tx, deliveryJob, { delivery: delivery.id, step: 'redraw' }, { group: delivery.lane });
}

const deliverySchema = z.object({ delivery: z.string(), step: z.enum(['send', 'redraw']) });

export const deliveryJob = defineJob({
  name: 'delivery',
  retries: 8,
  grouped: true,
  parse: (data) => deliverySchema.parse(data),
});

/** A platform's language tag (`es-419`, `en_GB`) as one that there are texts in. */
export const readable = (locale: string, locales: readonly string[]): string => negotiate([locale], locales) ?? locales[0] ?? 'en';
