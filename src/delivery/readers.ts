/** Whom something can be told: a person wherever they read, a channel by its purpose; with language and zone. */
import type { Transaction } from '../store/store.ts';
import { addressSchema, type Destination } from './address.ts';

/** Somebody or some place, and how they read. */
export interface Recipient {
  readonly to: Destination;
  readonly locale: string;
  /** IANA zone; UTC when absent. */
  readonly timeZone?: string;
  /** Whom it reaches; absent for a channel. */
  readonly personId?: string;
}

type Reader = Pick<Transaction, 'person' | 'workspace' | 'channel'>;

/** Where a person reads: the account that they used last, so that a linked person gets one message. Empty when they have none. */
export async function toPerson(db: Reader, personId: string): Promise<readonly Recipient[]> {
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { locale: true, timeZone: true, mergedIntoId: true, identities: { orderBy: { seenAt: 'desc' } } },
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
  const timeZone = person.timeZone ?? person.identities.find((known) => known.timeZone !== null)?.timeZone ?? 'UTC';
  const to = addressSchema.parse({ kind: 'direct', platform, workspace, user: externalId });
  return [{ to, locale: person.locale ?? account.locale ?? place?.locale ?? '', timeZone, personId }];
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
