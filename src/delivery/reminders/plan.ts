/** What should be planned for one subject, compared with what is, and the difference written: a few statements, whatever the number. */
import type { Clock } from '../../clock.ts';
import type { Store, Transaction } from '../../store/store.ts';
import { type Destination, placeOf } from '../address.ts';
import { defaultPreferences, preferencesOf } from '../preferences.ts';
import { type Recipient, toPersons, toPurpose } from '../readers.ts';
import type { Audience, DueDate, Offset, ReminderSource } from '../reminder.ts';
import { type ReaderTime, reminderTimes } from './when.ts';

export interface PlanParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly sources: readonly ReminderSource[];
}

export interface PlanOf {
  readonly source: string;
  readonly subject: string;
  /** Only for this reader. */
  readonly personId?: string | undefined;
}

/** Under this offset stands what a reader put off. */
export const SNOOZED = 'snooze';

interface Wanted {
  readonly id: string;
  readonly key: string;
  readonly offset: string;
  readonly personId: string | null;
  readonly address: Destination | null;
  readonly locale: string;
  readonly dueAt: Date;
}

/** One subject at a time: two changes in a row do not plan past each other. Gives the earliest of what should be planned. */
export async function planSubject(parts: PlanParts, { source: name, subject, personId }: PlanOf): Promise<Date | undefined> {
  const source = parts.sources.find((one) => one.name === name);
  if (!source) throw new Error(`there are no reminders of the kind ${name}`);
  return parts.store.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`reminders ${name} ${subject}`}))`;
      const date = await source.date(tx, subject);
      const wanted = date === undefined ? [] : await wantedOf(parts, tx, source, subject, date, personId);
      await write(parts, tx, { source: name, subject, personId }, wanted, date);
      return wanted.reduce<Date | undefined>((first, { dueAt }) => (first === undefined || dueAt < first ? dueAt : first), undefined);
    },
    { timeout: 60_000, maxWait: 30_000 },
  );
}

/** Their zone, quiet hours, mutes or subscriptions have changed: everything that may concern them is looked at again. */
export async function planPerson(parts: PlanParts, personId: string): Promise<void> {
  for (const source of parts.sources) {
    const { db } = parts.store;
    const planned = await db.reminder.findMany({
      where: { source: source.name, personId, state: 'planned' },
      select: { subject: true },
      distinct: ['subject'],
    });
    const concerned = source.concerning ? await source.concerning(db, personId) : await source.subjects(db);
    const subjects = new Set([...concerned, ...planned.map(({ subject }) => subject)]);
    for (const subject of subjects) await planSubject(parts, { source: source.name, subject, personId });
  }
}

/** The net below: every subject once more. */
export async function planEverything(parts: PlanParts): Promise<void> {
  for (const source of parts.sources) {
    for (const subject of await source.subjects(parts.store.db)) await planSubject(parts, { source: source.name, subject });
  }
}

async function wantedOf(
  parts: PlanParts,
  tx: Transaction,
  source: ReminderSource,
  subject: string,
  date: DueDate,
  only: string | undefined,
): Promise<readonly Wanted[]> {
  const now = parts.clock.now();
  const audiences = new Map<string, Audience>();
  for (const { id } of source.offsets) audiences.set(id, await source.audience(tx, subject, id));
  const everybody = [...new Set([...audiences.values()].flatMap(({ persons }) => persons))].filter(
    (id) => only === undefined || id === only,
  );
  const readers = await readersOf(tx, everybody, [`source:${source.name}`, `subject:${source.name}:${subject}`]);
  const purposes = [...new Set([...audiences.values()].flatMap((audience) => audience.purposes))];
  const places = new Map<string, readonly Recipient[]>();
  if (only === undefined) for (const purpose of purposes) places.set(purpose, await toPurpose(tx, purpose));
  const timesOf = timetable(date.at, source.offsets);
  // Nobody's morning is a channel's: it is the one where the date was set.
  const channelTimes = timesOf({ timeZone: date.timeZone, preferences: defaultPreferences });
  const personTimes = new Map([...readers].map(([id, reader]) => [id, timesOf(reader)]));

  return source.offsets.flatMap((offset) => {
    const audience = audiences.get(offset.id);
    const keyOf = (reader: string): string => `${source.name}:${subject}:${offset.id}:${reader}`;
    const persons = (audience?.persons ?? []).flatMap((id): Wanted[] => {
      const dueAt = personTimes.get(id)?.get(offset.id);
      if (dueAt === undefined) return [];
      return [{ id: parts.newId(), key: keyOf(id), offset: offset.id, personId: id, address: null, locale: '', dueAt }];
    });
    const channels = new Map(
      (audience?.purposes ?? []).flatMap((purpose) => (places.get(purpose) ?? []).map(({ to, locale }) => [placeOf(to), { to, locale }])),
    );
    const inChannels = [...channels].flatMap(([place, { to, locale }]): Wanted[] => {
      const dueAt = channelTimes.get(offset.id);
      if (dueAt === undefined) return [];
      return [{ id: parts.newId(), key: keyOf(place), offset: offset.id, personId: null, address: to, locale, dueAt }];
    });
    // What would have been before now is of no use any more.
    return [...persons, ...inChannels].filter(({ dueAt }) => dueAt > now);
  });
}

/** Readers of one zone with the same hours have the same times: reckoned once. */
function timetable(at: Date, offsets: readonly Offset[]): (reader: ReaderTime) => ReadonlyMap<string, Date> {
  const known = new Map<string, ReadonlyMap<string, Date>>();
  return ({ timeZone, preferences }) => {
    const key = JSON.stringify([timeZone, preferences.quiet, preferences.morning]);
    const times = known.get(key) ?? reminderTimes(at, offsets, { timeZone, preferences });
    known.set(key, times);
    return times;
  };
}

/** Zone and hours of each, in two queries; those who want none of it are left out. */
async function readersOf(tx: Transaction, ids: readonly string[], muted: readonly string[]): Promise<ReadonlyMap<string, ReaderTime>> {
  if (ids.length === 0) return new Map();
  const [recipients, rows, mutes] = [
    await toPersons(tx, ids),
    await tx.preference.findMany({ where: { personId: { in: [...ids] } } }),
    await tx.mute.findMany({ where: { personId: { in: [...ids] }, what: { in: [...muted] } }, select: { personId: true } }),
  ];
  const preferences = new Map(rows.map((row) => [row.personId, preferencesOf(row)]));
  const silent = new Set(mutes.map(({ personId }) => personId));
  return new Map(
    recipients.flatMap(({ personId, timeZone }): [string, ReaderTime][] =>
      personId === undefined || silent.has(personId)
        ? []
        : [[personId, { timeZone: timeZone ?? 'UTC', preferences: preferences.get(personId) ?? defaultPreferences }]],
    ),
  );
}

async function write(parts: PlanParts, tx: Transaction, of: PlanOf, wanted: readonly Wanted[], date: DueDate | undefined): Promise<void> {
  const { source, subject } = of;
  const keys = wanted.map(({ key }) => key);
  const personId = of.personId ?? null;
  const now = parts.clock.now();
  const at = date?.at ?? null;
  // What a reader put off stays, as long as there is a date at all; so does what is due at this moment and about to be taken.
  await tx.$executeRaw`
    delete from "Reminder" where source = ${source} and subject = ${subject} and state = 'planned'
      and (${personId}::text is null or "personId" = ${personId}) and not (key = any(${keys}::text[]))
      and (${at}::timestamptz is null or "offset" <> ${SNOOZED})
      and (${at}::timestamptz is null or about <> ${at}::timestamptz or "dueAt" > ${now})`;
  if (wanted.length === 0 || date === undefined) return;
  const rows = JSON.stringify(wanted);
  // One that was sent is planned again only where the date is another one now.
  await tx.$executeRaw`
    insert into "Reminder" as r (id, key, source, subject, "offset", "personId", address, locale, "dueAt", about, state, "createdAt")
    select id, key, ${source}, ${subject}, "offset", "personId", address, locale, "dueAt", ${date.at}, 'planned', ${now}
    from jsonb_to_recordset(${rows}::jsonb) as w(id text, key text, "offset" text, "personId" text, address jsonb, locale text, "dueAt" timestamptz)
    on conflict (key) do update set
      "dueAt" = excluded."dueAt", about = excluded.about, address = excluded.address, locale = excluded.locale, state = 'planned', bundle = null
    where r.about <> excluded.about or (r.state = 'planned' and r."dueAt" <> excluded."dueAt")`;
}
