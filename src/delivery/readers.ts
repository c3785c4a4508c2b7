/** Whom something can be told: a person wherever they read, a channel by its purpose; with language and zone. */
import type { Transaction } from '../store/store.ts';
import { addressSchema, type Destination, type Mailbox } from './address.ts';
import { type PreferenceRow, preferencesOf, type Quiet } from './preferences.ts';
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

type Reader = Pick<Transaction, 'workspace' | 'channel' | '$queryRaw'>;

/** Where a person reads: the account that they used last, so that a linked person gets one message. Empty when they have none. */
export const toPerson = (db: Reader, personId: string): Promise<readonly Recipient[]> => toPersons(db, [personId]);

/** The same for many, in two queries. Whoever became somebody else by linking is reached once, as who they are now. */
export async function toPersons(db: Reader, personIds: readonly string[]): Promise<readonly Recipient[]> {
  if (personIds.length === 0) return [];
  const persons = await accountsOf(db, personIds);
  const places = await db.workspace.findMany({ select: { platform: true, externalId: true, locale: true } });
  const localeOf = new Map(places.map((place) => [`${place.platform}/${place.externalId}`, place.locale]));
  const reached = persons.flatMap(({ id, mergedIntoId, locale, timeZone, platform, workspace, user }): Recipient[] =>
    mergedIntoId !== null || user === null
      ? []
      : [
          {
            to: addressSchema.parse({ kind: 'direct', platform, workspace, user }),
            locale: locale ?? localeOf.get(`${platform}/${workspace}`) ?? '',
            timeZone: timeZone ?? 'UTC',
            personId: id,
          },
        ],
  );
  const there = new Set(persons.filter(({ mergedIntoId }) => mergedIntoId === null).map(({ id }) => id));
  const moved = persons.flatMap(({ mergedIntoId }) => (mergedIntoId === null || there.has(mergedIntoId) ? [] : [mergedIntoId]));
  return moved.length === 0 ? reached : [...reached, ...(await toPersons(db, [...new Set(moved)]))];
}

interface Account {
  readonly id: string;
  readonly mergedIntoId: string | null;
  /** Their own choice, else what the platform says. */
  readonly locale: string | null;
  readonly timeZone: string | null;
  /** Of the account that they used last; null where they have none. */
  readonly platform: string | null;
  readonly workspace: string | null;
  readonly user: string | null;
}

const accountsOf = (db: Reader, personIds: readonly string[]): Promise<Account[]> => db.$queryRaw<Account[]>`
  select p.id, p."mergedIntoId", coalesce(p.locale, last.locale) as locale,
    coalesce(p."timeZone", last."timeZone", (
      select i."timeZone" from "Identity" i where i."personId" = p.id and i."timeZone" is not null order by i."seenAt" desc limit 1
    )) as "timeZone",
    last.platform, last.workspace, last."externalId" as user
  from "Person" p
    left join lateral (select * from "Identity" i where i."personId" = p.id order by i."seenAt" desc limit 1) last on true
  where p.id = any(${[...personIds]}::text[])
  order by p.id`;

/**
 * Where and when notices go: by e-mail for those who chose that, else in the chat; with `now`, after their quiet hours, which
 * what is urgent does without. An answer to what somebody did goes `toPersons`, at once.
 */
export async function toReaders(db: Reader, personIds: readonly string[], now?: Date): Promise<readonly Recipient[]> {
  const reached = await toPersons(db, personIds);
  const ids = reached.flatMap(({ personId }) => (personId === undefined ? [] : [personId]));
  const rows = await db.$queryRaw<(PreferenceRow & { personId: string; name: string })[]>`
    select p.*, person.name from "Preference" p join "Person" person on person.id = p."personId" where p."personId" = any(${ids}::text[])`;
  const chosen = new Map(rows.map((row) => [row.personId, row]));
  const quietUntil = now && quietEnds(now);
  return reached.map((recipient) => {
    const row = chosen.get(recipient.personId ?? '');
    const { byMail, quiet } = preferencesOf(row);
    const mailbox = row && byMail ? mailboxOf(row, row.name) : undefined;
    const notBefore = quietUntil?.(quiet, recipient.timeZone ?? 'UTC');
    return {
      ...recipient,
      ...(mailbox !== undefined && { to: mailbox }),
      ...(notBefore !== undefined && { notBefore }),
    };
  });
}

/** The same hours in the same zone end at the same time: asked once for many readers. */
function quietEnds(now: Date): (quiet: Quiet, zone: string) => Date | undefined {
  const known = new Map<string, Date | undefined>();
  return (quiet, zone) => {
    const hours = `${zone} ${quiet.from} ${quiet.until}`;
    if (!known.has(hours)) known.set(hours, endOfQuiet(now, quiet, zone));
    return known.get(hours);
  };
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
