/** Where to next when somebody cannot be reached at one address: what they chose for that case. */
import { z } from 'zod';
import { PostError } from '../chat/platform.ts';
import type { Database } from '../store/store.ts';
import { addressSchema, type Destination, destinationSchema, placeOf } from './address.ts';
import type { Delivery } from './lanes.ts';
import { preferencesOf } from './preferences.ts';
import { toPerson } from './readers.ts';

const triedSchema = z.array(z.object({ address: destinationSchema, reason: z.string() }));

/** Undefined: there is nowhere else. */
export async function nextAddress(db: Database, delivery: Delivery, to: Destination, error: unknown): Promise<Destination | undefined> {
  const { personId } = delivery;
  if (personId === null || !(error instanceof PostError) || error.about === 'message') return undefined;
  const tried = new Set([...triedSchema.parse(delivery.tried).map(({ address }) => placeOf(address)), placeOf(to)]);
  const { fallback, mailbox } = preferencesOf(await db.preference.findUnique({ where: { personId } }));
  if (to.kind === 'mail' && mailbox !== undefined) return inTheChat(db, personId, tried);
  const next =
    fallback === 'mail' ? await mailTo(db, personId, mailbox) : fallback === 'channel' ? await channelFor(db, personId) : undefined;
  return next === undefined || tried.has(placeOf(next)) ? undefined : next;
}

/** Who reads by mail and cannot be reached there, reads it where others do. */
async function inTheChat(db: Database, personId: string, tried: ReadonlySet<string>): Promise<Destination | undefined> {
  return (await toPerson(db, personId)).map(({ to }) => to).find((to) => !tried.has(placeOf(to)));
}

async function mailTo(db: Database, personId: string, mailbox: string | undefined): Promise<Destination | undefined> {
  if (mailbox === undefined) return undefined;
  const person = await db.person.findUnique({ where: { id: personId }, select: { name: true } });
  return { kind: 'mail', mailbox, name: person?.name ?? '' };
}

/** The announcements of the workspace where they were seen last. */
async function channelFor(db: Database, personId: string): Promise<Destination | undefined> {
  const account = await db.identity.findFirst({ where: { personId }, orderBy: { seenAt: 'desc' } });
  if (!account) return undefined;
  const { platform, workspace } = account;
  const channel = await db.channel.findFirst({
    where: { purpose: 'announcements', workspace: { platform, externalId: workspace, state: { not: 'disconnected' } } },
  });
  return channel ? addressSchema.parse({ kind: 'channel', platform, workspace, channel: channel.externalId }) : undefined;
}
