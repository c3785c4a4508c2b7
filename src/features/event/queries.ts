/** Reads events with their dates, and how many answered what. */
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { localizedSchema } from '../../i18n/localized.ts';
import type { Database, Transaction } from '../../store/store.ts';

type Reader = Database | Transaction;

const withEvent = { event: { include: { organiser: { select: { id: true, name: true } } } } } as const;
const readDate = (db: Reader, id: string) => db.occurrence.findUnique({ where: { id }, include: withEvent });
const readEvent = (db: Reader, id: string) =>
  db.event.findUnique({ where: { id }, include: { organiser: { select: { id: true, name: true } } } });

type EventRow = NonNullable<Awaited<ReturnType<typeof readEvent>>>;
type DateRow = NonNullable<Awaited<ReturnType<typeof readDate>>>;

export type EventRecord = Omit<EventRow, 'titles' | 'texts'> & {
  readonly titles: z.infer<typeof localizedSchema>;
  readonly texts: z.infer<typeof localizedSchema>;
};
export type DateRecord = Omit<DateRow, 'event' | 'materials'> & { readonly event: EventRecord; readonly materials: readonly Material[] };

export const materialSchema = z.object({ title: z.string(), url: z.string() });
export type Material = Readonly<z.infer<typeof materialSchema>>;

const eventFrom = (row: EventRow): EventRecord => ({
  ...row,
  titles: localizedSchema.parse(row.titles),
  texts: localizedSchema.parse(row.texts),
});
export const dateFrom = (row: DateRow): DateRecord => ({
  ...row,
  event: eventFrom(row.event),
  materials: z.array(materialSchema).parse(row.materials),
});

/** @throws UserError not-found */
export async function getEvent(db: Reader, id: string): Promise<EventRecord> {
  const row = await readEvent(db, id);
  if (!row) throw new UserError('event.not-found');
  return eventFrom(row);
}

export async function dateIfAny(db: Reader, id: string): Promise<DateRecord | undefined> {
  const row = await readDate(db, id);
  return row ? dateFrom(row) : undefined;
}

/** @throws UserError not-found */
export async function getDate(db: Reader, id: string): Promise<DateRecord> {
  const date = await dateIfAny(db, id);
  if (!date) throw new UserError('event.not-found');
  return date;
}

/** The date that people mean by an event: the first that is not over and not cancelled, else the last that there was. */
export async function nextDate(db: Reader, eventId: string, now: Date): Promise<DateRecord> {
  const coming = await db.occurrence.findFirst({
    where: { eventId, state: 'planned', endsAt: { gt: now } },
    orderBy: [{ startsAt: 'asc' }, { nth: 'asc' }],
    include: withEvent,
  });
  const found =
    coming ?? (await db.occurrence.findFirst({ where: { eventId }, orderBy: [{ startsAt: 'desc' }, { nth: 'desc' }], include: withEvent }));
  if (!found) throw new UserError('event.not-found');
  return dateFrom(found);
}

/** Dates of a series that are to come, in order. */
export async function comingDates(db: Reader, eventId: string, now: Date, take: number): Promise<readonly DateRecord[]> {
  const rows = await db.occurrence.findMany({
    where: { eventId, endsAt: { gt: now } },
    orderBy: [{ startsAt: 'asc' }, { nth: 'asc' }],
    include: withEvent,
    take,
  });
  return rows.map(dateFrom);
}

export interface Counts {
  readonly yes: number;
  readonly waiting: number;
  readonly maybe: number;
  readonly no: number;
}

export async function countsOf(db: Reader, occurrenceId: string): Promise<Counts> {
  const groups = await db.rsvp.groupBy({ by: ['answer'], where: { occurrenceId }, _count: { _all: true } });
  const of = (answer: keyof Counts): number => groups.find((group) => group.answer === answer)?._count._all ?? 0;
  return { yes: of('yes'), waiting: of('waiting'), maybe: of('maybe'), no: of('no') };
}

export interface Feedback {
  readonly count: number;
  /** Of 1 to 5. */
  readonly average: number;
  /** Without names. */
  readonly comments: readonly string[];
}

export async function feedbackOf(db: Reader, occurrenceId: string): Promise<Feedback> {
  const { _count, _avg } = await db.eventFeedback.aggregate({ where: { occurrenceId }, _count: { _all: true }, _avg: { stars: true } });
  const said = await db.eventFeedback.findMany({
    where: { occurrenceId, comment: { not: '' } },
    orderBy: { at: 'desc' },
    take: 20,
    select: { comment: true },
  });
  return { count: _count._all, average: _avg.stars ?? 0, comments: said.map(({ comment }) => comment) };
}

export interface Attendee {
  readonly name: string;
  readonly answer: keyof Counts;
}

/** Who comes and who waits in the order of their turns, then the others by name. */
export async function attendeesOf(db: Reader, occurrenceId: string): Promise<readonly Attendee[]> {
  const rows = await db.rsvp.findMany({
    where: { occurrenceId },
    orderBy: [{ answer: 'asc' }, { turn: 'asc' }],
    select: { answer: true, person: { select: { name: true } } },
  });
  return rows.map(({ answer, person }) => ({ name: person.name, answer }));
}

export const ROWS = 8;
export type Listing = 'coming' | 'past' | 'drafts';

export interface Listed {
  readonly listing: Listing;
  readonly rows: readonly DateRecord[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Coming: the next date of every event. Past: every date that took place, the latest first. `all`: drafts of everybody. */
export async function listDates(
  db: Database,
  listing: Listing,
  page: number,
  { now, personId, all }: { readonly now: Date; readonly personId: string; readonly all: boolean },
): Promise<Listed> {
  const ids = await idsOf(db, listing, now, personId, all);
  const pages = Math.max(1, Math.ceil(ids.length / ROWS));
  const at = Math.min(Math.max(0, page), pages - 1);
  const shown = ids.slice(at * ROWS, (at + 1) * ROWS);
  const rows = await db.occurrence.findMany({ where: { id: { in: [...shown] } }, include: withEvent });
  const found = shown.flatMap((id) => rows.filter((row) => row.id === id).map(dateFrom));
  return { listing, rows: found, total: ids.length, page: at, pages };
}

async function idsOf(db: Database, listing: Listing, now: Date, personId: string, all: boolean): Promise<readonly string[]> {
  const rows = await selected(db, listing, now, personId, all);
  return rows.map(({ id }) => id);
}

function selected(db: Database, listing: Listing, now: Date, personId: string, all: boolean): Promise<readonly { readonly id: string }[]> {
  if (listing === 'past') {
    return db.occurrence.findMany({
      where: { state: 'planned', endsAt: { lte: now }, event: { state: 'announced' } },
      orderBy: [{ startsAt: 'desc' }, { id: 'asc' }],
      select: { id: true },
      take: 400,
    });
  }
  const drafts = listing === 'drafts';
  return db.$queryRaw<{ id: string }[]>`
    select id from (
      select distinct on (o."eventId") o.id, o."startsAt" from "Occurrence" o join "Event" e on e.id = o."eventId"
      where o.state = 'planned'
        and ((not ${drafts} and e.state = 'announced' and o."endsAt" > ${now})
          or (${drafts} and e.state in ('draft', 'scheduled') and (${all} or e."organiserId" = ${personId})))
      order by o."eventId", o."endsAt" <= ${now}, o."startsAt"
    ) next order by "startsAt", id limit 400`;
}

/** Public dates that touch a span of time. */
export async function datesBetween(db: Database, from: Date, until: Date): Promise<readonly DateRecord[]> {
  const rows = await db.occurrence.findMany({
    where: { startsAt: { lt: until }, endsAt: { gt: from }, event: { announcedAt: { not: null } } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    include: withEvent,
  });
  return rows.map(dateFrom);
}

export async function datesOfEvent(db: Database, eventId: string): Promise<readonly DateRecord[]> {
  const rows = await db.occurrence.findMany({
    where: { eventId, event: { announcedAt: { not: null } } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    include: withEvent,
  });
  return rows.map(dateFrom);
}
