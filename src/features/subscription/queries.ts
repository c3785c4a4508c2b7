/** Reads what somebody has chosen. */
import { defaultPreferences } from '../../delivery/preferences.ts';
import type { Transaction } from '../../store/store.ts';
import { type AddressState, type Chosen, channelOf, type Kind, kinds } from './chosen.ts';

type Reader = Pick<Transaction, 'preference' | 'subscription'>;

/** What is in force for a person, the defaults where they never chose. `timeZone`: the zone that they read in now. */
export async function chosenBy(db: Reader, personId: string, timeZone: string): Promise<Chosen> {
  const row = await db.preference.findUnique({ where: { personId } });
  const rows = await db.subscription.findMany({ where: { personId }, orderBy: [{ facet: 'asc' }, { value: 'asc' }] });
  const of = (facet: string): readonly string[] => rows.filter((one) => one.facet === facet).map(({ value }) => value);
  return {
    kinds: kinds.filter((kind: Kind) => of('kind').includes(kind)),
    themes: of('theme'),
    countries: of('country'),
    digest: row?.digest ?? defaultPreferences.digest,
    channel: row ? channelOf(row) : 'chat',
    email: row?.email ?? '',
    timeZone,
    quietFrom: row?.quietFrom ?? defaultPreferences.quiet.from,
    quietUntil: row?.quietUntil ?? defaultPreferences.quiet.until,
    morning: row?.morning ?? defaultPreferences.morning,
  };
}

/** Whether this address is known to be theirs. */
export async function addressState(db: Pick<Reader, 'preference'>, personId: string, email: string): Promise<AddressState> {
  const row = await db.preference.findUnique({ where: { personId } });
  return {
    confirmed: row !== null && row.email === email && row.emailVerifiedAt !== null,
    stoppedAt: row?.emailStoppedAt ?? undefined,
  };
}
