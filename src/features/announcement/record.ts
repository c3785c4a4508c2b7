/** An announcement as it is read from the store. */
import { UserError } from '../../errors.ts';
import { inLanguage, localizedSchema } from '../../i18n/localized.ts';
import type { Database, Transaction } from '../../store/store.ts';
import { type Targets, targetsSchema } from './targets.ts';

export const kinds = ['news', 'report', 'publication', 'results'] as const;
export type Kind = (typeof kinds)[number];

/** Languages that an announcement can be written in besides its own; each has a page of the form. */
export const languages = ['en', 'es', 'fr', 'pt'] as const;

export type Announcement = NonNullable<Awaited<ReturnType<typeof announcementIfAny>>>;

type Row = NonNullable<Awaited<ReturnType<typeof read>>>;
const withPeople = { author: { select: { name: true } }, approvedBy: { select: { name: true } } } as const;
const read = (db: Database | Transaction, id: string) => db.announcement.findUnique({ where: { id }, include: withPeople });

export async function announcementIfAny(db: Database | Transaction, id: string) {
  const row = await read(db, id);
  return row ? parse(row) : undefined;
}

/** @throws UserError `announcement.not-found` */
export async function getAnnouncement(db: Database | Transaction, id: string): Promise<Announcement> {
  const found = await announcementIfAny(db, id);
  if (!found) throw new UserError('announcement.not-found');
  return found;
}

export const ROWS = 8;

/** The newest first. */
export async function listAnnouncements(db: Database, page: number) {
  const total = await db.announcement.count();
  const pages = Math.max(1, Math.ceil(total / ROWS));
  const at = Math.min(Math.max(0, page), pages - 1);
  const rows = await db.announcement.findMany({ include: withPeople, orderBy: { number: 'desc' }, skip: at * ROWS, take: ROWS });
  return { rows: rows.map(parse), page: at, pages };
}
export type Listed = Awaited<ReturnType<typeof listAnnouncements>>;

const parse = (row: Row) => ({
  ...row,
  titles: localizedSchema.parse(row.titles),
  texts: localizedSchema.parse(row.texts),
  targets: targetsSchema.parse(row.targets),
});

/** Title and text as a reader of this language is given them: both in one language, where both are there. */
export function wordsFor(about: Pick<Announcement, 'titles' | 'texts' | 'locale'>, reader: string) {
  const text = inLanguage(about.texts, reader, about.locale);
  const title = inLanguage(about.titles, text.locale, about.locale);
  return { title: title.text, text: text.text, locale: text.locale };
}

export const causeOf = (id: string): string => `announcement:${id}`;

/** How far it has got, over all that it goes to. */
export interface Progress {
  readonly waiting: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
}

export async function progressOf(db: Database | Transaction, id: string): Promise<Progress> {
  const rows = await db.delivery.groupBy({ by: ['state'], where: { cause: causeOf(id) }, _count: true });
  const count = (...states: readonly string[]): number =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { _count }) => sum + _count, 0);
  return { waiting: count('queued', 'sending', 'held'), sent: count('sent'), failed: count('failed'), skipped: count('skipped') };
}

export type { Targets };
