/** Reads applications, the categories of membership, and whom each is for. */
import { UserError } from '../../errors.ts';
import { type Localized, localizedSchema } from '../../i18n/localized.ts';
import type { Database, Transaction } from '../../store/store.ts';
import { answersSchema, consentsSchema, contactsSchema, open } from './content.ts';

type Reader = Database | Transaction;

const whole = { applicant: { select: { id: true, name: true } }, decidedBy: { select: { name: true } }, organisation: true } as const;
type Row = NonNullable<Awaited<ReturnType<typeof readRow>>>;
const readRow = (db: Reader, id: string) => db.application.findUnique({ where: { id }, include: whole });

export type Application = ReturnType<typeof parse>;
const parse = (row: Row) => ({
  ...row,
  answers: answersSchema.parse(row.answers),
  contacts: contactsSchema.parse(row.contacts),
  consents: consentsSchema.parse(row.consents),
});

export async function applicationIfAny(db: Reader, id: string): Promise<Application | undefined> {
  const row = await readRow(db, id);
  return row ? parse(row) : undefined;
}

/** @throws UserError not-found */
export async function getApplication(db: Reader, id: string): Promise<Application> {
  const found = await applicationIfAny(db, id);
  if (!found) throw new UserError('application.not-found');
  return found;
}

/** One's own, the latest first. */
export async function ownApplications(db: Reader, applicantId: string, limit: number): Promise<readonly Application[]> {
  const rows = await db.application.findMany({
    where: { applicantId },
    include: whole,
    orderBy: [{ sentAt: 'desc' }, { number: 'desc' }],
    take: limit,
  });
  return rows.map(parse);
}

/** Somebody's under way for an organisation; `null`: for one that is not there yet. */
export const underWay = (
  db: Reader,
  where: { readonly organisationId: string } | { readonly applicantId: string; readonly organisationId: null },
) =>
  db.application.findMany({
    where: { ...where, state: { in: [...open] } },
    select: { id: true, number: true, kind: true, applicantId: true },
  });

const PER_PAGE = 8;

export interface Listed {
  readonly rows: readonly Application[];
  /** How many wait for the secretariat; the others wait for their applicants. */
  readonly waiting: number;
  readonly page: number;
  readonly pages: number;
}

/** What waits for the secretariat, whoever has waited longest first; then what more was asked for. */
export async function toBeDecided(db: Database, page: number): Promise<Listed> {
  const where = { state: { in: [...open] } };
  const [total, waiting] = await Promise.all([db.application.count({ where }), db.application.count({ where: { state: 'submitted' } })]);
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const rows = await db.application.findMany({
    where,
    include: whole,
    orderBy: [{ state: 'asc' }, { sentAt: 'asc' }, { number: 'asc' }],
    skip: at * PER_PAGE,
    take: PER_PAGE,
  });
  return { rows: rows.map(parse), waiting, page: at, pages };
}

export interface Category {
  readonly key: string;
  /** Keys of the kinds of organisations that it is for. */
  readonly kinds: readonly string[];
  readonly explains: Localized;
  /** Asked for by organisations that are members already. */
  readonly byRequest: boolean;
}

export async function categories(db: Reader): Promise<readonly Category[]> {
  const rows = await db.membershipCategory.findMany({ orderBy: { position: 'asc' } });
  return rows.map(({ key, kinds, explains, byRequest }) => ({ key, kinds, byRequest, explains: localizedSchema.parse(explains) }));
}

/** Whether a category is meant for such an organisation. It is said, and decided by the secretariat. */
export const isFor = (all: readonly Category[], category: string, kind: string): boolean =>
  all.some(({ key, kinds }) => key === category && kinds.includes(kind));
