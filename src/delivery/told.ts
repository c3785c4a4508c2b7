/** Which date of what each reader was told last, so that those who know an old date hear of the new one, and nobody else. */
import type { Clock } from '../clock.ts';
import type { Queue } from '../queue/queue.ts';
import type { Transaction } from '../store/store.ts';
import { addressSchema, destinationSchema, placeOf } from './address.ts';
import { type Dispatch, deliverAll } from './outbox.ts';
import { type Recipient, toReaders } from './readers.ts';

export interface Told {
  readonly subject: string;
  readonly reader: Reader;
  readonly at: Date;
}

/** A person, or a channel by `platform/workspace/channel`. */
export type Reader = { readonly personId: string } | { readonly place: string };

/** They have just read that date: on a card that answered them, or in a message that was sent. */
export async function tell(ctx: { readonly clock: Clock }, tx: Transaction, told: readonly Told[]): Promise<void> {
  const toldAt = ctx.clock.now();
  for (const { subject, reader, at } of told) {
    const row = { at, toldAt, personId: 'personId' in reader ? reader.personId : null };
    const key = { subject, reader: readerKey(reader) };
    await tx.told.upsert({ where: { subject_reader: key }, create: { ...key, ...row }, update: row });
  }
}

/** Who knows another date than this one. */
export async function misinformed(tx: Transaction, subject: string, at: Date): Promise<readonly Told[]> {
  const rows = await tx.told.findMany({ where: { subject, at: { not: at } }, orderBy: { reader: 'asc' } });
  return rows.map((row) => ({
    subject,
    at: row.at,
    reader: row.personId === null ? { place: row.reader.slice(CHANNEL.length) } : { personId: row.personId },
  }));
}

export interface Change<P> extends Pick<Dispatch<P>, 'message' | 'cause' | 'priority'> {
  readonly subject: string;
  /** The date as it is now. */
  readonly at: Date;
  /** Stored with each message; a function is given the date that the reader knows. */
  readonly params: P | ((known: Date) => P);
  /** Another one for each change: readers hear of each once. */
  readonly keyPrefix: string;
}

/**
 * Everybody who was told another date is told this one, and nobody else. Whom another message of the same breath tells it
 * already is left alone; what is waiting to leave will tell the new date, not the old one. Returns how many are told.
 */
export async function announceChange<P>(ctx: Hands, tx: Transaction, change: Change<P>): Promise<number> {
  const { subject, at, message, keyPrefix, cause, priority } = change;
  const waiting = await tx.$queryRaw<{ state: string; personId: string | null; address: unknown; at: Date }[]>`
    select d.state::text as state, d."personId", d.address, (t->>'at')::timestamptz as at
    from "Delivery" d cross join lateral jsonb_array_elements(case jsonb_typeof(d.tells) when 'array' then d.tells else '[]'::jsonb end) t
    where d.state in ('queued', 'sending', 'held') and t->>'subject' = ${subject}`;
  const aware = new Set<string>();
  const known = new Map((await misinformed(tx, subject, at)).map((told) => [readerKey(told.reader), told.at]));
  for (const { state, personId, address, at: tells } of waiting) {
    const key = readerKey(personId === null ? { place: placeOf(destinationSchema.parse(address)) } : { personId });
    if (tells.getTime() === at.getTime()) aware.add(key);
    // In hand at this moment: it may say the old date.
    else if (state === 'sending') known.set(key, tells);
  }
  await tx.$executeRaw`
    update "Delivery" set tells = (
      select jsonb_agg(case when t->>'subject' = ${subject} then jsonb_set(t, '{at}', to_jsonb(${at.toISOString()}::text)) else t end)
      from jsonb_array_elements(tells) t)
    where state in ('queued', 'held') and jsonb_typeof(tells) = 'array' and tells @> ${JSON.stringify([{ subject }])}::jsonb`;
  const readers = await reachable(
    tx,
    [...known.keys()].filter((key) => !aware.has(key)),
  );
  const { params } = change;
  await deliverAll(
    ctx,
    tx,
    readers.map(({ key, recipient }) => ({
      ...recipient,
      key: `${keyPrefix}:${key}`,
      message,
      params: params instanceof Function ? params(known.get(key) ?? at) : params,
      ...(cause !== undefined && { cause }),
      ...(priority !== undefined && { priority }),
      tells: { subject, at },
    })),
  );
  return readers.length;
}

/** Two persons are one: what either was told last counts. */
export async function absorbTold(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.$executeRaw`
    insert into "Told" (subject, reader, "personId", at, "toldAt")
    select subject, ${readerKey({ personId: to })}, ${to}, at, "toldAt" from "Told" where "personId" = ${from}
    on conflict (subject, reader) do update set at = excluded.at, "toldAt" = excluded."toldAt" where "Told"."toldAt" < excluded."toldAt"`;
  await tx.told.deleteMany({ where: { personId: from } });
}

interface Hands {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly newId: () => string;
}

/** Persons wherever they read now, and the channels that are still bound to something. */
async function reachable(
  tx: Transaction,
  keys: readonly string[],
): Promise<readonly { readonly key: string; readonly recipient: Recipient }[]> {
  const persons = keys.flatMap((key) => (key.startsWith(PERSON) ? [key.slice(PERSON.length)] : []));
  const places = new Set(keys.flatMap((key) => (key.startsWith(CHANNEL) ? [key.slice(CHANNEL.length)] : [])));
  const channels =
    places.size === 0
      ? []
      : await tx.channel.findMany({
          where: { workspace: { state: { not: 'disconnected' } } },
          include: { workspace: { select: { platform: true, externalId: true } } },
          orderBy: { id: 'asc' },
        });
  const bound = new Map<string, Recipient>();
  for (const { externalId, locale, workspace } of channels) {
    const to = addressSchema.parse({ kind: 'channel', platform: workspace.platform, workspace: workspace.externalId, channel: externalId });
    // One that is bound to several purposes is told once.
    if (places.has(placeOf(to)) && !bound.has(placeOf(to))) bound.set(placeOf(to), { to, locale });
  }
  const reached = await toReaders(tx, persons);
  return [
    ...reached.flatMap((recipient) =>
      recipient.personId === undefined ? [] : [{ key: readerKey({ personId: recipient.personId }), recipient }],
    ),
    ...[...bound].map(([place, recipient]) => ({ key: readerKey({ place }), recipient })),
  ];
}

const PERSON = 'person:';
const CHANNEL = 'channel:';
const readerKey = (reader: Reader): string => ('personId' in reader ? `${PERSON}${reader.personId}` : `${CHANNEL}${reader.place}`);
