/** What leaves the house on its own: written down in the transaction that makes it necessary, sent afterwards. */

import { z } from 'zod';
import type { Address } from '../chat/platform.ts';
import type { Clock } from '../clock.ts';
import { negotiate } from '../i18n/negotiate.ts';
import { defineJob, type Queue } from '../queue/queue.ts';
import type { Transaction } from '../store/store.ts';
import { addressSchema, laneOf } from './address.ts';
import type { Message } from './message.ts';

/** Somebody or some place, and the language in which they read. */
export interface Recipient {
  readonly to: Address;
  readonly locale: string;
}

export interface Dispatch<P> extends Recipient {
  /** Unique per recipient and cause: delivering twice under one key sends once. */
  readonly key: string;
  readonly message: Message<P>;
  readonly params: P;
}

/** A context will do. */
interface Hands {
  readonly queue: Queue;
  readonly newId: () => string;
  readonly clock: Clock;
}

export async function deliver<P>(ctx: Hands, tx: Transaction, { key, to, locale, message, params }: Dispatch<P>): Promise<void> {
  const id = ctx.newId();
  const row = {
    id,
    key,
    address: { ...to },
    lane: laneOf(to),
    locale,
    message: message.name,
    params: z.json().parse(params) ?? {},
    createdAt: ctx.clock.now(),
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

type Reader = Pick<Transaction, 'person' | 'workspace' | 'channel'>;

/** Where a person reads: the account that they used last, so that a linked person gets one message. Empty when they have none. */
export async function toPerson(db: Reader, personId: string): Promise<readonly Recipient[]> {
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { locale: true, mergedIntoId: true, identities: { orderBy: { seenAt: 'desc' }, take: 1 } },
  });
  if (!person) return [];
  if (person.mergedIntoId !== null) return toPerson(db, person.mergedIntoId);
  const [account] = person.identities;
  if (!account) return [];
  const { platform, workspace, externalId } = account;
  const place = await db.workspace.findUnique({
    where: { platform_externalId: { platform, externalId: workspace } },
    select: { locale: true },
  });
  const to = addressSchema.parse({ kind: 'direct', platform, workspace, user: externalId });
  return [{ to, locale: person.locale ?? account.locale ?? place?.locale ?? '' }];
}

/** Every channel that is bound to a purpose, in every workspace that is connected. */
export async function toPurpose(db: Reader, purpose: string): Promise<readonly Recipient[]> {
  const channels = await db.channel.findMany({
    where: { purpose, workspace: { state: { not: 'disconnected' } } },
    include: { workspace: { select: { platform: true, externalId: true } } },
    orderBy: { id: 'asc' },
  });
  return channels.map(({ externalId, locale, workspace }) => ({
    to: addressSchema.parse({ kind: 'channel', platform: workspace.platform, workspace: workspace.externalId, channel: externalId }),
    locale,
  }));
}

/** A platform's language tag (`es-419`, `en_GB`) as one that there are texts in. */
export const readable = (locale: string, locales: readonly string[]): string => negotiate([locale], locales) ?? locales[0] ?? 'en';
