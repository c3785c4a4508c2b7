/** Whom something can be told: a person wherever they read, a channel by its purpose; with language and zone. */
import type { Transaction } from '../store/store.ts';
import { addressSchema, type Destination, type Mailbox } from './address.ts';
import { type PreferenceRow, preferencesOf } from './preferences.ts';
import { endOfQuiet } from './quiet.ts';

/** Somebody or some place, and how they read. */
export interface Recipient {
  readonly to: Destination;
  readonly locale: string;
  /** IANA zone; UTC when absent. */
  readonly timeZone?: string;
  /** Whom it reaches; absent for a channel. */
  readonly personId?: string;
  /** Not to be disturbed before. */
  readonly notBefore?: Date;
}

type Reader = Pick<Transaction, 'person' | 'workspace' | 'channel'>;

/** Where a person reads: the account that they used last, so that a linked person gets one message. Empty when they have none. */
export const toPerson = (db: Reader, personId: string): Promise<readonly Recipient[]> => toPersons(db, [personId]);

/** The same for many, in few queries. Whoever became somebody else by linking is reached once, as who they are now. */
export async function toPersons(db: Reader, personIds: readonly string[]): Promise<readonly Recipient[]> {
  if (personIds.length === 0) return [];
  const persons = await db.person.findMany({
    where: { id: { in: [...personIds] } },
    select: { id: true, locale: true, timeZone: true, mergedIntoId: true, identities: { orderBy: { seenAt: 'desc' } } },
  });
  const places = await db.workspace.findMany({ select: { platform: true, externalId: true, locale: true } });
  const localeOf = new Map(places.map((place) => [`${place.platform}/${place.externalId}`, place.locale]));
  const reached = persons.flatMap(({ id, locale, timeZone, identities: [account, ...others] }): Recipient[] => {
    if (!account) return [];
    const { platform, workspace, externalId } = account;
    const told = [account, ...others].find((known) => known.timeZone !== null)?.timeZone;
    return [
      {
        to: addressSchema.parse({ kind: 'direct', platform, workspace, user: externalId }),
        locale: locale ?? account.locale ?? localeOf.get(`${platform}/${workspace}`) ?? '',
        timeZone: timeZone ?? told ?? 'UTC',
        personId: id,
      },
    ];
  });
  const there = new Set(persons.filter(({ mergedIntoId }) => mergedIntoId === null).map(({ id }) => id));
  const moved = persons.flatMap(({ mergedIntoId }) => (mergedIntoId === null || there.has(mergedIntoId) ? [] : [mergedIntoId]));
  const kept = reached.filter(({ personId }) => personId !== undefined && there.has(personId));
  return moved.length === 0 ? kept : [...kept, ...(await toPersons(db, [...new Set(moved)]))];
}

/**
 * Where and when notices go: by e-mail for those who chose that, else in the chat; with `now`, after their quiet hours, which
 * what is urgent does without. An answer to what somebody did goes `toPersons`, at once.
 */
export async function toReaders(
  db: Reader & Pick<Transaction, 'preference'>,
  personIds: readonly string[],
  now?: Date,
): Promise<readonly Recipient[]> {
  const reached = await toPersons(db, personIds);
  const ids = reached.flatMap(({ personId }) => (personId === undefined ? [] : [personId]));
  const rows = await db.preference.findMany({ where: { personId: { in: ids } }, include: { person: { select: { name: true } } } });
  const chosen = new Map(rows.map((row) => [row.personId, row]));
  return reached.map((recipient) => {
    const row = chosen.get(recipient.personId ?? '');
    const { byMail, quiet } = preferencesOf(row);
    const mailbox = row && byMail ? mailboxOf(row, row.person.name) : undefined;
    const notBefore = now && endOfQuiet(now, quiet, recipient.timeZone ?? 'UTC');
    return {
      ...recipient,
      ...(mailbox !== undefined && { to: mailbox }),
      ...(notBefore !== undefined && { notBefore }),
    };
  });
}

/** Undefined as long as nobody has shown that an address is theirs. */
export function mailboxOf(row: PreferenceRow | null, name: string): Mailbox | undefined {
  const { mailbox } = preferencesOf(row);
  return mailbox === undefined ? undefined : { kind: 'mail', mailbox, name };
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
