/** What is due is made into messages: for each reader one, with everything that is due until the end of the same morning. */
import type { Clock } from '../../clock.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Database, Store, Transaction } from '../../store/store.ts';
import { addressSchema, placeOf } from '../address.ts';
import type { Message } from '../message.ts';
import { type Dispatch, deliverAll } from '../outbox.ts';
import { type Recipient, toReaders } from '../readers.ts';
import type { ReminderSource } from '../reminder.ts';
import type { DueParams } from './message.ts';
import { SNOOZED } from './plan.ts';
import { GATHERED_HOURS } from './when.ts';

export interface TickParts {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly due: Message<DueParams>;
  readonly sources: readonly ReminderSource[];
}

/** Rows at a time: one transaction each. */
const BATCH = 2000;
const HOUR_MS = 3_600_000;

/** Several replicas may do it at once: each row is taken by one. Returns how many messages were made. */
export async function tickReminders(parts: TickParts): Promise<number> {
  for (let made = 0; ; ) {
    const { taken, messages } = await parts.store.db.$transaction((tx) => tick(parts, tx), { timeout: 60_000, maxWait: 30_000 });
    made += messages;
    if (taken < BATCH) return made;
  }
}

/** The earliest that is planned; undefined where nothing is. */
export async function nextDue(db: Database): Promise<Date | undefined> {
  const row = await db.reminder.findFirst({ where: { state: 'planned' }, orderBy: { dueAt: 'asc' }, select: { dueAt: true } });
  return row?.dueAt;
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];
const rowsOf = (tx: Transaction, ids: readonly string[]) =>
  tx.reminder.findMany({ where: { id: { in: [...ids] } }, orderBy: [{ about: 'asc' }, { id: 'asc' }] });

async function tick(parts: TickParts, tx: Transaction): Promise<{ readonly taken: number; readonly messages: number }> {
  const now = parts.clock.now();
  const due = await tx.$queryRaw<{ id: string }[]>`
    select id from "Reminder" where state = 'planned' and "dueAt" <= ${now} order by "dueAt", id limit ${BATCH} for update skip locked`;
  if (due.length === 0) return { taken: 0, messages: 0 };
  const first = await rowsOf(
    tx,
    due.map(({ id }) => id),
  );
  const rows = [...first, ...(await soon(parts, tx, first, now))];
  // Of one subject only the latest word counts: after a long silence there may be several. What is past needs none.
  const { kept, dropped } = sift(rows, now);
  await tx.reminder.updateMany({ where: { id: { in: dropped.map(({ id }) => id) } }, data: { state: 'dropped' } });
  const recipients = await recipientsOf(tx, kept);
  const bundles = bundled(kept).flatMap(({ reader, rows: own }) => {
    const recipient = recipients.get(reader);
    return recipient === undefined ? [] : [{ recipient, rows: own, bundle: own[0]?.id ?? '' }];
  });
  await deliverAll(
    parts,
    tx,
    bundles.map(
      ({ recipient, rows: own, bundle }): Dispatch<DueParams> => ({
        ...recipient,
        key: `reminders:${bundle}:${own[0]?.dueAt.getTime()}`,
        message: parts.due,
        params: { bundle },
        tells: own.map(({ subject, about }) => ({ subject, at: about })),
      }),
    ),
  );
  const sent = JSON.stringify(bundles.flatMap(({ rows: own, bundle }) => own.map(({ id }) => ({ id, bundle }))));
  await tx.$executeRaw`
    update "Reminder" r set state = 'sent', bundle = s.bundle
    from jsonb_to_recordset(${sent}::jsonb) as s(id text, bundle text) where r.id = s.id`;
  const reached = new Set(bundles.flatMap(({ rows: own }) => own.map(({ id }) => id)));
  const lost = kept.filter(({ id }) => !reached.has(id)).map(({ id }) => id);
  if (lost.length > 0) await tx.reminder.updateMany({ where: { id: { in: lost } }, data: { state: 'dropped' } });
  return { taken: due.length, messages: bundles.length };
}

/** What the same readers would get within the next hours anyway; what comes at its own minute neither comes early nor calls the rest. */
async function soon(parts: TickParts, tx: Transaction, first: readonly Row[], now: Date): Promise<readonly Row[]> {
  const calling = first.filter((row) => !atItsMinute(parts, row));
  const persons = [...new Set(calling.flatMap(({ personId }) => (personId === null ? [] : [personId])))];
  if (persons.length === 0) return [];
  const until = new Date(now.getTime() + GATHERED_HOURS * HOUR_MS);
  const ids = await tx.$queryRaw<{ id: string }[]>`
    select id from "Reminder" where state = 'planned' and "personId" = any(${persons}::text[]) and "dueAt" > ${now} and "dueAt" <= ${until}
      and about > ${until}
    for update skip locked`;
  if (ids.length === 0) return [];
  const rows = await rowsOf(
    tx,
    ids.map(({ id }) => id),
  );
  return rows.filter((row) => !atItsMinute(parts, row));
}

/** Urgent, or put off until then by its reader. */
function atItsMinute({ sources }: TickParts, { source, offset }: Row): boolean {
  const known = sources.find(({ name }) => name === source)?.offsets.find(({ id }) => id === offset);
  return offset === SNOOZED || known?.urgent === true;
}

const readerOf = ({ personId, address }: Row): string => personId ?? placeOf(addressSchema.parse(address));

function sift(rows: readonly Row[], now: Date): { readonly kept: readonly Row[]; readonly dropped: readonly Row[] } {
  const latest = new Map<string, Row>();
  for (const row of rows) {
    if (row.about <= now) continue;
    const key = `${readerOf(row)}\n${row.source}\n${row.subject}`;
    const other = latest.get(key);
    if (other === undefined || other.dueAt < row.dueAt) latest.set(key, row);
  }
  const kept = [...latest.values()];
  const ids = new Set(kept.map(({ id }) => id));
  return { kept, dropped: rows.filter(({ id }) => !ids.has(id)) };
}

function bundled(rows: readonly Row[]): readonly { readonly reader: string; readonly rows: readonly Row[] }[] {
  const byReader = Map.groupBy(rows, readerOf);
  return [...byReader].map(([reader, own]) => ({ reader, rows: own.toSorted((a, b) => a.about.getTime() - b.about.getTime()) }));
}

async function recipientsOf(tx: Transaction, rows: readonly Row[]): Promise<ReadonlyMap<string, Recipient>> {
  const persons = await toReaders(tx, [...new Set(rows.flatMap(({ personId }) => (personId === null ? [] : [personId])))]);
  const places = rows.flatMap((row): [string, Recipient][] =>
    row.personId === null ? [[readerOf(row), { to: addressSchema.parse(row.address), locale: row.locale }]] : [],
  );
  return new Map([
    ...persons.flatMap((one): [string, Recipient][] => (one.personId === undefined ? [] : [[one.personId, one]])),
    ...places,
  ]);
}
